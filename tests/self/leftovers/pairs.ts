import type { Deployment } from '../../../local-deployment';
import { startSmoke, type Run } from '../support/smoke-run';
import { leftAt, type Left } from './left';

/** Two complete runs at the same time, with the same identities. */
export interface Pair {
  runs: Run[];
  left: Left;
}

/** @param apart whether they run in folders of their own, and so can't read each other's journal */
export async function runTwoAtOnce(folder: string, deployment: Deployment, apart: boolean): Promise<Pair> {
  const started = ['one', 'other'].map((name) =>
    startSmoke(apart ? `${folder}/${name}` : folder, { ...deployment.settings }, ['--workers=2'], `${folder}/${name}`),
  );
  return { runs: await Promise.all(started.map(({ ended }) => ended)), left: await leftAt(deployment) };
}
