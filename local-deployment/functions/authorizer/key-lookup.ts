import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { AwsClients, Environment } from '../../lambda/runtime';
import { apiKeyItem } from '../api-keys/api-key';
import type { ApiKey } from '../api-keys/api-key';
import { required } from '../shared/environment';

/** Finds revoked keys, too. */
export type KeyLookup = (keyHash: string) => Promise<ApiKey | undefined>;

export function createKeyLookup(environment: Environment, aws: AwsClients): KeyLookup {
  const TableName = required(environment, 'API_KEYS_TABLE');
  const IndexName = required(environment, 'API_KEYS_BY_HASH_INDEX');
  return async (keyHash) => {
    const { Items = [] } = await aws.dynamo.send(
      new QueryCommand({
        TableName,
        IndexName,
        KeyConditionExpression: 'keyHash = :hash',
        ExpressionAttributeValues: { ':hash': keyHash },
        Limit: 1,
      }),
    );
    return Items[0] === undefined ? undefined : apiKeyItem.parse(Items[0]);
  };
}
