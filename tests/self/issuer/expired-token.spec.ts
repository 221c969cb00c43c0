import { expect, test } from '@playwright/test';
import { findExpiredToken, untilOver } from '../../../fixtures/issuer/expired-token';
import { secondsFrom, tokenOf } from '../support/tokens';

const minting = { secretKey: 'sk_test_a', userIds: {} };
const over = tokenOf({ exp: 1 });
const none = { sessions: {} };

function expiringIn(lifetimeSeconds: number, receivedSecondsAgo: number) {
  const iat = secondsFrom(new Date(), -receivedSecondsAgo);
  return {
    ...none,
    expiring: {
      token: tokenOf({ iat, exp: iat + lifetimeSeconds }),
      mintedAtMs: Date.now() - receivedSecondsAgo * 1000,
    },
  };
}

test('a given one comes before a kept one', () => {
  const run = { tokens: { expired: over }, minting, expiryWaitSeconds: 0 };
  expect(findExpiredToken(run, { ...none, expired: tokenOf({ exp: 2 }) })).toEqual({ token: over, waitMs: 0 });
});

test('a kept one needs no wait', () => {
  const run = { tokens: {}, minting, expiryWaitSeconds: 300 };
  expect(findExpiredToken(run, { ...none, expired: over })).toEqual({ token: over, waitMs: 0 });
});

test('none: a reason that says how to get one', () => {
  expect(findExpiredToken({ tokens: {}, minting: undefined, expiryWaitSeconds: 0 }, none)).toEqual({
    reason: 'no expired token provided (SMOKE_TEST_EXPIRED_JWT)',
  });
  expect(findExpiredToken({ tokens: {}, minting, expiryWaitSeconds: 0 }, none)).toEqual({
    reason:
      'no expired token provided (SMOKE_TEST_EXPIRED_JWT; one is kept for the next run, or SMOKE_TEST_EXPIRY_WAIT_SECONDS=45)',
  });
});

test('one that expires during the run is waited for, clock skew included, from when it came', () => {
  const found = findExpiredToken({ tokens: {}, minting, expiryWaitSeconds: 45 }, expiringIn(30, 25));
  const waitMs = 'waitMs' in found ? found.waitMs : 0;

  expect(waitMs).toBeGreaterThan(14_000);
  expect(waitMs).toBeLessThanOrEqual(15_000);
});

test('a wait that would take longer than allowed is not begun', () => {
  expect(findExpiredToken({ tokens: {}, minting, expiryWaitSeconds: 30 }, expiringIn(30, 0))).toEqual({
    reason:
      'no expired token provided: the shortest-lived one takes 40 s to be over, and SMOKE_TEST_EXPIRY_WAIT_SECONDS is 30',
  });
});

test('the wait ends when the time is over', async () => {
  const startedAt = performance.now();
  expect(await untilOver({ token: over, waitMs: 50 })).toBe(over);
  expect(performance.now() - startedAt).toBeGreaterThan(45);
});
