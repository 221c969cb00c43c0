import { DeleteCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { z as Z } from 'zod';
import { z } from '../../zod';
import type { AwsClients, Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';

const entryItem = z.object({ exerciseId: z.string(), attempts: z.number(), completedAt: z.string() });

export type Entry = Z.output<typeof entryItem>;

/** Who has solved what, and how often it was tried. */
export interface Entries {
  /** One attempt more; resolves to the entry after it. */
  solved(userId: string, exerciseId: string, nowMs: number): Promise<Entry>;
  list(userId: string): Promise<Entry[]>;
  remove(userId: string, exerciseId: string): Promise<void>;
}

export function createEntries(environment: Environment, { dynamo }: AwsClients): Entries {
  const TableName = required(environment, 'PROGRESS_TABLE');
  return {
    async solved(userId, exerciseId, nowMs) {
      const { Attributes } = await dynamo.send(
        new UpdateCommand({
          TableName,
          Key: { userId, exerciseId },
          UpdateExpression: 'SET completedAt = if_not_exists(completedAt, :now) ADD attempts :one',
          ExpressionAttributeValues: { ':now': new Date(nowMs).toISOString(), ':one': 1 },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return entryItem.parse(Attributes);
    },
    async list(userId) {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'userId = :user',
          ExpressionAttributeValues: { ':user': userId },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => entryItem.parse(item));
    },
    async remove(userId, exerciseId) {
      await dynamo.send(new DeleteCommand({ TableName, Key: { userId, exerciseId } }));
    },
  };
}
