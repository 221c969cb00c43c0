import { expect, test } from '@playwright/test';
import {
  noNeeds,
  parseSettings,
  sessionsTokenProblems,
  variableNames,
  type Environment,
} from '../../../fixtures/settings';
import { secondsFrom, tokenOf } from '../support/tokens';

const needs = { ...noNeeds, sessions: true };
const target: Environment = { SMOKE_TEST_API_URL: 'https://api.example.com' };
const password = { SMOKE_SESSIONS_PASSWORD: 'long-enough' };

const linesOf = (change: Environment, needed = true): string[] => {
  const parsed = parseSettings({ ...target, ...change }, { ...needs, sessions: needed });
  return 'problems' in parsed ? parsed.problems : [];
};

test('all of it, as it is read', () => {
  const parsed = parseSettings(
    {
      ...{ ...target, ...password, SMOKE_SESSIONS_URL: 'https://accounts.example.com/v1/' },
      ...{ SMOKE_SESSIONS_ADMIN_USERNAME: 'root', SMOKE_SESSIONS_ADMIN_PASSWORD: 'another-one' },
      SMOKE_SESSIONS_EXPIRED_JWT: 'a-token-that-is-over',
    },
    needs,
  );

  expect('settings' in parsed && parsed.settings.sessions).toEqual({
    given: true,
    url: 'https://accounts.example.com/v1',
    password: 'long-enough',
    admin: { username: 'root', password: 'another-one' },
    expiredToken: 'a-token-that-is-over',
  });
});

test('nothing of it is given', () => {
  const parsed = parseSettings(target, noNeeds);

  expect('settings' in parsed && parsed.settings.sessions).toEqual({ given: false });
});

for (const [name, change] of [
  ['the password alone', password],
  ['an admin', { ...password, SMOKE_SESSIONS_ADMIN_USERNAME: 'root', SMOKE_SESSIONS_ADMIN_PASSWORD: 'another-one' }],
  ['an opaque token that is over', { ...password, SMOKE_SESSIONS_EXPIRED_JWT: 'opaque-and-long-enough' }],
  ['a service on loopback', { ...password, SMOKE_SESSIONS_URL: 'http://127.0.0.1:8000' }],
] satisfies [string, Environment][]) {
  test(`enough: ${name}`, () => {
    expect(linesOf(change)).toEqual([]);
  });
}

const required =
  'SMOKE_SESSIONS_PASSWORD is required for the project sessions: its accounts are registered with it. See .env.smoke.example';
for (const [name, change, lines] of [
  ['no password', {}, [required]],
  [
    'an admin without a password',
    { ...password, SMOKE_SESSIONS_ADMIN_USERNAME: 'root' },
    ['SMOKE_SESSIONS_ADMIN_PASSWORD is required beside SMOKE_SESSIONS_ADMIN_USERNAME. See .env.smoke.example'],
  ],
  [
    'an admin without a name',
    { ...password, SMOKE_SESSIONS_ADMIN_PASSWORD: 'another-one' },
    ['SMOKE_SESSIONS_ADMIN_USERNAME is required beside SMOKE_SESSIONS_ADMIN_PASSWORD. See .env.smoke.example'],
  ],
  [
    'an admin with the password of all',
    { ...password, SMOKE_SESSIONS_ADMIN_USERNAME: 'root', SMOKE_SESSIONS_ADMIN_PASSWORD: 'long-enough' },
    [
      'SMOKE_SESSIONS_ADMIN_PASSWORD: it is the same as SMOKE_SESSIONS_PASSWORD: whoever reads the one must not be an admin',
    ],
  ],
  ['a short password', { SMOKE_SESSIONS_PASSWORD: 'seven77' }, [/^SMOKE_SESSIONS_PASSWORD /]],
  ['a short token', { ...password, SMOKE_SESSIONS_EXPIRED_JWT: 'short' }, [/^SMOKE_SESSIONS_EXPIRED_JWT is too short/]],
  [
    'plain http beyond loopback',
    { ...password, SMOKE_SESSIONS_URL: 'http://accounts.example.com' },
    [/^SMOKE_SESSIONS_URL: plain http to accounts\.example\.com would send credentials in the clear/],
  ],
] satisfies [string, Environment, (string | RegExp)[]][]) {
  test(`a line for ${name}`, () => {
    const told = linesOf(change);

    expect(told).toEqual(
      lines.map((line) => (typeof line === 'string' ? line : (expect.stringMatching(line) as unknown))),
    );
    expect(told.join('\n')).not.toContain('seven77');
  });
}

test('where it is not asked for, its password may lack', () => {
  expect(linesOf({}, false)).toEqual([]);
});

for (const name of variableNames.filter((each) => each.startsWith('SMOKE_SESSIONS_'))) {
  test(`${name}, misspelt, is told with what was meant`, () => {
    const misspelt = name.replace(/(.)(.)$/, '$2$1');

    expect(linesOf({ ...password, [misspelt]: 'x' })).toEqual([
      expect.stringMatching(new RegExp(`^${misspelt} is not a setting; did you mean ${name}\\? Valid are `)) as unknown,
    ]);
  });
}

test('a token that should be over, and is not', () => {
  const now = new Date();
  const problemsOf = (expiredToken?: string): string[] => sessionsTokenProblems({ given: true, expiredToken }, now);

  expect(problemsOf()).toEqual([]);
  expect(problemsOf('opaque-and-long-enough')).toEqual([]);
  expect(problemsOf(tokenOf({ exp: secondsFrom(now, -3600) }))).toEqual([]);
  expect(problemsOf(tokenOf({ exp: secondsFrom(now, 3600) }))).toEqual([
    expect.stringMatching(/^SMOKE_SESSIONS_EXPIRED_JWT has not expired yet \(/) as unknown,
  ]);
});
