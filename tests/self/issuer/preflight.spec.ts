import { expect, test } from '@playwright/test';
import { identityStates, preflightProblems } from '../../../fixtures/issuer/preflight';
import type { PreparedSessions } from '../../../fixtures/issuer/sessions';
import type { IdentityName, MintingSettings } from '../../../fixtures/settings';
import { contractWith } from '../support/contract';
import { tokenOf } from '../support/tokens';

const development = 'https://calm-owl-1.clerk.accounts.dev';
const times = { iat: 1_000, exp: 1_060 };
const userIds = { main: 'user_main', admin: 'user_admin', rateLimit: 'user_limited' };

function minted(claims: Partial<Record<IdentityName, object>> = {}): PreparedSessions {
  const session = (name: IdentityName) => ({
    ...{ sessionId: 'sess_1', origin: 'created' as const, mintedAtMs: 0 },
    token: tokenOf({ iss: development, sub: userIds[name], ...times, ...claims[name] }),
  });
  return { main: session('main'), admin: session('admin'), rateLimit: session('rateLimit') };
}

function problems(
  sessions: PreparedSessions,
  minting: Partial<MintingSettings> = {},
  tokens: Partial<Record<IdentityName, string>> = {},
  protectedUsers: readonly string[] = [],
): string[] {
  const { secretKey = 'sk_test_a' } = minting;
  const keyKinds = { CLERK_SECRET_KEY: secretKey.includes('live') ? ('live' as const) : ('test' as const) };
  const rest = { contract: contractWith(), keyKinds, protectedUsers };
  return preflightProblems({ ...rest, tokens, minting: { secretKey, userIds, ...minting } }, sessions);
}

test('what fits together', () => {
  expect(problems(minted(), { frontendApi: development })).toEqual([]);
  expect(problems(minted({ admin: { metadata: { role: 'admin' } } }))).toEqual([]);
});

for (const { name, lines, expected } of [
  {
    name: 'no user in a token',
    lines: problems(minted({ admin: { sub: undefined } })),
    expected: ['SMOKE_TEST_ADMIN_USER_ID: its token names no user (it has no sub claim)'],
  },
  {
    name: 'a token of another user than asked for',
    lines: problems(minted({ admin: { sub: 'user_x' } })),
    expected: ['SMOKE_TEST_ADMIN_USER_ID: asked for user_admin, Clerk gave a token of user_x'],
  },
  {
    name: 'tokens that are over before they are sent',
    lines: problems(minted({ main: { exp: 1_005 } })),
    expected: [
      'SMOKE_TEST_USER_ID: its tokens live 5 s, too short for a request: give the template (SMOKE_TEST_JWT_TEMPLATE) 30 s or more',
    ],
  },
  {
    name: 'identities of two issuers',
    lines: problems(minted(), {}, { admin: tokenOf({ sub: 'user_2', iss: 'https://clerk.example.com' }) }),
    expected: [
      `SMOKE_TEST_ADMIN_JWT: its token is issued by https://clerk.example.com, that of SMOKE_TEST_USER_ID by ${development}: all identities must belong to one environment`,
    ],
  },
  {
    name: 'an admin who is none, by the token',
    lines: problems(minted({ admin: { public_metadata: { role: 'editor' } } })),
    expected: [
      'SMOKE_TEST_ADMIN_USER_ID: its token says that the role is "editor", not "admin": name an admin (or see tokens.adminRole in the contract)',
    ],
  },
  {
    name: 'a rate-limit identity that is the main one',
    lines: problems(minted({ rateLimit: { sub: 'user_main' } }), { userIds: { ...userIds, rateLimit: 'user_main' } }),
    expected: [
      "SMOKE_TEST_RATE_LIMIT_USER_ID belongs to the same user as SMOKE_TEST_USER_ID (sub user_main): AC14 would use up the other scenarios' budget, so give it a user of its own",
    ],
  },
  {
    name: 'a publishable key of another instance',
    lines: problems(minted(), { frontendApi: 'https://warm-fox-2.clerk.accounts.dev' }),
    expected: [
      'CLERK_PUBLISHABLE_KEY is of the instance at warm-fox-2.clerk.accounts.dev, but the tokens are issued by calm-owl-1.clerk.accounts.dev: take keys and users from one instance',
    ],
  },
  {
    name: 'a live key, and tokens of a development instance',
    lines: problems(minted(), { secretKey: 'sk_live_a' }),
    expected: [
      "CLERK_SECRET_KEY is a live key, but the tokens' issuer calm-owl-1.clerk.accounts.dev is a development instance: take keys and users from one instance",
    ],
  },
]) {
  test(name, () => {
    expect(lines).toEqual(expected);
  });
}

test('what stands in for Clerk on loopback may name any issuer, and has no host to compare', () => {
  const apiUrl = 'http://127.0.0.1:3999';
  const standIn = { apiUrl, frontendApi: apiUrl };
  const production = Object.fromEntries(
    Object.keys(userIds).map((name) => [name, { iss: 'https://clerk.example.com' }]),
  );
  expect(problems(minted(), standIn)).toEqual([]);
  expect(problems(minted(production), standIn)).toEqual([]);
  expect(problems(minted(production))).toEqual([
    "CLERK_SECRET_KEY is a test key, but the tokens' issuer clerk.example.com is a production instance: take keys and users from one instance",
  ]);
});

test.describe('somebody who must be left alone is no identity', () => {
  for (const [name, claims, tokens, protectedUsers, line] of [
    ['by the id of a user whose tokens are minted', {}, {}, ['user_admin'], 'SMOKE_TEST_ADMIN_USER_ID'],
    ['by an id in other letters', {}, {}, ['user_other', 'user_main'], 'SMOKE_TEST_USER_ID'],
    ['by the id in a given token', {}, { main: { sub: 'User_Boss' } }, ['user_boss'], 'SMOKE_TEST_CLERK_JWT'],
    [
      'by the email in a token',
      { main: { email: 'Boss@example.com' } },
      {},
      ['boss@example.com'],
      'SMOKE_TEST_USER_ID',
    ],
  ] as const) {
    test(name, () => {
      const given = Object.fromEntries(
        Object.entries(tokens).map(([identity, own]) => [identity, tokenOf({ iss: development, ...own })]),
      );
      const entry = protectedUsers.at(-1) ?? '';

      expect(problems(minted(claims), {}, given, protectedUsers)).toEqual([
        `${line}: its user is named in SMOKE_PROTECTED_USERS (${entry}): give a user who is there for tests`,
      ]);
    });
  }

  test('before anything is minted', () => {
    expect(problems({}, {}, {}, ['user_limited'])).toEqual([
      'SMOKE_TEST_RATE_LIMIT_USER_ID: its user is named in SMOKE_PROTECTED_USERS (user_limited): give a user who is there for tests',
    ]);
  });
});

test('the report tells users, issuers and lifetimes, and no token', () => {
  const given = tokenOf({ sub: 'user_given', iss: development, exp: 2_000 });
  const states = identityStates({ tokens: { main: given } }, minted(), new Date(1_900_000));

  expect(states).toEqual({
    main: { user: 'user_given', issuer: development, token: 'given', secondsLeft: 100 },
    admin: {
      ...{ user: 'user_admin', issuer: development },
      ...{ token: 'minted of a session that was created', secondsLeft: 60 },
    },
    rateLimit: {
      ...{ user: 'user_limited', issuer: development },
      ...{ token: 'minted of a session that was created', secondsLeft: 60 },
    },
  });
});
