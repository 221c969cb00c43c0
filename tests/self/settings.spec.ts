import { expect, test } from '@playwright/test';
import { isLoopback, parseSettings, variableNames, type Settings } from '../../fixtures/settings';

const url = 'https://api.example.com/prod';
const minimal = { SMOKE_TEST_API_URL: url, SMOKE_TEST_CLERK_JWT: 'a.b.c' };

function settingsOf(variables: Record<string, string>): Settings {
  const parsed = parseSettings({ ...minimal, ...variables });
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'));
  return parsed.settings;
}

function problemsOf(variables: Record<string, string>): string[] {
  const parsed = parseSettings(variables);
  return 'problems' in parsed ? parsed.problems : [];
}

/** What guards production and others' things, where nothing is said. */
const unguarded = {
  ...{ keyKinds: {}, productionHosts: [], allowProduction: false, protectedUsers: [] },
  maxInFlight: 16,
  realtime: { given: false, commandSeconds: 60, sockets: 2 },
  progress: { given: false, logins: {}, tokens: {}, commandSeconds: 60 },
  sessions: { given: false },
};

test('the least that is needed, and what it stands for', () => {
  expect(settingsOf({})).toEqual({
    ...unguarded,
    apiUrl: url,
    tokens: { main: 'a.b.c' },
    expiryWaitSeconds: 0,
    waitSeconds: 0,
    skip: new Set(),
    required: new Set(),
    failOnFlaky: false,
    origin: 'http://localhost:3000',
  });
});

test('everything', () => {
  expect(
    settingsOf({
      SMOKE_TEST_ADMIN_JWT: 'd.e.f',
      SMOKE_TEST_RATE_LIMIT_JWT: 'g.h.i',
      SMOKE_TEST_EXPIRED_JWT: 'j.k.l',
      SMOKE_TEST_SKIP: 'AC4, ac14,',
      SMOKE_TEST_REQUIRE: 'ac1,SU2',
      SMOKE_TEST_FAIL_ON_FLAKY: '1',
      SMOKE_TEST_ORIGIN: 'https://app.example.com:8443',
      SMOKE_TEST_ROUTE_REGISTRY: '../routes.ts',
      SMOKE_TEST_CONTRACT: './contract.ts',
    }),
  ).toEqual({
    ...unguarded,
    apiUrl: url,
    tokens: { main: 'a.b.c', admin: 'd.e.f', rateLimit: 'g.h.i', expired: 'j.k.l' },
    expiryWaitSeconds: 0,
    waitSeconds: 0,
    skip: new Set(['AC4', 'AC14']),
    required: new Set(['AC1', 'SU2']),
    failOnFlaky: true,
    origin: 'https://app.example.com:8443',
    registryPath: '../routes.ts',
    contractPath: './contract.ts',
  });
});

