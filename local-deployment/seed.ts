import type { Database, Item } from './data/database';
import { createApiKey } from './functions/api-keys/api-key';
import { listedFor } from './functions/api-keys/repository';
import type { DeploymentTemplate } from './template/types';

const dayMs = 86_400_000;

export interface Remaining {
  apiKeys: number;
  inviteCodes: number;
}

/** Puts the users and earlier API keys; resolves to a count of what has been created since and is still there. */
export async function seed(template: DeploymentTemplate, database: Database): Promise<() => Promise<Remaining>> {
  const nowMs = Date.now();
  const keys = earlierKeys(template, nowMs);
  await Promise.all([database.seed('users', users(template, nowMs)), database.seed('api-keys', keys)]);

  const seeded = new Set(keys.map((key) => key['id']));
  return async () => {
    const [apiKeys, inviteCodes] = await Promise.all([database.items('api-keys'), database.items('invite-codes')]);
    const live = apiKeys.filter((key) => key['revokedAt'] === undefined && !seeded.has(key['id']));
    return { apiKeys: live.length, inviteCodes: inviteCodes.length };
  };
}

function users(template: DeploymentTemplate, nowMs: number): Item[] {
  const createdAt = new Date(nowMs - 30 * dayMs).toISOString();
  return Object.values(template.users).map((user) => ({ ...user, createdAt }));
}

/** One minute apart, the last one a day old. */
function earlierKeys(template: DeploymentTemplate, nowMs: number): Item[] {
  const { userId } = template.users.main;
  const { count, scope } = template.seededApiKeys;
  return Array.from({ length: count }, (_, at) => {
    const createdAtMs = nowMs - dayMs - (count - 1 - at) * 60_000;
    const { key } = createApiKey({ userId, scopes: [scope], name: `earlier key ${at + 1}`, nowMs: createdAtMs });
    return { ...key, [listedFor]: userId };
  });
}
