import { expect, test } from '@playwright/test';
import { allowedWaitsMs } from '../../fixtures/allowed-waits';
import { contractWith } from './support/contract';

test('the wait for the index that keys are looked up in counts', () => {
  const waits = (lookupLagSeconds: number): number => allowedWaitsMs(contractWith({ apiKeys: { lookupLagSeconds } }));

  expect(waits(100) - waits(0)).toBe(100_000);
});
