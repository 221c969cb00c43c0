import { expect, test } from '@playwright/test';
import type { ContractOverrides } from '../../../../contract';
import type { Recording } from '../../../../fixtures/progress/records';
import type { Given } from '../../support/answers';
import { entryOf, recordedOf } from './support/parts';
import { recordsWith, type Sent } from './support/records';
import { skipReason } from './support/world';

type Overrides = NonNullable<ContractOverrides['progress']>;

const path = '/exercises/smoke-test/verify';
const body = { id: 'smoke-test', completed: true };
const post = { by: 'first', method: 'POST', path };
const verify = { by: 'first', method: 'POST', path: '/auth/verify' };

for (const [name, recording, wanted, overrides] of [
  ['as it should be', undefined, [{ ...post, body }], {}],
  ['by another one', { holder: 'other' }, [{ ...post, by: 'other', body }], {}],
  [
    'of another exercise',
    { exercise: 'a b/c' },
    [{ ...post, path: '/exercises/a%20b%2Fc/verify', body: { ...body, id: 'a b/c' } }],
    {},
  ],
  ['without an id', { body: 'without an id' }, [{ ...post, body: { completed: true } }], {}],
  ['what is no JSON', { body: 'that is no JSON' }, [{ ...post, text: '{ this is no JSON' }], {}],
  ['without a proof', { proof: 'none' }, [{ ...post, body, proof: 'none' }], {}],
  [
    'for another user',
    { holder: 'other', body: 'naming the other user' },
    [verify, { ...post, by: 'other', body: { ...body, userId: '7' } }],
    {},
  ],
  [
    'by the contract’s body',
    {},
    [{ ...post, path: '/solved', body: { solved: ['probe'] } }],
    { exercises: { marked: 'probe' }, record: { path: '/solved', body: { solved: ['{exercise}'] } } },
  ],
  [
    'for another user, where a body is a list',
    { holder: 'other', body: 'naming the other user' },
    [verify, { ...post, by: 'other', body: { user: { id: '7' } } }],
    { record: { body: '{exercise}', forOther: { user: { id: '{userId}' } } } },
  ],
] satisfies [string, Recording | undefined, Sent[], Overrides][]) {
  test(`records ${name}`, async () => {
    const { records, sent } = await recordsWith(undefined, overrides);
    const answer = await records.record(recording);

    expect(sent).toEqual(wanted);
    expect(answer.request).toContain('POST');
    await records.remove();
  });
}

for (const [recording, field] of [
  ['without an id', 'withoutId'],
  ['naming the other user', 'forOther'],
] as const) {
  test(`nothing to try: a body ${recording}`, async () => {
    const { records, sent } = await recordsWith(undefined, { record: { [field]: null } });

    expect(await skipReason(() => records.record({ body: recording }))).toBe(
      `the contract's progress.record.${field} is null: there is nothing to try`,
    );
    expect(sent.filter((each) => each.path === path)).toEqual([]);
    await records.remove();
  });
}

test('so many at once', async () => {
  const { records, sent } = await recordsWith(() => ({ status: 409 }));

  expect((await records.recordAtOnce(3)).map(({ status }) => status)).toEqual([409, 409, 409]);
  expect(sent).toEqual([1, 2, 3].map(() => ({ ...post, body, atOnce: true })));
});

for (const [name, json, entry] of [
  ['no entry', [], undefined],
  ['others only', [entryOf({ exerciseId: 'a' })], undefined],
  ['the marked one among others', [entryOf({ exerciseId: 'a' }), entryOf({ attempts: 3 })], entryOf({ attempts: 3 })],
  ['in an envelope', { data: { progress: [entryOf()] } }, entryOf()],
] as const) {
  test(`what there is now: ${name}`, async () => {
    const { records, sent } = await recordsWith(() => ({ json }));
    const now = await records.now('other');

    expect(now.entry).toEqual(entry);
    expect(now.response.request).toBe('GET /progress as other');
    expect(sent).toEqual([{ by: 'other', method: 'GET', path: '/progress' }]);
  });
}

for (const [name, given, message] of [
  [
    'refused',
    { status: 401 },
    'GET /progress as first: expected 200 with a list of progress entries, got 401 from the integration',
  ],
  [
    'another shape',
    { json: [{ exerciseId: 'a', attempts: '1' }] },
    'GET /progress as first: expected 200 with a list of progress entries, got 200 from the integration: [0].attempts: expected number, received string, [0].completedAt: expected string, received undefined',
  ],
] satisfies [string, Given, string][]) {
  test(`what there is now can't be told: ${name}`, async () => {
    const { records } = await recordsWith(() => given);

    await expect(records.now()).rejects.toThrow(message);
  });
}

const nothing = recordedOf(undefined);

test('what lags behind is waited for', async () => {
  const { records, sent } = await recordsWith((_, count) => ({
    json: count < 3 ? [] : [entryOf({ attempts: count - 2 })],
  }));

  expect((await records.after(nothing, 1)).entry?.attempts).toBe(1);
  expect(sent).toHaveLength(3);
  expect((await records.after({ ...nothing, entry: entryOf() }, 2, 'other')).entry?.attempts).toBe(3);
  expect(sent.map(({ by }) => by)).toEqual(['first', 'first', 'first', 'other', 'other']);
});

for (const [name, attempts, seconds, again] of [
  ['as long as the contract says', 2, 0.3, true],
  ['where nothing lags, not at all', 2, 0, false],
  ['what is not to be recorded, too', 0, 0.3, true],
] as const) {
  test(`what does not come is waited for ${name}`, async () => {
    const { records, sent } = await recordsWith(undefined, { progress: { visibleWithinSeconds: seconds } });

    expect((await records.after(nothing, attempts)).entry).toBeUndefined();
    expect(sent.length > 1).toBe(again);
  });
}
