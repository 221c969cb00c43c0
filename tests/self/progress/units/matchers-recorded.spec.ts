import { expect, test } from '@playwright/test';
import { defaultContract as contract, type Contract } from '../../../../contract';
import { beRecorded } from '../../../../fixtures/matchers/progress-matchers';
import type { Recorded } from '../../../../fixtures/progress/records';
import { contractWith } from '../../support/contract';
import { linesOf, NOW, problemsOf, recordedOf } from './support/parts';

const none = recordedOf(undefined);
const LATER = '2026-03-01T12:00:01Z';
const judge = (now: Recorded, before: Recorded, attempts: number, by: Contract = contract) =>
  beRecorded(now, { before, attempts }, by);

for (const [name, now, before, attempts] of [
  ['the first attempt', recordedOf({}), none, 1],
  ['ten at once', recordedOf({ attempts: 10 }), none, 10],
  ['one attempt more', recordedOf({ attempts: 3 }), recordedOf({ attempts: 2 }), 1],
  ['nothing, where there was nothing', none, none, 0],
  ['nothing, where something was', recordedOf({ attempts: 2 }), recordedOf({ attempts: 2 }), 0],
  [
    'the same moment, written otherwise',
    recordedOf({ attempts: 2, completedAt: '2026-03-01T13:00:00+01:00' }),
    recordedOf({ attempts: 1 }),
    1,
  ],
  ['four minutes ago', recordedOf({ completedAt: '2026-03-01T11:56:00Z' }), none, 1],
  [
    'long ago, where it was so before',
    recordedOf({ attempts: 2, completedAt: '2020-01-01T00:00:00Z' }),
    recordedOf({ attempts: 1, completedAt: '2020-01-01T00:00:00.000Z' }),
    1,
  ],
] as const) {
  test(`recorded: ${name}`, () => {
    expect(problemsOf(judge(now, before, attempts))).toEqual([]);
    expect(judge(now, before, attempts).pass).toBe(true);
    expect(now.response.exchange.judged).toBe(true);
  });
}

for (const [name, now, before, attempts, problems] of [
  ['nothing is there', none, none, 1, ['there is no entry of "smoke-test"']],
  ['it is gone', none, recordedOf({ attempts: 2 }), 0, ['there is no entry of "smoke-test"']],
  [
    'an update is lost',
    recordedOf({ attempts: 7 }),
    none,
    10,
    ['attempts is 7, not 10: it was 0 before 10 attempts more'],
  ],
  [
    'it is not counted',
    recordedOf({ attempts: 1 }),
    recordedOf({ attempts: 1 }),
    1,
    ['attempts is 1, not 2: it was 1 before one attempt more'],
  ],
  [
    'what must not be counted is',
    recordedOf({ attempts: 2 }),
    recordedOf({ attempts: 1 }),
    0,
    ['attempts is 2, not 1: it was 1 before what must not be recorded'],
  ],
  [
    'what must not be there is',
    recordedOf({}),
    none,
    0,
    ['attempts is 1, not 0: it was 0 before what must not be recorded'],
  ],
  [
    'the time is another one',
    recordedOf({ attempts: 2, completedAt: LATER }),
    recordedOf({}),
    1,
    [`completedAt is ${LATER}, not ${NOW}, as it was before: it has been overwritten`],
  ],
  [
    'both',
    recordedOf({ attempts: 1, completedAt: LATER }),
    recordedOf({}),
    1,
    [
      'attempts is 1, not 2: it was 1 before one attempt more',
      `completedAt is ${LATER}, not ${NOW}, as it was before: it has been overwritten`,
    ],
  ],
  [
    'a new time is long ago',
    recordedOf({ completedAt: '2026-03-01T11:54:00Z' }),
    none,
    1,
    [`completedAt is 2026-03-01T11:54:00Z, minutes away from now (${NOW})`],
  ],
  [
    'a new time is in the future',
    recordedOf({ completedAt: '2026-03-01T12:06:00Z' }),
    none,
    1,
    [`completedAt is 2026-03-01T12:06:00Z, minutes away from now (${NOW})`],
  ],
] satisfies [string, Recorded, Recorded, number, string[]][]) {
  test(`not recorded: ${name}`, () => {
    const found = judge(now, before, attempts);

    expect(found.pass).toBe(false);
    expect(problemsOf(found)).toEqual(problems);
  });
}

test('the whole message', () => {
  const now = recordedOf({ attempts: 1 }, { json: [{ exerciseId: 'smoke-test', attempts: 1 }] });

  expect(linesOf(judge(now, recordedOf({ attempts: 1 }), 1))).toEqual([
    'GET /progress as first: expected 2 attempts at "smoke-test", got 200 from the integration',
    '  - attempts is 1, not 2: it was 1 before one attempt more',
    '  body: [{"exerciseId":"smoke-test","attempts":1}]',
    '  ids: apigw-requestid: r1',
  ]);
  expect(linesOf(judge(none, none, 1))[0]).toContain('expected 1 attempt at "smoke-test", got');
});

test('fields and the exercise are named as the contract has them', () => {
  const own = contractWith({
    progress: {
      exercises: { marked: 'probe' },
      progress: { fields: { attempts: 'stats.tries', completedAt: 'solved_at' } },
    },
  });
  const now = recordedOf({ attempts: 1, completedAt: LATER });

  expect(problemsOf(judge(now, recordedOf({}), 1, own))).toEqual([
    'stats.tries is 1, not 2: it was 1 before one attempt more',
    `solved_at is ${LATER}, not ${NOW}, as it was before: it has been overwritten`,
  ]);
  expect(problemsOf(judge(none, none, 1, own))).toEqual(['there is no entry of "probe"']);
});

for (const [timestamps, factor] of [
  ['epoch-seconds', 0.001],
  ['epoch-milliseconds', 1],
] as const) {
  test(`times in ${timestamps}`, () => {
    const own = contractWith({ timestamps });
    const at = (ms: number) => recordedOf({ completedAt: (Date.parse(NOW) + ms) * factor });

    expect(judge(at(0), none, 1, own).pass).toBe(true);
    expect(judge(at(-400_000), none, 1, own).pass).toBe(false);
    expect(judge(at(0), at(0), 0, own).pass).toBe(true);
    expect(judge(at(1000), at(0), 0, own).pass).toBe(false);
  });
}

test('now is what the answer says; what the gateway has put in its place counts less than what it was', () => {
  const old = 'Sun, 01 Mar 2020 12:00:00 GMT';
  const noon = new Date(NOW).toUTCString();
  const dated = (headers: Record<string, string>, completedAt = NOW) =>
    judge(recordedOf({ completedAt }, { headers }), none, 1);

  expect(dated({ date: old }).pass).toBe(false);
  expect(dated({ date: old, 'x-amzn-remapped-date': noon }).pass).toBe(true);
  expect(dated({ date: 'yesterday' }, new Date().toISOString()).pass).toBe(true);
});
