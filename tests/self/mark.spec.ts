import { expect, test } from '@playwright/test';
import { allowedWaitsMs } from '../../fixtures/allowed-waits';
import { newRunId } from '../../fixtures/mark';
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
