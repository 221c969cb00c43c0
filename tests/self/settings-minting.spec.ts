import { expect, test } from '@playwright/test';
import { parseSettings, type Settings } from '../../fixtures/settings';

const url = 'https://api.example.com/prod';
const minting = { SMOKE_TEST_API_URL: url, CLERK_SECRET_KEY: 'sk_test_a', SMOKE_TEST_USER_ID: 'user_main' };
const publishable = (host: string, kind = 'test'): string => `pk_${kind}_${Buffer.from(`${host}$`).toString('base64')}`;

function settingsOf(variables: Record<string, string>): Settings {
  const parsed = parseSettings(variables);
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  return parsed.settings;
}

function problemsOf(variables: Record<string, string>): string[] {
  const parsed = parseSettings(variables);
  return 'problems' in parsed ? parsed.problems : [];
}

test('a key and a user id are enough', () => {
  expect(settingsOf(minting)).toMatchObject({
    tokens: {},
    minting: { secretKey: 'sk_test_a', userIds: { main: 'user_main' } },
  });
});

test('everything', () => {
  const variables = {
    ...minting,
    CLERK_PUBLISHABLE_KEY: publishable('calm-owl-1.clerk.accounts.dev'),
    CLERK_API_URL: 'https://clerk.example.com/',
    SMOKE_TEST_ADMIN_USER_ID: 'user_admin',
    SMOKE_TEST_RATE_LIMIT_USER_ID: 'user_limited',
    SMOKE_TEST_JWT_TEMPLATE: 'api',
    SMOKE_TEST_EXPIRY_WAIT_SECONDS: '45',
    SMOKE_TEST_WAIT_SECONDS: '120',
  };
  expect(settingsOf(variables)).toMatchObject({
    minting: {
      ...{ secretKey: 'sk_test_a', apiUrl: 'https://clerk.example.com', template: 'api' },
      frontendApi: 'https://calm-owl-1.clerk.accounts.dev',
      userIds: { main: 'user_main', admin: 'user_admin', rateLimit: 'user_limited' },
    },
    ...{ expiryWaitSeconds: 45, waitSeconds: 120 },
  });
});

test('a given token wins over minting', () => {
  expect(settingsOf({ ...minting, SMOKE_TEST_CLERK_JWT: 'a.b.c' })).toMatchObject({
    tokens: { main: 'a.b.c' },
    minting: { userIds: {} },
  });
});

test('the Frontend API of a publishable key on loopback is reached by http', () => {
  const variables = { ...minting, CLERK_PUBLISHABLE_KEY: publishable('127.0.0.1:4000') };
  expect(settingsOf(variables).minting?.frontendApi).toBe('http://127.0.0.1:4000');
});

for (const [name, variables, lines] of [
  [
    'a user, and no key',
    { SMOKE_TEST_API_URL: url, SMOKE_TEST_USER_ID: 'user_main' },
    ['SMOKE_TEST_USER_ID needs CLERK_SECRET_KEY as well, so that a token can be minted'],
  ],
  [
    'a key, and no user',
    { SMOKE_TEST_API_URL: url, CLERK_SECRET_KEY: 'sk_test_a' },
    ['SMOKE_TEST_USER_ID is required beside CLERK_SECRET_KEY, or SMOKE_TEST_CLERK_JWT. See .env.smoke.example'],
  ],
  [
    'another user, and no key',
    { SMOKE_TEST_API_URL: url, SMOKE_TEST_CLERK_JWT: 'a.b.c', SMOKE_TEST_ADMIN_USER_ID: 'user_admin' },
    ['SMOKE_TEST_ADMIN_USER_ID needs CLERK_SECRET_KEY as well, so that a token can be minted'],
  ],
  [
    'the publishable key in the place of the secret one',
    { ...minting, CLERK_SECRET_KEY: publishable('calm-owl-1.clerk.accounts.dev') },
    ["CLERK_SECRET_KEY is no secret key of Clerk's (sk_test_… or sk_live_…): copy it from the dashboard"],
  ],
  [
    'a publishable key that names no host',
    { ...minting, CLERK_PUBLISHABLE_KEY: 'pk_test_abc' },
    ["CLERK_PUBLISHABLE_KEY is no publishable key of Clerk's (pk_test_… or pk_live_…): copy it from the dashboard"],
  ],
  [
    'keys of two kinds',
    { ...minting, CLERK_PUBLISHABLE_KEY: publishable('clerk.example.com', 'live') },
    ['CLERK_PUBLISHABLE_KEY is a live key and CLERK_SECRET_KEY a test key: take both from one instance'],
  ],
  [
    'the Backend API by plain http',
    { ...minting, CLERK_API_URL: 'http://clerk.example.com' },
    ['CLERK_API_URL: plain http to clerk.example.com would send credentials in the clear: give https://…'],
  ],
  [
    'a time that is none',
    { ...minting, SMOKE_TEST_WAIT_SECONDS: '2m', SMOKE_TEST_EXPIRY_WAIT_SECONDS: '901' },
    [
      'SMOKE_TEST_EXPIRY_WAIT_SECONDS: "901" must be a whole number of seconds, 900 at most',
      'SMOKE_TEST_WAIT_SECONDS: "2m" must be a whole number of seconds, 900 at most',
    ],
  ],
] as const) {
  test(`one line for what is wrong: ${name}`, () => {
    expect(problemsOf(variables)).toEqual(lines);
  });
}
