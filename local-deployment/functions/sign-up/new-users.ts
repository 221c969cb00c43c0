import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AwsClients, Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';
import { putNew } from '../shared/put-new';

export interface NewUsers {
  /** Somebody who may become a user; again is no harm. */
  add(user: { userId: string; email: string }, nowMs: number): Promise<void>;
  activate(userId: string, recoveryCodeHashes: readonly string[]): Promise<void>;
}

export function createNewUsers(environment: Environment, aws: AwsClients): NewUsers {
  const TableName = required(environment, 'USERS_TABLE');
  return {
    async add(user, nowMs) {
      const createdAt = new Date(nowMs).toISOString();
      const Item = { ...user, role: 'user', rateLimited: false, active: false, createdAt };
      await putNew(aws, TableName, 'userId', Item);
    },
    async activate(userId, recoveryCodeHashes) {
      await aws.dynamo.send(
        new UpdateCommand({
          TableName,
          Key: { userId },
          UpdateExpression: 'SET active = :active, recoveryCodeHashes = :hashes',
          ConditionExpression: 'attribute_exists(userId)',
          ExpressionAttributeValues: { ':active': true, ':hashes': recoveryCodeHashes },
        }),
      );
    },
  };
}
