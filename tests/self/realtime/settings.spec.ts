import { noNeeds } from '../../../fixtures/settings';
import { mkdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { defaultContract, type ContractOverrides } from '../../../contract';
import {
  parseSettings,
  readSettings,
  SettingsError,
  variableNames,
  type Environment,
  type Needs,
} from '../../../fixtures/settings';
import { realtimeNeeds } from '../../../fixtures/settings/realtime';
import { contractWith } from '../support/contract';

const needs: Needs = { ...noNeeds, realtime: true };
const given: Environment = {
  SMOKE_TEST_API_URL: 'https://api.example.com',
  SMOKE_REALTIME_EMAIL: 'ada@example.com',
  SMOKE_REALTIME_PASSWORD: 'correct horse',
  SMOKE_REALTIME_ENVIRONMENT: 'Staging',
};
const linesOf = (change: Environment): string[] => {
  const parsed = parseSettings({ ...given, ...change }, needs);
  return 'problems' in parsed ? parsed.problems : [];
};

test('all of it, as it is read', () => {
  const parsed = parseSettings(
    {
      ...given,
      SMOKE_REALTIME_URL: 'https://chat.example.com/v1/',
      SMOKE_REALTIME_SOCKET_URL: 'wss://chat.example.com/v1/ws/',
      SMOKE_REALTIME_SECRET_CMD: 'ops secret',
      SMOKE_REALTIME_SOCKETS: '500',
    },
    needs,
  );

  expect('settings' in parsed && parsed.settings.realtime).toEqual({
    given: true,
    url: 'https://chat.example.com/v1',
    socketUrl: 'wss://chat.example.com/v1/ws/',
    environment: 'staging',
    first: { email: 'ada@example.com', password: 'correct horse' },
    other: undefined,
    secretCommand: ['ops', 'secret'],
    commandSeconds: 60,
    sockets: 500,
  });
});

test('nothing of it is given: two sockets, and the environment of the API', () => {
  const environment = { SMOKE_TEST_API_URL: 'https://api.example.com', SMOKE_TEST_ENVIRONMENT: 'Test' };
  const parsed = parseSettings(environment, { ...needs, realtime: false });

  expect('settings' in parsed && parsed.settings.realtime).toMatchObject({
    ...{ given: false, environment: 'test', sockets: 2, first: undefined },
  });
});

const without = (...names: string[]): string[] => {
  const kept = Object.entries(given).filter(([name]) => !names.includes(name));
  const parsed = parseSettings({ ...Object.fromEntries(kept) }, needs);
  return 'problems' in parsed ? parsed.problems : [];
};
const beside = (needed: string, name: string): string => `${needed} is required beside ${name}. See .env.smoke.example`;
const count = (value: string): string => `SMOKE_REALTIME_SOCKETS: "${value}" must be a whole number, 2 to 500`;
const second = { SMOKE_REALTIME_OTHER_EMAIL: 'bob@example.com', SMOKE_REALTIME_OTHER_PASSWORD: 'battery staple' };

test('each of the two users has both, or neither', () => {
  expect(without('SMOKE_REALTIME_PASSWORD')).toEqual([beside('SMOKE_REALTIME_PASSWORD', 'SMOKE_REALTIME_EMAIL')]);
  expect(without('SMOKE_REALTIME_EMAIL')).toEqual([beside('SMOKE_REALTIME_EMAIL', 'SMOKE_REALTIME_PASSWORD')]);
  expect(without('SMOKE_REALTIME_PASSWORD', 'SMOKE_REALTIME_EMAIL')).toEqual([]);
  expect(linesOf({ SMOKE_REALTIME_OTHER_EMAIL: 'bob@example.com' })).toEqual([
    beside('SMOKE_REALTIME_OTHER_PASSWORD', 'SMOKE_REALTIME_OTHER_EMAIL'),
  ]);
  expect(linesOf(second)).toEqual([]);
});

for (const [name, change, lines] of [
  [
    'the same user twice',
    { ...second, SMOKE_REALTIME_OTHER_EMAIL: 'Ada@Example.com' },
    ['SMOKE_REALTIME_OTHER_EMAIL: it is the same as SMOKE_REALTIME_EMAIL: WS4 needs two users'],
  ],
  [
    'a short password',
    { SMOKE_REALTIME_PASSWORD: 's3cret!' },
    ['SMOKE_REALTIME_PASSWORD is too short to be kept out of reports: give its user one of 8 characters or more'],
  ],
  ['one socket', { SMOKE_REALTIME_SOCKETS: '1' }, [count('1')]],
  ['too many sockets', { SMOKE_REALTIME_SOCKETS: '501' }, [count('501')]],
  ['no number of sockets', { SMOKE_REALTIME_SOCKETS: 'x' }, [count('x')]],
  ['half a socket', { SMOKE_REALTIME_SOCKETS: '2.5' }, [count('2.5')]],
  [
    'a misspelt variable',
    { SMOKE_REALTIME_EMIAL: 'x' },
    [`SMOKE_REALTIME_EMIAL is not a setting; did you mean SMOKE_REALTIME_EMAIL? Valid are ${variableNames.join(', ')}`],
  ],
  [
    'no time for the command',
    { SMOKE_REALTIME_CMD_SECONDS: '0' },
    ['SMOKE_REALTIME_CMD_SECONDS: "0" must be a whole number of seconds, 1 to 900'],
  ],
] satisfies [string, Environment, string[]][]) {
  test(`one line for what is wrong: ${name}`, () => {
    expect(linesOf(change)).toEqual(lines);
  });
}

const valid = 'valid are development, test, staging, production (realtime.secret.environments in the contract)';

test('what only the contract tells', ({}, testInfo) => {
  mkdirSync(testInfo.outputDir, { recursive: true });
  const read = (environment: Environment): string[] => {
    try {
      readSettings(environment, testInfo.outputDir, needs);
      return [];
    } catch (error) {
      return error instanceof SettingsError ? error.message.split('\n') : [String(error)];
    }
  };

  expect(read(given)).toEqual([]);
  expect(read({ ...given, SMOKE_REALTIME_ENVIRONMENT: 'stagign' })).toEqual([
    `SMOKE_REALTIME_ENVIRONMENT: unknown environment "stagign" (or SMOKE_TEST_ENVIRONMENT): did you mean staging? ${valid}`,
  ]);
  expect(read({ SMOKE_TEST_API_URL: 'https://api.example.com' })).toEqual([
    `SMOKE_REALTIME_ENVIRONMENT is required for the project realtime, or SMOKE_TEST_ENVIRONMENT: ${valid}`,
    'SMOKE_REALTIME_EMAIL and SMOKE_REALTIME_PASSWORD are required for the project realtime, or realtime.token.claims in the contract. See .env.smoke.example',
  ]);
});

test('a contract may do without an environment, and without a login', () => {
  const needsOf = (realtime: NonNullable<ContractOverrides['realtime']>): string[] =>
    realtimeNeeds({ given: true, commandSeconds: 1, sockets: 2 }, contractWith({ realtime }));

  expect(needsOf({ secret: { sources: ['KEY'] }, token: { claims: { sub: 'a' } } })).toEqual([]);
  expect(needsOf({ secret: { sources: ['KEY'] } })).toHaveLength(1);
  expect(needsOf({ token: { claims: {} } })).toHaveLength(1);
  expect(defaultContract.realtime.token.claims).toBe(null);
});
