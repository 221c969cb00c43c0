import { expect, test } from '@playwright/test';
import { allowedWaitsMs } from '../../fixtures/allowed-waits';
import { markOf, newRunId, readMark, RUN_VARIABLE } from '../../fixtures/mark';
import { contractWith } from './support/contract';

test('two runs of one second have two ids', () => {
  const now = new Date();
  const ids = Array.from({ length: 20 }, () => newRunId(now));

  expect(new Set(ids).size).toBeGreaterThan(15);
});

test('an id is short, and fit for a name', () => {
  expect(newRunId(new Date('2026-03-01T12:00:00Z'))).toMatch(/^tb7yo0[0-9a-f]{4}$/);
});

test('the waits that a contract allows are added up', () => {
  const contract = contractWith({
    profile: { visibleWithinSeconds: 2, noDisplayName: [null] },
    apiKeys: { usableWithinSeconds: 1, lookupLagSeconds: 0, listedWithinSeconds: 10, revocationDeadlineSeconds: 300 },
  });

  expect(allowedWaitsMs(contract)).toBe((1 + 10 + 300 + 2 * 2) * 1000);
});

test.describe('a mark', () => {
  test('tells run, shard and worker, and when its run began', () => {
    const before = process.env[RUN_VARIABLE];
    process.env[RUN_VARIABLE] = 'tb7yo01234';
    expect(markOf(3, 2)).toBe('smoke-tb7yo01234-2-3');
    if (before === undefined) Reflect.deleteProperty(process.env, RUN_VARIABLE);
    else process.env[RUN_VARIABLE] = before;

    expect(readMark('smoke-tb7yo01234-2-3')).toEqual({ run: 'tb7yo01234', startedAtMs: Date.UTC(2026, 2, 1, 12) });
    expect(readMark('smoke-tb7yo01234-2-3-17')).toMatchObject({ run: 'tb7yo01234' });
  });

  for (const name of [
    'smoke-test',
    'smoke',
    'smoke-tb7yo01234',
    'smoke-tb7yo0123z-1-0-1',
    'my smoke-tb7yo01234-1-0-1',
    'smoke-tb7yo01234-1-0-1 ',
    'smoke-0000001234-1-0-1',
    'smoke-zzzzzz1234-1-0-1',
    'SMOKE-TB7YO01234-1-0-1',
  ]) {
    test(`is not "${name}"`, () => {
      expect(readMark(name)).toBeUndefined();
    });
  }
});
