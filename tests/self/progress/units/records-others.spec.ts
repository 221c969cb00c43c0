import { expect, test } from '@playwright/test';
import { progressShapesOf } from '../../../../contract';
import { userIdOf } from '../../../../fixtures/progress/records';
import { openSession } from '../../../../fixtures/progress/session';
import { contractWith } from '../../support/contract';
import { browserOf, entryOf, serviceOf } from './support/parts';
import { recordsWith } from './support/records';
import { skipReason } from './support/world';

test("another one's progress is asked for in each way of the contract, by the id that the API says", async () => {
  const foreign = [
    { path: '/progress', query: { userId: '{userId}', of: '{exercise}' } },
    { path: '/users/{userId}/progress' },
  ];
  const { records, sent } = await recordsWith(
    ({ by, path }) =>
      path === '/progress' && by === 'first'
        ? { json: [entryOf({ attempts: 2 })] }
        : path.startsWith('/users')
          ? { status: 404 }
          : undefined,
    { progress: { foreign } },
  );
  const asked = await records.askForOther();

  expect(asked.answers.map(({ status }) => status)).toEqual([200, 404]);
  expect([asked.own.entry, asked.foreign.entry]).toEqual([undefined, entryOf({ attempts: 2 })]);
  expect(sent.slice(0, 3)).toEqual([
    { by: 'first', method: 'POST', path: '/auth/verify' },
    { by: 'other', method: 'GET', path: '/progress', query: { userId: '7', of: 'smoke-test' } },
    { by: 'other', method: 'GET', path: '/users/7/progress', query: {} },
  ]);
});

test('where the contract has no way, there is nothing to try', async () => {
  const { records, sent } = await recordsWith(undefined, { progress: { foreign: [] } });

  expect(await skipReason(() => records.askForOther())).toBe(
    "the contract's progress.progress.foreign is empty: there is no way to try",
  );
  expect(sent).toEqual([]);
});

test('what was recorded is removed in the end, of each who may have', async () => {
  const { records, sent } = await recordsWith();
  await records.now('other');
  await records.record();
  await records.record({ holder: 'other', exercise: 'unknown' });
  await records.recordAtOnce(1);
  const before = sent.length;
  await records.remove();

  expect(sent.slice(before)).toEqual([
    { by: 'first', method: 'DELETE', path: '/progress/smoke-test' },
    { by: 'other', method: 'DELETE', path: '/progress/smoke-test' },
    // Until it shows.
    { by: 'first', method: 'GET', path: '/progress' },
    { by: 'other', method: 'GET', path: '/progress' },
  ]);
});

test('who has recorded nothing has nothing removed', async () => {
  const { records, sent } = await recordsWith();
  await records.now();
  await records.remove();

  expect(sent.map(({ method }) => method)).toEqual(['GET']);
});

test('where the API removes nothing, it is not asked', async () => {
  const { records, sent } = await recordsWith(undefined, { progress: { removal: null } });
  await records.record();
  await records.remove();

  expect(sent.map(({ method }) => method)).toEqual(['POST']);
});

test('the contract says how, and an id is written as a path has it', async () => {
  const { records, sent } = await recordsWith(({ method }) => (method === 'DELETE' ? { status: 202 } : undefined), {
    exercises: { marked: 'a/b' },
    progress: { removal: { path: '/exercises/{id}/progress', statuses: [202] } },
  });
  await records.recordAtOnce(1);
  await records.remove();

  expect(sent).toContainEqual({ by: 'first', method: 'DELETE', path: '/exercises/a%2Fb/progress' });
});

test('what is not there any more is no failure', async () => {
  const { records } = await recordsWith(({ method }) => (method === 'DELETE' ? { status: 404 } : undefined));
  await records.record();

  await expect(records.remove()).resolves.toBeUndefined();
});

test('a removal that fails tells so, and the turn is over none the less', async () => {
  const { records, again } = await recordsWith(({ method }) => (method === 'DELETE' ? { status: 403 } : undefined));
  await records.record();

  await expect(records.remove()).rejects.toThrow(
    'DELETE /progress/smoke-test as first: expected 200 or 204, got 403 from the integration: what was recorded is still there (progress.progress.removal in the contract)',
  );
  await (await again()).remove();
});

test('two never record at once', async () => {
  const { records, again } = await recordsWith();
  const done: string[] = [];
  const next = again().then(async (other) => {
    done.push('second');
    await other.remove();
  });
  await records.now();
  done.push('first');
  await records.remove();
  await next;

  expect(done).toEqual(['first', 'second']);
});

test('whose session it is, is what the API says, or nobody goes on', async () => {
  const plain = contractWith({ progress: { session: { verify: { userId: 'user.id' } } } });
  const contract = { ...plain, shapes: progressShapesOf(plain) };
  const of = (json: unknown, status = 200) =>
    userIdOf(
      openSession(serviceOf({ contract }), browserOf(() => ({ status, json })).browser, 'first', '[t]'),
      contract,
    );

  expect(await of({ user: { id: 7 } })).toBe('7');
  expect(await of({ data: { user: { id: 'u7' } } })).toBe('u7');
  await expect(of({ user: {} })).rejects.toThrow(
    'POST /auth/verify as somebody: expected 200 with whose session it is, got 200 from the integration: user.id is missing, or neither a text nor a number',
  );
  await expect(of({}, 401)).rejects.toThrow('expected 200 with whose session it is, got 401 from the integration');
});
