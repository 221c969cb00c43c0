import type { DeploymentOptions } from '../options';
import type { TableDefinition } from '../data/tables';
import { apiKeysByHash, apiKeysByUser, inviteCodesByUser } from './index-names';
import type { TableName } from './types';

export function tables(options: DeploymentOptions): Record<TableName, TableDefinition> {
  const lagMs = options.indexLagMs;
  return {
    users: { hashKey: 'userId', indexes: {} },
    'api-keys': {
      hashKey: 'id',
      indexes: {
        [apiKeysByHash]: { hashKey: 'keyHash', lagMs: options.keyLookupLagMs },
        [apiKeysByUser]: { hashKey: 'listedFor', rangeKey: 'createdAt', lagMs },
      },
    },
    'invite-codes': {
      hashKey: 'code',
      indexes: { [inviteCodesByUser]: { hashKey: 'userId', rangeKey: 'createdAt', lagMs } },
    },
    limits: { hashKey: 'id', indexes: {} },
    credentials: { hashKey: 'credentialId', indexes: {} },
    challenges: { hashKey: 'id', indexes: {} },
    'spent-links': { hashKey: 'id', indexes: {} },
    'progress-users': { hashKey: 'userId', indexes: {} },
    'progress-sessions': { hashKey: 'tokenHash', indexes: {} },
    progress: { hashKey: 'userId', rangeKey: 'exerciseId', indexes: {} },
  };
}
