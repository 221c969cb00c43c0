import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AwsClients, Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';
import { apiKeyItem } from './api-key';
import type { ApiKey } from './api-key';

export interface Position {
  readonly id: string;
  readonly createdAt: string;
}

export interface KeyPage {
  readonly keys: readonly ApiKey[];
  /** Where the next page starts; undefined on the last one. */
  readonly next: Position | undefined;
}

export interface KeyRepository {
  add(key: ApiKey, keyValue: string): Promise<void>;
  /** Oldest first. */
  list(userId: string, limit: number, after?: Position): Promise<KeyPage>;
  /** Whether there was such a key of that user. */
  remove(userId: string, id: string, nowMs: number): Promise<boolean>;
}

/** Only items with this attribute are in the index of listed keys. */
export const listedFor = 'listedFor';

export function createKeyRepository(environment: Environment, aws: AwsClients): KeyRepository {
  const TableName = required(environment, 'API_KEYS_TABLE');
  const IndexName = required(environment, 'API_KEYS_BY_USER_INDEX');
  return {
    async add(key) {
      const Item = { ...key, [listedFor]: key.userId };
      await aws.dynamo.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(id)' }));
    },

    async list(userId, limit, after) {
      const { Items = [], LastEvaluatedKey } = await aws.dynamo.send(
        new QueryCommand({
          TableName,
          IndexName,
          KeyConditionExpression: '#listedFor = :user',
          ExpressionAttributeNames: { '#listedFor': listedFor },
          ExpressionAttributeValues: { ':user': userId },
          Limit: limit,
          ...(after && { ExclusiveStartKey: { ...after, [listedFor]: userId } }),
        }),
      );
      const next = LastEvaluatedKey && apiKeyItem.pick({ id: true, createdAt: true }).strip().parse(LastEvaluatedKey);
      return { keys: Items.map((item) => apiKeyItem.parse(item)), next };
    },

    async remove(userId, id, nowMs) {
      try {
        await aws.dynamo.send(
          new UpdateCommand({
            TableName,
            Key: { id },
            UpdateExpression: 'SET revokedAt = :now REMOVE #listedFor',
            ConditionExpression: 'userId = :user AND attribute_not_exists(revokedAt)',
            ExpressionAttributeNames: { '#listedFor': listedFor },
            ExpressionAttributeValues: { ':user': userId, ':now': new Date(nowMs).toISOString() },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
