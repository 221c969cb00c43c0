import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDeployment, type Deployment, type DeploymentOptions } from '../../../local-deployment';

/** What is left of runs at a deployment and its issuer. */
export interface Left {
  apiKeys: number;
  sessions: number;
  profilesChanged: number;
}

export const nothing: Left = { apiKeys: 0, sessions: 0, profilesChanged: 0 };

export async function leftAt(deployment: Deployment): Promise<Left> {
  const { apiKeys, profilesChanged } = await deployment.count();
  const { sessionsCreated, sessionsRevoked } = deployment.issued();
  return { apiKeys, sessions: sessionsCreated - sessionsRevoked, profilesChanged };
}

export function total({ apiKeys, sessions, profilesChanged }: Left): number {
  return apiKeys + sessions + profilesChanged;
}

/** A deployment whose answers take a while, so that there is something between a request and its answer. */
export async function slowDeployment(options: Partial<DeploymentOptions> = {}): Promise<Deployment> {
  return startDeployment({ latencyMs: 40, keyCreationsPerHour: 0, ...options });
}

/** A folder that is there for so long, and a deployment. */
export async function beside<T>(use: (folder: string, deployment: Deployment) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'api-smoke-leftovers-'));
  const deployment = await slowDeployment();
  try {
    return await use(folder, deployment);
  } finally {
    await deployment.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
