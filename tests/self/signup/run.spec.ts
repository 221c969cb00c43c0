import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { smoke } from '../support/smoke-run';
import { tokenOf } from '../support/tokens';
import { expect, test } from './support/deployed';

const signup = ['--project=signup'];
const chain = [...signup, '--grep', String.raw`@SU[1-6]\b`];
const own = (settings: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => /^SMOKE_SIGNUP|API_URL$/.test(name)));

test('a run needs no identity, tells what came of it, and leaves nothing', async ({ deploy }, testInfo) => {
  const deployment = await deploy();
  const { exitCode, stdout, stderr } = await smoke(testInfo, own(deployment.settings), signup);
  const { sessionsCreated } = deployment.issued();

  expect(stderr).toBe('');
  expect(stdout.split('\n')[0]).toBe('Signs up smoke-test+<run>@example.test, and deletes whom it has signed up.');
  expect(stdout).toContain('8/8 scenarios passed');
  expect(stdout).toMatch(
    /^Sign-up of smoke-test\+\w+-1-0-\d+@example\.test: user usr_\w+, passkey [\w-]{8}…, 1 user row and 1 credential row found, 8 recovery codes issued, 2 rows deleted$/m,
  );
  expect(exitCode).toBe(0);
  expect(sessionsCreated).toBe(0);
  expect(await deployment.count()).toMatchObject({ signUps: 0, passkeys: 0 });
});

test('no token and no recovery code is in anything that a run prints or writes', async ({ deploy }, testInfo) => {
  const deployment = await deploy();
  const { stdout, stderr, folder } = await smoke(testInfo, own(deployment.settings), [...chain, '--trace=on']);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  const written = Buffer.concat([...files, Buffer.from(stdout + stderr)]).toString();

  expect(deployment.secrets.length).toBeGreaterThan(8);
  expect(deployment.secrets.filter((secret) => written.includes(secret))).toEqual([]);
});

test('the steps after one that fails are left out over it, and the run fails', async ({ deploy }, testInfo) => {
  const deployment = await deploy({
    mutate: ({ functions }) => {
      functions.registration.environment['SIGNUP_ENABLED'] = 'false';
    },
  });
  const { exitCode, stdout, folder } = await smoke(testInfo, own(deployment.settings), chain);
  const again = readFileSync(join(folder, 'test-results/retry.txt'), 'utf8').trim().split('\n');
  const lines = stdout.split('\n');
  const below = (id: string): string => lines[lines.findIndex((line) => line.includes(` ${id} `)) + 1]?.trim() ?? '';

  expect(below('SU2')).toContain('expected 200 with creation options, got 404 NOT_FOUND');
  expect(['SU3', 'SU4', 'SU5', 'SU6'].map(below)).toEqual(Array.from({ length: 4 }, () => 'SU2 did not pass'));
  expect(stdout).toContain('1/2 scenarios passed');
  expect(again.map((line) => line.split(' › ').at(-1))).toEqual([
    'it begins a registration',
    'a passkey is made of the options',
    'the passkey is verified',
    'one user and one passkey are stored',
    'the token is spent',
  ]);
  expect(exitCode).toBe(1);
});

test('a retry begins with the first step, and with somebody new', async ({ deploy }, testInfo) => {
  let pending = true;
  const deployment = await deploy({
    mutate: ({ edge }) => {
      edge.intercept = ({ url }) => {
        if (!pending || !url.endsWith('/verify-with-token')) return undefined;
        pending = false;
        return { status: 503, headers: { 'Content-Type': 'application/json' }, body: '{}' };
      };
    },
  });
  const { exitCode, stdout } = await smoke(testInfo, own(deployment.settings), [...chain, '--retries=1']);

  expect(deployment.moments.filter((moment) => moment === 'after mint')).toHaveLength(2);
  expect(stdout).toMatch(/\[FLAKY\] SU4/);
  expect(stdout).toContain('6/6 scenarios passed');
  expect(new Set(stdout.match(/(?<=^Sign-up of )\S+/gm)).size).toBe(2);
  expect(exitCode).toBe(0);
  expect(await deployment.count()).toMatchObject({ signUps: 0, passkeys: 0 });
});

for (const id of ['SU2', 'SU3', 'SU4', 'SU5', 'SU6']) {
  test(`${id} runs alone`, async ({ deploy }, testInfo) => {
    const { settings } = await deploy();
    const { stdout } = await smoke(testInfo, own(settings), [...signup, '--grep', String.raw`@${id}\b`]);

    expect(stdout).toContain('1/1 scenarios passed');
  });
}

