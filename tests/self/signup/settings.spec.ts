import { expect, test } from '@playwright/test';
import { noNeeds, parseSettings, type Environment, type Needs } from '../../../fixtures/settings';

const given: Environment = {
  SMOKE_TEST_API_URL: 'https://api.example.com',
  SMOKE_SIGNUP_EMAIL: 'smoke-test+<run>@example.com',
  SMOKE_SIGNUP_MINT_CMD: 'ops mint --app x',
  SMOKE_SIGNUP_FIND_CMD: '["ops", "find a user"]',
  SMOKE_SIGNUP_DELETE_CMD: 'ops delete',
};
const needs: Needs = { ...noNeeds, signup: true };

function linesOf(environment: Environment, needed = needs): string[] {
  const parsed = parseSettings(environment, needed);
  return 'problems' in parsed ? parsed.problems : [];
}

test('a domain, three command lines, and a minute for each', () => {
  const parsed = parseSettings(given, needs);

  expect('settings' in parsed && parsed.settings.signup).toEqual({
    domain: 'example.com',
    commands: { mint: ['ops', 'mint', '--app', 'x'], find: ['ops', 'find a user'], delete: ['ops', 'delete'] },
    commandSeconds: 60,
  });
});

test('the mark alone is an address, too', () => {
  expect(linesOf({ ...given, SMOKE_SIGNUP_EMAIL: 'smoke-test@example.com' })).toEqual([]);
});

test('without any of them there is no sign-up, where none is needed', () => {
  const parsed = parseSettings({ SMOKE_TEST_API_URL: 'https://api.example.com' }, { ...needs, signup: false });

  expect('settings' in parsed && parsed.settings.signup).toBe(undefined);
});

for (const [name, change, lines] of [
  [
    'an address without the mark',
    { SMOKE_SIGNUP_EMAIL: 'jane@example.com' },
    [
      'SMOKE_SIGNUP_EMAIL: "jane@example.com" lacks the mark of a test: give smoke-test+<run>@example.com; <run> is filled in, and what carries the mark is deleted',
    ],
  ],
  [
    'no address',
    { SMOKE_SIGNUP_EMAIL: 'smoke-test' },
    ['SMOKE_SIGNUP_EMAIL: "smoke-test" is no email address: give smoke-test+<run>@your.domain; <run> is filled in'],
  ],
  [
    'a command for a shell',
    { SMOKE_SIGNUP_MINT_CMD: 'ops mint | jq .' },
    [
      'SMOKE_SIGNUP_MINT_CMD is run without a shell: where a word needs quotes, give a JSON list: ["program", "two words"]',
    ],
  ],
  [
    'a list of something else',
    { SMOKE_SIGNUP_MINT_CMD: '["ops", 1]' },
    ['SMOKE_SIGNUP_MINT_CMD is no JSON list of texts that begins with a program: give ["program", "parameter"]'],
  ],
  [
    'no program',
    { SMOKE_SIGNUP_MINT_CMD: '[""]' },
    ['SMOKE_SIGNUP_MINT_CMD is no JSON list of texts that begins with a program: give ["program", "parameter"]'],
  ],
  [
    'some of the variables',
    { SMOKE_SIGNUP_FIND_CMD: undefined },
    ['SMOKE_SIGNUP_FIND_CMD is required beside SMOKE_SIGNUP_EMAIL. See .env.smoke.example'],
  ],
  [
    'no time',
    { SMOKE_SIGNUP_CMD_SECONDS: 'soon' },
    ['SMOKE_SIGNUP_CMD_SECONDS: "soon" must be a whole number of seconds, 1 to 900'],
  ],
  [
    'no time at all',
    { SMOKE_SIGNUP_CMD_SECONDS: '0' },
    ['SMOKE_SIGNUP_CMD_SECONDS: "0" must be a whole number of seconds, 1 to 900'],
  ],
  [
    'a protected mailbox',
    { SMOKE_PROTECTED_USERS: 'user_1,Smoke-Test@example.com' },
    [
      'SMOKE_SIGNUP_EMAIL: it is named in SMOKE_PROTECTED_USERS (smoke-test@example.com): give an address that is there for tests',
    ],
  ],
  [
    'a protected address',
    { SMOKE_SIGNUP_EMAIL: 'smoke-test+qa@example.com', SMOKE_PROTECTED_USERS: 'smoke-test+qa@example.com' },
    [
      'SMOKE_SIGNUP_EMAIL: it is named in SMOKE_PROTECTED_USERS (smoke-test+qa@example.com): give an address that is there for tests',
    ],
  ],
] as const) {
  test(`one line for what is wrong: ${name}`, () => {
    const environment: Record<string, string | undefined> = { ...given, ...change };
    const present = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined);

    expect(linesOf(Object.fromEntries(present))).toEqual(lines);
  });
}

test('who names the suite has to give all of them', () => {
  expect(linesOf({ SMOKE_TEST_API_URL: 'https://api.example.com' })).toEqual(
    ['EMAIL', 'MINT_CMD', 'FIND_CMD', 'DELETE_CMD'].map(
      (part) => `SMOKE_SIGNUP_${part} is required for the project signup. See .env.smoke.example`,
    ),
  );
});

test('an identity is needed for the other suites only', () => {
  expect(linesOf(given)).toEqual([]);
  expect(linesOf(given, { ...needs, identities: true })).toEqual([
    'SMOKE_TEST_CLERK_JWT is required, or CLERK_SECRET_KEY with SMOKE_TEST_USER_ID. See .env.smoke.example',
  ]);
});
