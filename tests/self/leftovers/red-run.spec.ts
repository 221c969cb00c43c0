import { expect, test } from '@playwright/test';
import { startSmoke } from '../support/smoke-run';
import { leftAt, nothing, slowDeployment } from './left';

// A failure ends its worker: the next one goes on with the keys that are there.

for (const fault of [
  'scopes-ignored',
  'revoked-key-accepted',
  'creation-answered-as-ok',
  'new-key-never-listed',
] as const) {
  test(`a red run needs no more keys than a green one, and leaves none: ${fault}`, async ({}, testInfo) => {
    testInfo.setTimeout(60_000);
    const deployment = await slowDeployment({ latencyMs: 0, keyCreationsPerHour: 3, fault });
    try {
      const run = startSmoke(testInfo.outputPath('run'), { ...deployment.settings }, ['--retries=0']);
      const { stdout, stderr, exitCode } = await run.ended;

      expect(exitCode).toBe(1);
      expect(stdout).toContain('May create 3 API keys');
      expect(stdout).toContain('[FAIL]');
      expect(`${stdout}${stderr}`).not.toContain('API keys is spent');
      expect(`${stdout}${stderr}`).not.toContain('SMOKE_TEST_KEY_BUDGET');
      expect(await leftAt(deployment)).toEqual(nothing);
    } finally {
      await deployment.stop();
    }
  });
}

test('a budget that is spent: skipped, and not passed', async ({}, testInfo) => {
  const deployment = await slowDeployment({ latencyMs: 0, keyCreationsPerHour: 2 });
  try {
    // One worker asks for the key that may only capture last.
    const run = startSmoke(testInfo.outputPath('run'), { ...deployment.settings }, ['--workers=1']);
    const { stdout, stderr, exitCode } = await run.ended;

    expect(stdout).toMatch(
      /^\[SKIP\] {2}AC6 .*\n +POST \/users\/api-keys as jwt: got 429 RATE_LIMITED from the integration: /m,
    );
    expect(stdout).not.toContain('[FAIL]');
    expect(stderr).toMatch(
      /^Not all was proven: POST \/users\/api-keys as jwt: got 429 RATE_LIMITED from the integration: this identity's budget of API keys is spent until \d\d:\d\d UTC \(Retry-After: \d+\), which is no defect of the deployment: run again then, or name another user \(SMOKE_TEST_USER_ID\)\n$/,
    );
    expect(exitCode).toBe(1);
    expect(await leftAt(deployment)).toEqual(nothing);
  } finally {
    await deployment.stop();
  }
});

test('a budget of one’s own: no more keys than that, and what needs one is skipped', async ({}, testInfo) => {
  const deployment = await slowDeployment({ latencyMs: 0, keyCreationsPerHour: 1 });
  try {
    const settings = { ...deployment.settings, SMOKE_TEST_KEY_BUDGET: '1' };
    const { stdout, stderr, exitCode } = await startSmoke(testInfo.outputPath('run'), settings).ended;

    expect(stdout).toContain('May create 1 API key,');
    expect(stdout).toContain(
      'needs an API key, and this run has created the 1 that it may: a larger SMOKE_TEST_KEY_BUDGET allows more',
    );
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  } finally {
    await deployment.stop();
  }
});

test('the tests of a file over several workers: as many keys as those take, and none is left', async ({}, testInfo) => {
  const deployment = await slowDeployment({ latencyMs: 0 });
  try {
    const variables = { ...deployment.settings };
    const parameters = ['--fully-parallel', '--workers=2'];
    const { stdout, exitCode } = await startSmoke(testInfo.outputPath('run'), variables, parameters).ended;

    expect(stdout).toMatch(/^14\/14 scenarios passed/m);
    expect(exitCode).toBe(0);
    expect(await leftAt(deployment)).toEqual(nothing);
  } finally {
    await deployment.stop();
  }
});
