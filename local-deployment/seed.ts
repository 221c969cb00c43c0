import type { Database, Item } from './data/database';
import { createApiKey } from './functions/api-keys/api-key';
import { listedFor } from './functions/api-keys/repository';
import type { DeploymentTemplate } from './template/types';

const dayMs = 86_400_000;

export interface Remaining {
  apiKeys: number;
  inviteCodes: number;
  /** Whose display name is another one. */
  profilesChanged: number;
  /** Users who have signed up. */
  signUps: number;
  passkeys: number;
  /** Of the progress service. */
  progressEntries: number;
}

/** Puts the users and earlier API keys; resolves to a count of what has been created since and is still there. */
export async function seed(template: DeploymentTemplate, database: Database): Promise<() => Promise<Remaining>> {
  const nowMs = Date.now();
  const keys = earlierKeys(template, nowMs);
  const known = users(template, nowMs);
  await Promise.all([database.seed('users', known), database.seed('api-keys', keys)]);

  const seeded = new Set(keys.map((key) => key['id']));
  const names = new Map(known.map((user) => [user['userId'], user['displayName']]));
  return async () => {
    const [apiKeys, inviteCodes, profiles, passkeys, progress] = await Promise.all([
      database.items('api-keys'),
      database.items('invite-codes'),
      database.items('users'),
      database.items('credentials'),
      database.items('progress'),
    ]);
    const isSeeded = (user: Item): boolean => names.has(user['userId']);
    return {
      apiKeys: apiKeys.filter((key) => key['revokedAt'] === undefined && !seeded.has(key['id'])).length,
      inviteCodes: inviteCodes.length,
      profilesChanged: profiles.filter((user) => isSeeded(user) && user['displayName'] !== names.get(user['userId']))
        .length,
      signUps: profiles.filter((user) => !isSeeded(user)).length,
      passkeys: passkeys.length,
      progressEntries: progress.length,
    };
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
