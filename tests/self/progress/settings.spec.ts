import { expect, test } from '@playwright/test';
import { noNeeds, parseSettings, variableNames, type Environment, type Needs } from '../../../fixtures/settings';

const needs: Needs = { ...noNeeds, progress: true };
const target: Environment = { SMOKE_TEST_API_URL: 'https://api.example.com' };
const stoodIn: Environment = {
  SMOKE_PROGRESS_PROVIDER_URL: 'https://github.example.com/idp/',
  SMOKE_PROGRESS_LOGIN: 'ada',
};

const linesOf = (change: Environment): string[] => {
  const parsed = parseSettings({ ...target, ...change }, needs);
  return 'problems' in parsed ? parsed.problems : [];
};

test('all of it, as it is read', () => {
  const parsed = parseSettings(
    {
      ...target,
      ...stoodIn,
      SMOKE_PROGRESS_URL: 'https://learn.example.com/v1/',
      SMOKE_PROGRESS_FRONTEND_URL: 'https://app.example.com/web/',
      SMOKE_PROGRESS_CLIENT_ID: 'client-1',
      SMOKE_PROGRESS_OTHER_LOGIN: 'grace',
      SMOKE_PROGRESS_PRIVATE_LOGIN: 'hedy',
      SMOKE_PROGRESS_JWT: 'token-of-the-first',
      SMOKE_PROGRESS_OTHER_JWT: 'token-of-the-other',
      SMOKE_PROGRESS_SPARE_JWT: 's%3Aspare.one/two+three==',
      SMOKE_PROGRESS_EXPIRED_JWT: 'token-that-is-over',
      SMOKE_PROGRESS_ENDED_JWT: 'token-of-an-ended-session',
      SMOKE_PROGRESS_FIND_CMD: '["ops", "find a user"]',
      SMOKE_PROGRESS_CMD_SECONDS: '5',
    },
    needs,
  );

  expect('settings' in parsed && parsed.settings.progress).toEqual({
    given: true,
    url: 'https://learn.example.com/v1',
    frontendUrl: 'https://app.example.com/web',
    providerUrl: 'https://github.example.com/idp',
    clientId: 'client-1',
    logins: { first: 'ada', other: 'grace', hidden: 'hedy' },
    tokens: {
      first: 'token-of-the-first',
      other: 'token-of-the-other',
      spare: 's%3Aspare.one/two+three==',
      expired: 'token-that-is-over',
      ended: 'token-of-an-ended-session',
    },
    findCommand: ['ops', 'find a user'],
    commandSeconds: 5,
  });
});

test('nothing of it is given: a minute for the command, and nobody who signs in', () => {
  const parsed = parseSettings(target, { ...needs, progress: false });

  expect('settings' in parsed && parsed.settings.progress).toEqual({
    given: false,
    logins: {},
    tokens: {},
    commandSeconds: 60,
  });
});

const first = { SMOKE_PROGRESS_JWT: 'token-of-the-first' };
const second = { SMOKE_PROGRESS_OTHER_JWT: 'token-of-the-other' };

for (const [name, change] of [
  ['nothing', {}],
  ['a provider and one who signs in there', stoodIn],
  ['another one, too', { ...stoodIn, SMOKE_PROGRESS_OTHER_LOGIN: 'grace' }],
  ['one who hides the email, alone beside the first', { ...stoodIn, SMOKE_PROGRESS_PRIVATE_LOGIN: 'hedy' }],
  ['a token, and no provider', first],
  ['two tokens', { ...first, ...second }],
  ['a provider where a token stands in', { SMOKE_PROGRESS_PROVIDER_URL: 'https://github.example.com', ...first }],
  ['a token that is over, and nobody else', { SMOKE_PROGRESS_EXPIRED_JWT: 'token-that-is-over' }],
  ['both ways at once', { ...stoodIn, ...first, ...second }],
  ['the client id alone', { SMOKE_PROGRESS_CLIENT_ID: 'client-1' }],
  [
    'plain http on loopback',
    {
      SMOKE_PROGRESS_URL: 'http://127.0.0.1:3000',
      SMOKE_PROGRESS_FRONTEND_URL: 'http://localhost:5173',
      SMOKE_PROGRESS_PROVIDER_URL: 'http://[::1]:4000/idp',
      SMOKE_PROGRESS_LOGIN: 'ada',
    },
  ],
] satisfies [string, Environment][]) {
  test(`no line for what is right: ${name}`, () => {
    expect(linesOf(change)).toEqual([]);
  });
}

const nobodyThere =
  'SMOKE_PROGRESS_LOGIN is required beside SMOKE_PROGRESS_PROVIDER_URL, or SMOKE_PROGRESS_JWT. See .env.smoke.example';
const unheard = (name: string): string =>
  `SMOKE_PROGRESS_PROVIDER_URL is required beside ${name}: nobody presses the button of the real one. See .env.smoke.example`;
const tooShort = 'is too short for the token of a session: copy the whole of it';
const unsendable = 'has characters that no header may have: copy the token alone';

