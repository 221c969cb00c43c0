import { readdirSync, statSync } from 'node:fs';
import { startDeployment, type Deployment } from '../../../local-deployment';
import { everythingIn } from '../support/archive';
import { expect, test as base } from '../support/issuer';
import { smoke } from '../support/smoke-run';

/** Shows the deployment's settings, without the expired token, which a user would have to make. */
function settingsOf({ settings }: Deployment, changes: Record<string, string> = {}): Record<string, string> {
  return { ...settings, SMOKE_TEST_EXPIRED_JWT: '', ...changes };
}

const test = base.extend<{ deployment: Deployment }>({
  deployment: async ({}, use) => {
    const deployment = await startDeployment();
    await use(deployment);
    await deployment.stop();
  },
});

const some = ['--grep', String.raw`@AC(1|3|4)\b`];

test('a run mints, revokes what it made, keeps a token, and shows who it was, and no secret', async ({
  deployment,
}, testInfo) => {
  const run = await smoke(testInfo, settingsOf(deployment), [...some, '--trace=on']);
  const kept = readdirSync(`${run.folder}/.smoke`).filter((name) => name.startsWith('expired-token-'));

  expect(run.stdout).toContain('2/2 scenarios passed');
  expect(run.stdout).toContain(
    'no expired token provided (SMOKE_TEST_EXPIRED_JWT; one is kept for the next run, or SMOKE_TEST_EXPIRY_WAIT_SECONDS=45)',
  );
  expect(run.stderr).toBe('');
  expect(run.exitCode).toBe(0);
  expect(deployment.issued()).toEqual({
    sessionsCreated: 3,
    sessionsRevoked: 3,
    tokensMinted: { main: 1, admin: 1, rateLimit: 1 },
  });
  expect(statSync(`${run.folder}/.smoke/${kept[0] ?? ''}`).mode & 0o077).toBe(0);

  const written = everythingIn(run.folder);
  expect(written.some((text) => text.includes('minted of a session that was created'))).toBe(true);
  for (const text of [run.stdout, run.stderr, ...written]) {
    expect(text).not.toMatch(/eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/);
    expect(text).not.toContain(deployment.settings.CLERK_SECRET_KEY);
  }
});

test('the run ends before its first scenario, and nothing is left at the issuer', async ({ deployment }, testInfo) => {
  const variables = settingsOf(deployment, { SMOKE_TEST_ADMIN_USER_ID: 'user_gone' });
  const { stdout, stderr, exitCode } = await smoke(testInfo, variables, some);

  expect(stderr).toBe(
    'SMOKE_TEST_ADMIN_USER_ID: Clerk has no user user_gone in this instance (resource_not_found: No user was found): copy the id from the dashboard\'s page "Users"\n',
  );
  expect(stdout).not.toContain('    at ');
  expect(exitCode).toBe(1);
  expect(deployment.issued()).toMatchObject({ sessionsCreated: 2, sessionsRevoked: 2 });
});

test('with the embedded deployment, settings of another one are not used', async ({}, testInfo) => {
  const variables = {
    SMOKE_TEST_API_URL: 'local',
    CLERK_SECRET_KEY: 'sk_live_other',
    SMOKE_TEST_USER_ID: 'user_other',
    SMOKE_TEST_CLERK_JWT: 'other.user.token',
    SMOKE_TEST_JWT_TEMPLATE: 'other',
  };
  const { stdout, stderr } = await smoke(testInfo, variables, some);

  expect(stdout).toContain('3/3 scenarios passed');
  expect(stderr).toBe('');
});

test('a key that is refused is told at once, however long the API may take to come', async ({
  deployment,
  freePort,
}, testInfo) => {
  const url = `http://127.0.0.1:${freePort}/prod`;
  const changes = { SMOKE_TEST_API_URL: url, SMOKE_TEST_WAIT_SECONDS: '600', CLERK_SECRET_KEY: 'sk_test_former' };
  const { stderr, exitCode } = await smoke(testInfo, settingsOf(deployment, changes), some);

  expect(stderr).toBe(
    'CLERK_SECRET_KEY: Clerk refuses it (clerk_key_invalid: The provided Clerk Secret Key is invalid.): copy the secret key of this instance from the dashboard\'s page "API keys"\n',
  );
  expect(exitCode).toBe(1);
});
