import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test as base } from '@playwright/test';
import { JOURNALS } from '../../../fixtures/created/journal';
import { readRuns } from '../../../fixtures/created/record';
import { poll } from '../../../fixtures/poll';
import type { Deployment, DeploymentOptions } from '../../../local-deployment';
import { startSmoke, type Started } from '../support/smoke-run';
import { killAndRunAgain } from './kill';
import { leftAt, nothing, slowDeployment, total } from './left';

/** What comes sooner after the first Ctrl-C is the same one, passed on by npm. */
const BETWEEN_INTERRUPTS_MS = 400;

const LOOK_EVERY_MS = 25;

interface Fixtures {
  deploy: (options?: Partial<DeploymentOptions>) => Promise<Deployment>;
  /** Where the runs of the test are started. */
  folder: string;
}

const test = base.extend<Fixtures>({
  deploy: async ({}, use, testInfo) => {
    testInfo.setTimeout(120_000);
    const started: Deployment[] = [];
    await use(async (options) => {
      const deployment = await slowDeployment(options);
      started.push(deployment);
      return deployment;
    });
    for (const deployment of started) await deployment.stop();
  },
  folder: async ({}, use, testInfo) => use(testInfo.outputPath('run')),
});

/** Waits until a run has created a key that is still there. */
async function untilKeyThere(folder: string, { ended }: Started): Promise<void> {
  const hasKey = (): boolean =>
    readRuns(join(folder, JOURNALS)).some(({ things }) =>
      things.some(({ kind, id, gone }) => kind === 'api-key' && id !== undefined && !gone),
    );
  const over = new AbortController();
  void ended.then(() => {
    over.abort();
  });
  // The whole run takes a few seconds: an interval that grows would miss the keys.
  while (!over.signal.aborted && !hasKey()) await pause(LOOK_EVERY_MS);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  test(`${signal}: nothing is left`, async ({ deploy, folder }) => {
    const deployment = await deploy({ latencyMs: 200 });
    // However slow the machine is, the signal comes while a key is there.
    const run = startSmoke(folder, { ...deployment.settings }, ['--grep', String.raw`@AC(5|7|13)\b`]);
    await untilKeyThere(folder, run);
    run.child.kill(signal);
    const { stdout, exitCode } = await run.ended;

    expect(await leftAt(deployment)).toEqual(nothing);
    expect(stdout).toContain('The run was interrupted.');
    expect(exitCode).not.toBe(0);
    expect(readRuns(join(folder, JOURNALS))).toEqual([]);
  });
}

test('SIGINT before the first scenario: nothing is left', async ({ deploy, folder }) => {
  const deployment = await deploy({ latencyMs: 700 });
  const run = startSmoke(folder, { ...deployment.settings });
  const hasSession = (): boolean =>
    readRuns(join(folder, JOURNALS)).some(({ things }) => things.some(({ id }) => id !== undefined));
  await Promise.race([poll(() => Promise.resolve(hasSession()), Boolean, 30), run.ended]);
  run.child.kill('SIGINT');
  const { stdout, exitCode } = await run.ended;

  expect(stdout).not.toContain('[PASS]');
  expect(exitCode).not.toBe(0);
  expect(deployment.issued().sessionsCreated).toBeGreaterThan(0);
  expect(await leftAt(deployment)).toEqual(nothing);
  expect(readRuns(join(folder, JOURNALS))).toEqual([]);
});

test('SIGINT just when the workers are started: the run ends, and nothing is left', async ({ deploy, folder }) => {
  const deployment = await deploy({ latencyMs: 0 });
  const reporter = `${folder}/interrupting.mjs`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(reporter, "export default class { onBegin() { process.kill(process.pid, 'SIGINT'); } }");
  const { exitCode } = await startSmoke(folder, { ...deployment.settings }, [`--reporter=${reporter}`]).ended;

  expect(exitCode).toBe(130);
  expect(await leftAt(deployment)).toEqual(nothing);
  expect(readRuns(join(folder, JOURNALS))).toEqual([]);
});

test('a second Ctrl-C ends the run at once, and says what is left, which the next run removes', async ({
  deploy,
  folder,
}) => {
  const deployment = await deploy({ latencyMs: 1_000 });
  // By one worker: another would ask for a key of its own meanwhile, which has no id before it is answered.
  const run = startSmoke(folder, { ...deployment.settings }, ['--workers=1', '--grep', String.raw`@AC(5|7|13)\b`]);
  await untilKeyThere(folder, run);
  run.child.kill('SIGINT');
  await pause(BETWEEN_INTERRUPTS_MS);
  const atMs = performance.now();
  run.child.kill('SIGINT');
  const { stderr, exitCode } = await run.ended;

  expect(performance.now() - atMs).toBeLessThan(1_000);
  expect(exitCode).toBe(130);
  expect(stderr).toMatch(
    /^Ended at once\. Left, for the next run or "npm run sweep" to remove:\n( {2}(api-key smoke-\w+-1-\d-\d key_\w+|session sess_\w+) of user_\w+\n)+$/,
  );
  await startSmoke(folder, { ...deployment.settings }, ['--grep', String.raw`@AC1\b`]).ended;
  expect(await leftAt(deployment)).toEqual(nothing);
});

test('--max-failures: nothing is left', async ({ deploy, folder }) => {
  const deployment = await deploy({ fault: 'scopes-ignored' });
  const { stdout, exitCode } = await startSmoke(folder, { ...deployment.settings }, ['--max-failures=1']).ended;

  expect(stdout).toContain('[FAIL]  AC6');
  expect(exitCode).toBe(1);
  expect(await leftAt(deployment)).toEqual(nothing);
});

test('a global time-out: nothing is left', async ({ deploy, folder }) => {
  const deployment = await deploy({ latencyMs: 300 });
  const { stderr, exitCode } = await startSmoke(folder, { ...deployment.settings }, ['--global-timeout=6000']).ended;

  expect(stderr).toBe('The run is about to take longer than its time limit (6000 ms) allows.\n');
  expect(exitCode).toBe(130);
  expect(await leftAt(deployment)).toEqual(nothing);
});

test('a run that may outlast what others leave to it does not begin', async ({ deploy, folder }) => {
  const deployment = await deploy();
  const { stderr, exitCode } = await startSmoke(folder, { ...deployment.settings }, ['--global-timeout=3600001']).ended;

  expect(stderr).toBe(
    '--global-timeout: with 3600001 ms a run may outlast what others leave to it: give 3600000 at most\n',
  );
  expect(exitCode).toBe(1);
});

test('without a time limit, as --debug has it, a run does begin', async ({ deploy, folder }) => {
  const deployment = await deploy({ latencyMs: 0 });
  const parameters = ['--global-timeout=0', '--grep', String.raw`@AC1\b`];
  const { stdout } = await startSmoke(folder, { ...deployment.settings }, parameters).ended;

  expect(stdout).toContain('1/1 scenarios passed');
});

for (const who of ['runner', 'worker'] as const) {
  test(`SIGKILL of the ${who}: a normal run afterwards is green, and nothing is left`, async ({ deploy, folder }) => {
    const deployment = await deploy();
    const { normal, leftAfterwards } = await killAndRunAgain(folder, deployment, who, 3_000);

    expect(normal.stdout).toContain('14/14 scenarios passed');
    expect(normal.stderr).toBe('');
    expect(normal.exitCode).toBe(0);
    expect(total(leftAfterwards)).toBe(0);
  });
}
