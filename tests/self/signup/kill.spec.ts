import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { JOURNALS } from '../../../fixtures/created/journal';
import { readRuns } from '../../../fixtures/created/record';
import { startSmoke } from '../support/smoke-run';
import { expect, test, type Moment } from './support/deployed';

const chain = ['--project=signup', '--grep', String.raw`@SU[1-6]\b`];
const firstStep = ['--project=signup', '--grep', String.raw`@SU1\b`];
const steps: Moment[] = ['mint', 'begin', 'verify', 'find', 'delete'].flatMap((step) => [
  `before ${step}` as Moment,
  `after ${step}` as Moment,
]);

for (const moment of steps) {
  test(`a run that is killed ${moment} leaves no row after the next one`, async ({ deploy }, testInfo) => {
    const folder = testInfo.outputPath('run');
    const struck: Moment[] = [];
    const victims: ChildProcess[] = [];
    const deployment = await deploy({
      at(reached) {
        const victim = reached === moment ? victims.pop() : undefined;
        if (victim === undefined) return;
        struck.push(reached);
        killRun(folder, victim);
      },
    });
    const started = startSmoke(folder, deployment.settings, chain);
    victims.push(started.child);
    await started.ended;
    const { exitCode } = await startSmoke(folder, deployment.settings, firstStep).ended;

    expect(struck).toEqual([moment]);
    expect(exitCode).toBe(0);
    expect(await deployment.count()).toMatchObject({ signUps: 0, passkeys: 0 });
  });
}

test('what a request writes after the run was interrupted is deleted by the next one', async ({ deploy }, testInfo) => {
  const folder = testInfo.outputPath('run');
  const runs: ChildProcess[] = [];
  const moments: Moment[] = [];
  const deployment = await deploy({
    at: (reached) => {
      moments.push(reached);
      // The start-up asks at the same place whether somebody is there.
      if (reached === 'before begin' && moments.includes('after mint')) runs.pop()?.kill('SIGINT');
    },
    mutate: ({ parts: { registration } }) => {
      const { newUsers } = registration;
      registration.newUsers = (environment, aws) => {
        const users = newUsers(environment, aws);
        return {
          ...users,
          async add(...given) {
            await pause(3_000);
            await users.add(...given);
          },
        };
      };
    },
  });
  const started = startSmoke(folder, deployment.settings, chain);
  runs.push(started.child);
  await started.ended;
  await expect.poll(async () => (await deployment.count()).signUps, { timeout: 10_000 }).toBe(1);
  await startSmoke(folder, deployment.settings, firstStep).ended;

  expect(await deployment.count()).toMatchObject({ signUps: 0, passkeys: 0 });
});

/** The runner and its workers, with a signal that lets nobody clean up. */
function killRun(folder: string, runner: ChildProcess): void {
  const workers = readRuns(join(folder, JOURNALS))
    .flatMap(({ pids }) => pids)
    .filter((pid) => pid !== runner.pid);
  for (const pid of workers) process.kill(pid, 'SIGKILL');
  runner.kill('SIGKILL');
}
