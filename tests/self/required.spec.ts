import { expect, test } from '@playwright/test';
import { refuseUnmet, RequiredError, unmetBy, unselected } from '../../fixtures/required';
import { isPart, RETRY_VARIABLE, retryOf } from '../../fixtures/run-part';

const required = new Set(['AC1', 'AC4', 'SU2'] as const);

/** What the run ends with. */
function told(unmet: Parameters<typeof refuseUnmet>[0]): string[] {
  try {
    refuseUnmet(unmet);
    return [];
  } catch (error) {
    if (error instanceof RequiredError) return error.message.split('\n');
    throw error;
  }
}

test('what has run, in whole or in part, is met', () => {
  const notes = { begun: ['AC1', 'AC4', 'AC4', 'SU2'] as const, skipped: [{ id: 'AC4', reason: 'no token' }] as const };

  expect(unmetBy({ begun: [...notes.begun], skipped: [...notes.skipped] }, required, false)).toEqual([]);
});

test('what was skipped is not, for whatever reasons', () => {
  const skipped = ['no token', 'no key', 'no token'].map((reason) => ({ id: 'AC4', reason }) as const);

  expect(unmetBy({ begun: ['AC1', 'AC4', 'AC4', 'AC4', 'SU2'], skipped }, required, false)).toEqual([
    { id: 'AC4', reasons: ['no token', 'no key'] },
  ]);
});

test('what the run came to no test of is not, where no other run has it', () => {
  const notes = { begun: ['AC1' as const], skipped: [] };

  expect(unmetBy(notes, required, false)).toEqual([
    { id: 'AC4', reasons: [] },
    { id: 'SU2', reasons: [] },
  ]);
  expect(unmetBy(notes, required, true)).toEqual([]);
});

test('the run ends with a line for each reason', () => {
  expect(told([])).toEqual([]);
  expect(
    told([
      { id: 'AC1', reasons: [] },
      { id: 'AC4', reasons: ['no token', 'no key'] },
      { id: 'SU2', reasons: [] },
    ]),
  ).toEqual([
    'SMOKE_TEST_REQUIRE: AC4 has to run, but was skipped: no token; no key',
    'SMOKE_TEST_REQUIRE: AC1, SU2 had to run, but did not',
  ]);
});

test('a run that leaves its project out is told before it begins', () => {
  expect(unselected(required, ['smoke', 'signup'])).toEqual([]);
  expect(unselected(required, ['signup', 'realtime'])).toEqual([
    "SMOKE_TEST_REQUIRE: AC1, AC4 can't run without the project smoke: add --project=smoke, or remove it there",
  ]);
});

test('a shard and a retry are parts of something', () => {
  expect(isPart({ shard: null }, {})).toBe(false);
  expect(isPart({ shard: { current: 1, total: 2 } }, {})).toBe(true);
  expect(isPart({ shard: null }, { [RETRY_VARIABLE]: '1' })).toBe(true);
  expect([undefined, '', '0', '2', 'x'].map((value) => retryOf({ [RETRY_VARIABLE]: value }))).toEqual([0, 0, 0, 2, 0]);
});