for (const [name, change, lines] of [
  ['a login without a provider', { SMOKE_PROGRESS_LOGIN: 'ada' }, [unheard('SMOKE_PROGRESS_LOGIN')]],
  ['another one without', { SMOKE_PROGRESS_OTHER_LOGIN: 'grace' }, [unheard('SMOKE_PROGRESS_OTHER_LOGIN')]],
  ['a hidden one without', { SMOKE_PROGRESS_PRIVATE_LOGIN: 'hedy' }, [unheard('SMOKE_PROGRESS_PRIVATE_LOGIN')]],
  [
    'three of them without: one line is enough',
    {
      SMOKE_PROGRESS_LOGIN: 'ada',
      SMOKE_PROGRESS_OTHER_LOGIN: 'grace',
      SMOKE_PROGRESS_PRIVATE_LOGIN: 'hedy',
    },
    [unheard('SMOKE_PROGRESS_LOGIN')],
  ],
  ['a provider without a login', { SMOKE_PROGRESS_PROVIDER_URL: 'https://github.example.com' }, [nobodyThere]],
  [
    'a provider with another one only',
    { SMOKE_PROGRESS_PROVIDER_URL: 'https://github.example.com', SMOKE_PROGRESS_OTHER_LOGIN: 'grace' },
    [nobodyThere],
  ],
  [
    'the same login twice',
    { ...stoodIn, SMOKE_PROGRESS_OTHER_LOGIN: 'ada' },
    ['SMOKE_PROGRESS_OTHER_LOGIN: it is the same as SMOKE_PROGRESS_LOGIN: PR6 needs two users'],
  ],
  ['the token of another one only', second, ['SMOKE_PROGRESS_JWT is required beside SMOKE_PROGRESS_OTHER_JWT']],
  [
    'the same token twice',
    { ...first, SMOKE_PROGRESS_SPARE_JWT: first.SMOKE_PROGRESS_JWT },
    ['SMOKE_PROGRESS_SPARE_JWT: it is the same token as SMOKE_PROGRESS_JWT'],
  ],
  [
    'the same token everywhere: a line for each but the first',
    {
      ...first,
      SMOKE_PROGRESS_OTHER_JWT: first.SMOKE_PROGRESS_JWT,
      SMOKE_PROGRESS_EXPIRED_JWT: first.SMOKE_PROGRESS_JWT,
      SMOKE_PROGRESS_ENDED_JWT: first.SMOKE_PROGRESS_JWT,
    },
    ['OTHER', 'EXPIRED', 'ENDED'].map(
      (part) => `SMOKE_PROGRESS_${part}_JWT: it is the same token as SMOKE_PROGRESS_JWT`,
    ),
  ],
  ['half a token', { SMOKE_PROGRESS_JWT: 'abc' }, [`SMOKE_PROGRESS_JWT ${tooShort}`]],
  ['a header for a token', { SMOKE_PROGRESS_JWT: 'Bearer token-of-the-first' }, [`SMOKE_PROGRESS_JWT: ${unsendable}`]],
  [
    'the attributes of a cookie',
    { ...first, SMOKE_PROGRESS_SPARE_JWT: 'token-of-the-first;HttpOnly' },
    [`SMOKE_PROGRESS_SPARE_JWT: ${unsendable}`],
  ],
  [
    'a command for a shell',
    { SMOKE_PROGRESS_FIND_CMD: 'ops find | jq .' },
    [
      'SMOKE_PROGRESS_FIND_CMD is run without a shell: where a word needs quotes, give a JSON list: ["program", "two words"]',
    ],
  ],
  [
    'no time for the command',
    { SMOKE_PROGRESS_CMD_SECONDS: '0' },
    ['SMOKE_PROGRESS_CMD_SECONDS: "0" must be a whole number of seconds, 1 to 900'],
  ],
  [
    'a misspelt variable',
    { SMOKE_PROGRESS_LOGN: 'ada' },
    [`SMOKE_PROGRESS_LOGN is not a setting; did you mean SMOKE_PROGRESS_LOGIN? Valid are ${variableNames.join(', ')}`],
  ],
] satisfies [string, Environment, string[]][]) {
  test(`one line for what is wrong: ${name}`, () => {
    expect(linesOf(change)).toEqual(lines);
  });
}

for (const variable of ['URL', 'FRONTEND_URL', 'PROVIDER_URL'].map((part) => `SMOKE_PROGRESS_${part}`)) {
  for (const [value, problem] of [
    ['http://app.example.com', 'plain http to app.example.com would send credentials in the clear: give https://…'],
    ['app.example.com', '"app.example.com" is no URL: give https://…'],
    ['https://app.example.com?x=1', 'must not contain a query or a fragment: give the base URL only'],
    ['https://app.example.com/#/home', 'must not contain a query or a fragment: give the base URL only'],
    ['https://ada:x@app.example.com', 'must not contain a user name or password'],
    ['ftp://app.example.com', 'ftp: is not supported: give https://…'],
    ['local', '"local" is no URL: give https://…'],
  ] as const) {
    test(`${variable} is no base URL: ${value}`, () => {
      expect(
        linesOf({ SMOKE_PROGRESS_LOGIN: 'ada', SMOKE_PROGRESS_PROVIDER_URL: 'https://x', [variable]: value }),
      ).toEqual([`${variable}: ${problem}`]);
    });
  }
}
