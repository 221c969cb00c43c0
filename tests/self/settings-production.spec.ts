import { expect, test } from '@playwright/test';
import { parseSettings, type Settings } from '../../fixtures/settings';

const minimal = { SMOKE_TEST_API_URL: 'https://api.example.com/prod', SMOKE_TEST_CLERK_JWT: 'a.b.c' };

const read = (variables: Record<string, string>): Partial<Settings> => {
  const parsed = parseSettings({ ...minimal, ...variables });
  return 'settings' in parsed ? parsed.settings : {};
};

test('without any of them: nothing is production, nobody is protected', () => {
  expect(read({})).toMatchObject({
    ...{ keyKinds: {}, environmentName: undefined, productionHosts: [], allowProduction: false, protectedUsers: [] },
    keyBudget: undefined,
  });
});

test('names are read in lower case', () => {
  expect(
    read({
      SMOKE_TEST_ENVIRONMENT: 'Production',
      SMOKE_TEST_PRODUCTION_HOSTS: 'API.example.com, *.Example.org,',
      SMOKE_PROTECTED_USERS: 'user_Boss, Boss@example.com',
      SMOKE_TEST_ALLOW_PROD: '1',
      SMOKE_TEST_KEY_BUDGET: '0',
    }),
  ).toMatchObject({
    environmentName: 'production',
    productionHosts: ['api.example.com', '*.example.org'],
    protectedUsers: ['user_boss', 'boss@example.com'],
    allowProduction: true,
    keyBudget: 0,
  });
});

test('the kinds of the keys', () => {
  const host = Buffer.from('clerk.example.com$').toString('base64');
  expect(read({ CLERK_SECRET_KEY: 'sk_live_a', CLERK_PUBLISHABLE_KEY: `pk_live_${host}` }).keyKinds).toEqual({
    CLERK_SECRET_KEY: 'live',
    CLERK_PUBLISHABLE_KEY: 'live',
  });
  expect(read({ CLERK_SECRET_KEY: 'sk_test_a_live_b' }).keyKinds).toEqual({ CLERK_SECRET_KEY: 'test' });
});

for (const [variable, value, line] of [
  ['SMOKE_TEST_ENVIRONMENT', 'prod', '"prod" has no meaning here: did you mean production?'],
  ['SMOKE_TEST_ENVIRONMENT', 'Prodution', '"Prodution" has no meaning here: did you mean production?'],
  ['SMOKE_TEST_ALLOW_PROD', 'true', '"true" must be 1, or nothing'],
  [
    'SMOKE_TEST_PRODUCTION_HOSTS',
    'https://api.example.com',
    '"https://api.example.com" is no host: give names such as api.example.com or *.example.com, comma separated',
  ],
  [
    'SMOKE_TEST_PRODUCTION_HOSTS',
    'api.example.com:8443',
    '"api.example.com:8443" is no host: give names such as api.example.com or *.example.com, comma separated',
  ],
  [
    'SMOKE_PROTECTED_USERS',
    'boss@example',
    '"boss@example" is neither a user\'s id nor an email address: give them comma separated',
  ],
  ['SMOKE_TEST_KEY_BUDGET', '-1', '"-1" must be a whole number, 999 at most'],
  ['SMOKE_TEST_MAX_IN_FLIGHT', '0', '"0" must be a whole number from 1 to 999'],
] as const) {
  test(`${variable}=${value}`, () => {
    expect(parseSettings({ ...minimal, [variable]: value })).toEqual({ problems: [`${variable}: ${line}`] });
  });
}
