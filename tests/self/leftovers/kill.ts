import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { JOURNALS } from '../../../fixtures/created/journal';
import { readRuns } from '../../../fixtures/created/record';
import type { Deployment } from '../../../local-deployment';
import { startSmoke, type Run } from '../support/smoke-run';
import { leftAt, type Left } from './left';

/** One killing, and the normal run after it. */
export interface Killing {
  who: 'runner' | 'worker';
  afterMs: number;
  /** What was left when the killed run had ended. */
  leftAtOnce: Left;
  leftAfterwards: Left;
  normal: Run;
}

/** Kills a run with SIGKILL at a time, the runner or one of its workers, by their ids; then a normal one follows. */
export async function killAndRunAgain(
  folder: string,
  deployment: Deployment,
  who: Killing['who'],
  afterMs: number,
): Promise<Killing> {
  const settings = { ...deployment.settings };
  const { child, ended } = startSmoke(folder, settings, ['--workers=2']);
  await Promise.race([pause(afterMs), ended]);
  const workers = readRuns(join(folder, JOURNALS))
    .flatMap(({ pids }) => pids)
    .filter((pid) => pid !== child.pid);
  const worker = workers[Math.floor(Math.random() * workers.length)];
  const victim = who === 'worker' && worker !== undefined ? worker : child.pid;
  if (victim !== undefined && child.exitCode === null) killOwn(victim);
  await ended;
  const leftAtOnce = await leftAt(deployment);
  const normal = await startSmoke(folder, settings, ['--workers=2']).ended;
  return {
    who: victim === child.pid ? 'runner' : 'worker',
    ...{ afterMs, leftAtOnce, normal },
    leftAfterwards: await leftAt(deployment),
  };
}

/** One that ends just then needs no killing. */
function killOwn(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