test.describe('the URL', () => {
  for (const [given, kept] of [
    ['https://api.example.com/prod/', 'https://api.example.com/prod'],
    ['https://api.example.com/v1/prod', 'https://api.example.com/v1/prod'],
    ['https://api.example.com/', 'https://api.example.com'],
    ['https://api.example.com//', 'https://api.example.com'],
    ['http://localhost:3000/dev', 'http://localhost:3000/dev'],
    ['http://api.localhost:3000', 'http://api.localhost:3000'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://127.8.9.10/dev/', 'http://127.8.9.10/dev'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['local', 'local'],
  ] as const) {
    test(`${given} is taken as ${kept}`, () => {
      expect(settingsOf({ SMOKE_TEST_API_URL: given }).apiUrl).toBe(kept);
    });
  }

  test('local needs no token', () => {
    expect(parseSettings({ SMOKE_TEST_API_URL: 'local' })).toMatchObject({ settings: { apiUrl: 'local', tokens: {} } });
  });
});

test.describe('one line for what is wrong', () => {
  for (const [name, variables, lines] of [
    [
      'nothing set',
      {},
      [
        'SMOKE_TEST_API_URL is required. See .env.smoke.example',
        'To see the suite run without a deployment: npm run smoke:local',
      ],
    ],
    [
      'no token',
      { SMOKE_TEST_API_URL: url },
      ['SMOKE_TEST_CLERK_JWT is required, or CLERK_SECRET_KEY with SMOKE_TEST_USER_ID. See .env.smoke.example'],
    ],
    [
      'no URL',
      { ...minimal, SMOKE_TEST_API_URL: 'api.example.com/prod' },
      ['SMOKE_TEST_API_URL: "api.example.com/prod" is no URL: give https://…, or "local" for the embedded deployment'],
    ],
    [
      'no scheme, but a port',
      { ...minimal, SMOKE_TEST_API_URL: 'localhost:3000' },
      ['SMOKE_TEST_API_URL: localhost: is not supported: give https://…'],
    ],
    [
      'plain http',
      { ...minimal, SMOKE_TEST_API_URL: 'http://api.example.com/prod' },
      ['SMOKE_TEST_API_URL: plain http to api.example.com would send credentials in the clear: give https://…'],
    ],
    [
      'plain http to what only begins like loopback',
      { ...minimal, SMOKE_TEST_API_URL: 'http://127.0.0.1.example.com' },
      ['SMOKE_TEST_API_URL: plain http to 127.0.0.1.example.com would send credentials in the clear: give https://…'],
    ],
    [
      'another scheme',
      { ...minimal, SMOKE_TEST_API_URL: 'ftp://api.example.com' },
      ['SMOKE_TEST_API_URL: ftp: is not supported: give https://…'],
    ],
    [
      'a password in the URL',
      { ...minimal, SMOKE_TEST_API_URL: 'https://me:secret@api.example.com' },
      ['SMOKE_TEST_API_URL: must not contain a user name or password'],
    ],
    [
      'a query in the URL',
      { ...minimal, SMOKE_TEST_API_URL: 'https://api.example.com/prod?x=1' },
      ['SMOKE_TEST_API_URL: must not contain a query or a fragment: give the base URL only'],
    ],
    [
      'an unknown scenario',
      { ...minimal, SMOKE_TEST_SKIP: 'AC1,AC99' },
      [
        'SMOKE_TEST_SKIP: unknown scenario "AC99"; valid are AC1, AC2, AC3, AC4, AC5, AC6, AC7, AC8, AC9, AC10, AC11, AC12, AC13, AC14, SU1, SU2, SU3, SU4, SU5, SU6, SU7, SU8, JC1, JC2, JC3, JC4, WS1, WS2, WS3, WS4, WS5, WS6, OA1, OA2, OA3, OA4, OA5, OA6, PR1, PR2, PR3, PR4, PR5, PR6, PR7, PR8, PR9, SE1, SE2, SE3, SE4, SE5, SE6, SE7, SE8, SE9, SE10, SE11, SE12',
      ],
    ],
    [
      'scenarios that are required and skipped',
      { ...minimal, SMOKE_TEST_SKIP: 'AC1,AC4,AC5', SMOKE_TEST_REQUIRE: 'AC5,AC6,ac1' },
      ['SMOKE_TEST_REQUIRE: SMOKE_TEST_SKIP names AC5, AC1 as well: remove them from one of the two'],
    ],
    [
      'flakes that fail by another word',
      { ...minimal, SMOKE_TEST_FAIL_ON_FLAKY: 'true' },
      ['SMOKE_TEST_FAIL_ON_FLAKY: "true" must be 1, or nothing'],
    ],
    [
      'an origin with a path',
      { ...minimal, SMOKE_TEST_ORIGIN: 'https://app.example.com/' },
      [
        'SMOKE_TEST_ORIGIN: "https://app.example.com/" is no origin: give scheme, host and port only, such as https://app.example.com',
      ],
    ],
    [
      'an origin without a scheme',
      { ...minimal, SMOKE_TEST_ORIGIN: 'app.example.com' },
      [
        'SMOKE_TEST_ORIGIN: "app.example.com" is no origin: give scheme, host and port only, such as https://app.example.com',
      ],
    ],
    [
      'a misspelt variable',
      { ...minimal, SMOKE_TEST_ADMIN_JTW: 'a.b.c' },
      [
        `SMOKE_TEST_ADMIN_JTW is not a setting; did you mean SMOKE_TEST_ADMIN_JWT? Valid are ${variableNames.join(', ')}`,
      ],
    ],
  ] as const) {
    test(name, () => {
      expect(problemsOf(variables)).toEqual(lines);
    });
  }
});

test('all problems are told at once', () => {
  expect(
    problemsOf({
      SMOKE_TEST_API_URL: 'http://api.example.com',
      SMOKE_TEST_CLERK_JWT: 'a.b.c',
      SMOKE_TEST_SKIP: 'AC0,nothing',
      SMOKE_TEST_ORIGIN: 'nowhere',
    }).map((line) => line.split(/[; ]/, 4).join(' ')),
  ).toEqual([
    'SMOKE_TEST_API_URL: plain http to',
    'SMOKE_TEST_SKIP: unknown scenario "AC0"',
    'SMOKE_TEST_SKIP: unknown scenario "NOTHING"',
    'SMOKE_TEST_ORIGIN: "nowhere" is no',
  ]);
});

test('a missing token is told beside an unfit URL', () => {
  expect(problemsOf({ SMOKE_TEST_API_URL: 'http://api.example.com' })).toContain(
    'SMOKE_TEST_CLERK_JWT is required, or CLERK_SECRET_KEY with SMOKE_TEST_USER_ID. See .env.smoke.example',
  );
});

test('variables of somebody else are left alone', () => {
  expect(problemsOf({ ...minimal, SMOKEHOUSE: 'yes', SMOKE_DETECTOR_PORT: '1', PATH: '/bin' })).toEqual([]);
});

for (const [hostname, expected] of [
  ['localhost', true],
  ['app.localhost', true],
  ['127.0.0.1', true],
  ['127.255.255.254', true],
  ['[::1]', true],
  ['localhost.example.com', false],
  ['notlocalhost', false],
  ['128.0.0.1', false],
  ['0.0.0.0', false],
  ['[::2]', false],
] as const) {
  test(`${hostname} is ${expected ? 'loopback' : 'not loopback'}`, () => {
    expect(isLoopback(hostname)).toBe(expected);
  });
}