test('a delete command that deletes nothing fails the run, which says what is left', async ({ deploy }, testInfo) => {
  const { settings } = await deploy({
    mutate: ({ operator }) => {
      const { actions } = operator;
      operator.actions = (environment, aws) => ({ ...actions(environment, aws), delete: () => Promise.resolve({}) });
    },
  });
  const { exitCode, stdout, stderr } = await smoke(testInfo, own(settings), chain);

  expect(stdout).toContain('6/6 scenarios passed');
  expect(stdout).toMatch(/^Sign-up of .+, 0 rows deleted$/m);
  expect(stderr).toMatch(
    /^sign-up smoke-test\+\S+@example\.test \(\S+\) was left behind and could not be removed: after SMOKE_SIGNUP_DELETE_CMD there is still 1 user row and 1 credential row\n$/,
  );
  expect(exitCode).toBe(1);
});

for (const [name, changes, line] of [
  [
    'a protected address',
    { SMOKE_PROTECTED_USERS: 'smoke-test@example.test' },
    'SMOKE_SIGNUP_EMAIL: it is named in SMOKE_PROTECTED_USERS (smoke-test@example.test): give an address that is there for tests\n',
  ],
  [
    'production',
    { SMOKE_TEST_ENVIRONMENT: 'production' },
    'SMOKE_TEST_ALLOW_PROD: a sign-up writes, and this deployment is production (SMOKE_TEST_ENVIRONMENT=production): SMOKE_TEST_ALLOW_PROD=1 allows it\n',
  ],
  [
    'an address without the mark',
    { SMOKE_SIGNUP_EMAIL: 'jane@example.test' },
    'SMOKE_SIGNUP_EMAIL: "jane@example.test" lacks the mark of a test: give smoke-test+<run>@example.test; <run> is filled in, and what carries the mark is deleted\n',
  ],
] as const) {
  test(`${name} is refused before a step is taken`, async ({ deploy }, testInfo) => {
    const { settings, moments } = await deploy();
    const { exitCode, stdout, stderr } = await smoke(testInfo, { ...own(settings), ...changes }, signup);

    expect(stderr).toBe(line);
    expect(stdout).toBe('');
    expect(exitCode).toBe(1);
    // Only where the start-up has to ask what the deployment is, is it asked whether it is there.
    expect(moments).toEqual(name === 'production' ? ['before begin'] : []);
  });
}

test('a token of production that nobody needs says all the same that it is production', async ({
  deploy,
}, testInfo) => {
  const { settings, moments } = await deploy();
  const ofProduction = { SMOKE_TEST_CLERK_JWT: tokenOf({ iss: 'https://clerk.example.com' }) };
  const variables = { ...own(settings), ...ofProduction, SMOKE_TEST_ENVIRONMENT: 'staging' };
  const { exitCode, stderr } = await smoke(testInfo, variables, signup);

  expect(stderr).toContain("its issuer clerk.example.com is no development instance of Clerk's");
  expect(exitCode).toBe(1);
  expect(moments).toEqual(['before begin']);
});

test('in a run of all suites against production, each scenario says why it is skipped', async ({
  deploy,
}, testInfo) => {
  const { settings, moments } = await deploy();
  const variables = { ...settings, SMOKE_TEST_ENVIRONMENT: 'production' };
  const { stdout } = await smoke(testInfo, variables, ['--project=*', '--grep', '@SU']);
  const lines = stdout.split('\n');
  const skipped = lines.flatMap((line, at) => (line.startsWith('[SKIP]') ? [lines[at + 1]?.trim() ?? ''] : []));

  expect(skipped).toHaveLength(8);
  expect(skipped.filter((reason) => !reason.includes('this deployment is production'))).toEqual([]);
  expect(moments).toEqual([]);
});

test('what was never reached was not left out over another one', async ({ deploy }, testInfo) => {
  const { settings } = await deploy({
    mutate: ({ functions }) => {
      functions.registration.environment['SIGNUP_ENABLED'] = 'false';
    },
  });
  const { stdout } = await smoke(testInfo, own(settings), [...signup, '--grep', '@SU7', '-x']);

  expect(stdout).not.toContain('SU7 did not pass');
});

test('production is written to where that is allowed', async ({ deploy }, testInfo) => {
  const { settings } = await deploy();
  const allowed = { SMOKE_TEST_ENVIRONMENT: 'production', SMOKE_TEST_ALLOW_PROD: '1' };
  const { stdout } = await smoke(testInfo, { ...own(settings), ...allowed }, chain);

  expect(stdout).toContain('6/6 scenarios passed');
});

test('in a run of all suites, what there are no settings for is skipped, and says which', async ({
  deploy,
}, testInfo) => {
  const { settings } = await deploy();
  const others = Object.fromEntries(Object.entries(settings).filter(([name]) => !name.startsWith('SMOKE_SIGNUP')));
  const { stdout } = await smoke(testInfo, others, ['--project=*', '--grep', String.raw`@(AC1|SU1)\b`]);

  expect(stdout).toContain(
    'no way to sign up given (SMOKE_SIGNUP_EMAIL, SMOKE_SIGNUP_MINT_CMD, SMOKE_SIGNUP_FIND_CMD, SMOKE_SIGNUP_DELETE_CMD)',
  );
  expect(stdout).toContain('1/1 scenarios passed');
});
