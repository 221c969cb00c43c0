import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { z as Z } from 'zod';
import { z } from '../../zod';
import type { AwsClients, Environment } from '../../lambda/runtime';
import { required } from './environment';

const userItem = z.object({
  userId: z.string(),
  email: z.string(),
  role: z.string(),
  createdAt: z.string(),
  displayName: z.string().optional(),
  rateLimited: z.boolean(),
});

export type User = Z.output<typeof userItem>;

/** Attributes to set; null removes one. */
export type UserChanges = Readonly<Record<string, string | null>>;

export interface UserRepository {
  find(userId: string): Promise<User | undefined>;
  /** The user after the change; undefined if there is none. */
  update(userId: string, changes: UserChanges): Promise<User | undefined>;
}

export function createUserRepository(environment: Environment, aws: AwsClients): UserRepository {
  const TableName = required(environment, 'USERS_TABLE');
  return {
    async find(userId) {
      const { Item } = await aws.dynamo.send(new GetCommand({ TableName, Key: { userId }, ConsistentRead: true }));
      return Item === undefined ? undefined : userItem.parse(Item);
    },
    async update(userId, changes) {
      try {
        const { Attributes } = await aws.dynamo.send(
          new UpdateCommand({
            TableName,
            Key: { userId },
            ConditionExpression: 'attribute_exists(userId)',
            ReturnValues: 'ALL_NEW',
            ...updateExpression(changes),
          }),
        );
        return userItem.parse(Attributes);
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },
  };
}

function updateExpression(changes: UserChanges) {
  const attributes = Object.entries(changes).map(([name, value], at) => ({ name, value, at }));
  const set = attributes.filter(({ value }) => value !== null);
  const removed = attributes.filter(({ value }) => value === null);
  const clauses = [
    set.length > 0 ? `SET ${set.map(({ at }) => `#a${at} = :v${at}`).join(', ')}` : '',
    removed.length > 0 ? `REMOVE ${removed.map(({ at }) => `#a${at}`).join(', ')}` : '',
  ];
  return {
    UpdateExpression: clauses.join(' ').trim(),
    ExpressionAttributeNames: Object.fromEntries(attributes.map(({ name, at }) => [`#a${at}`, name])),
    ...(set.length > 0 && {
      ExpressionAttributeValues: Object.fromEntries(set.map(({ value, at }) => [`:v${at}`, value])),
    }),
  };
}
