import { SignJWT } from 'jose';
import { expect, test } from '@playwright/test';
import { defaultContract } from '../../contract';
import { preflightProblems } from '../../fixtures/issuer/preflight';
import { readClaims, tokenProblems, type Settings } from '../../fixtures/settings';
import { secondsFrom, tokenOf } from './support/tokens';

const now = new Date('2026-03-01T12:00:00Z');
const HOUR = 3600;
const valid = tokenOf({ sub: 'user_main', exp: secondsFrom(now, HOUR) });

function problemsOf(tokens: Settings['tokens'], apiUrl = 'https://api.example.com'): string[] {
  const run = { apiUrl, tokens, contract: defaultContract, keyKinds: {}, protectedUsers: [] };
  return [...tokenProblems(run, now), ...preflightProblems(run, {})];
}

function expiring(inSeconds: number): string {
  return tokenOf({ sub: 'user_main', exp: secondsFrom(now, inSeconds) });
}

const fresh = 'paste a fresh token (see .env.smoke.example)';

test.describe('the main token', () => {
  for (const [name, token, line] of [
    ['expired 3 h ago', expiring(-3 * HOUR), `expired 3 h ago: ${fresh}`],
    ['expired a minute ago', expiring(-60), `expired 60 s ago: ${fresh}`],
    ['expired 10 min ago', expiring(-600), `expired 10 min ago: ${fresh}`],
    ['expired a month ago', expiring(-30 * 24 * HOUR), `expired 30 d ago: ${fresh}`],
    ['expired this second', expiring(0), `expired 0 s ago: ${fresh}`],
    ['expires too soon', expiring(4), `expires in 4 s, too soon for a run: ${fresh}`],
    ['one part', 'sk_live_1', 'is not a JWT (three base64url parts joined by dots): paste the whole token'],
    ['three parts of no JSON', 'a.b.c', 'is not a JWT (three base64url parts joined by dots): paste the whole token'],
    ['cut off', valid.slice(0, 60), 'is not a JWT (three base64url parts joined by dots): paste the whole token'],
    ['Bearer, and no token', 'Bearer x', 'is not a JWT (three base64url parts joined by dots): leave "Bearer " out'],
  ] as const) {
    test(name, () => {
      expect(problemsOf({ main: token })).toEqual([`SMOKE_TEST_CLERK_JWT ${line}`]);
    });
  }

  for (const prefix of ['Bearer', 'bearer']) {
    test(`${prefix} before a valid token`, () => {
      expect(problemsOf({ main: `${prefix} ${valid}` })).toEqual([
        'SMOKE_TEST_CLERK_JWT is not a JWT (three base64url parts joined by dots): leave "Bearer " out',
      ]);
    });
  }

  test('with time to live, is fine', () => {
    expect(problemsOf({ main: expiring(5) })).toEqual([]);
  });

  test('without an end, is fine', () => {
    expect(problemsOf({ main: tokenOf({ sub: 'user_main' }) })).toEqual([]);
  });

  test('as jose makes it, is fine', async () => {
    const token = await new SignJWT({ sub: 'user_main' })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime(secondsFrom(now, HOUR))
      .sign(new TextEncoder().encode('a secret that is long enough for HS256'));

    expect(problemsOf({ main: token })).toEqual([]);
    expect(readClaims(token)).toMatchObject({ sub: 'user_main', exp: secondsFrom(now, HOUR) });
  });
});

test.describe('the expired token', () => {
  const mustBeOver = 'it must be a token whose time is over';

  for (const [name, token, line] of [
    ['not expired', expiring(45), `has not expired yet (45 s left): ${mustBeOver}`],
    ['not for long', expiring(2 * HOUR), `has not expired yet (2 h left): ${mustBeOver}`],
    ['never expires', tokenOf({ sub: 'user_main' }), `never expires (it has no exp claim): ${mustBeOver}`],
    [
      'expired a few seconds ago',
      expiring(-3),
      'expired only 3 s ago: verifiers allow for clock skew, so wait until 10 s have passed',
    ],
    ['no token', 'expired', 'is not a JWT (three base64url parts joined by dots): paste the whole token'],
  ] as const) {
    test(name, () => {
      expect(problemsOf({ main: valid, expired: token })).toEqual([`SMOKE_TEST_EXPIRED_JWT ${line}`]);
    });
  }

  test('expired long enough ago, is fine', () => {
    expect(problemsOf({ main: valid, expired: expiring(-10) })).toEqual([]);
  });
});

test('the rate-limit token of the same user', () => {
  const rateLimit = tokenOf({ sub: 'user_main', jti: 'another token', exp: secondsFrom(now, HOUR) });

  expect(problemsOf({ main: valid, rateLimit })).toEqual([
    "SMOKE_TEST_RATE_LIMIT_JWT belongs to the same user as SMOKE_TEST_CLERK_JWT (sub user_main): AC14 would use up the other scenarios' budget, so give it a user of its own",
  ]);
});

test('the rate-limit token of another user is fine', () => {
  expect(problemsOf({ main: valid, rateLimit: tokenOf({ sub: 'user_other' }) })).toEqual([]);
});

test('tokens that name no user are refused for that, and not taken for one user', () => {
  expect(problemsOf({ main: tokenOf({ jti: '1' }), rateLimit: tokenOf({ jti: '2' }) })).toEqual([
    'SMOKE_TEST_CLERK_JWT: its token names no user (it has no sub claim)',
    'SMOKE_TEST_RATE_LIMIT_JWT: its token names no user (it has no sub claim)',
  ]);
});

test('all problems are told at once, without a token in them', () => {
  const problems = problemsOf({ main: expiring(-HOUR), admin: 'nonsense', rateLimit: expiring(-HOUR), expired: valid });

  expect(problems).toEqual([
    `SMOKE_TEST_CLERK_JWT expired 60 min ago: ${fresh}`,
    'SMOKE_TEST_ADMIN_JWT is not a JWT (three base64url parts joined by dots): paste the whole token',
    `SMOKE_TEST_RATE_LIMIT_JWT expired 60 min ago: ${fresh}`,
    'SMOKE_TEST_EXPIRED_JWT has not expired yet (60 min left): it must be a token whose time is over',
    "SMOKE_TEST_RATE_LIMIT_JWT belongs to the same user as SMOKE_TEST_CLERK_JWT (sub user_main): AC14 would use up the other scenarios' budget, so give it a user of its own",
  ]);
  expect(problems.join('\n')).not.toContain('eyJ');
});

test('the embedded deployment brings its own tokens: nothing is looked at', () => {
  expect(problemsOf({ main: 'nonsense' }, 'local')).toEqual([]);
});
