import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { z as Z } from 'zod';
import { z } from '../../zod';
import type { AwsClients, Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';

const inviteCodeItem = z.object({ code: z.string(), userId: z.string(), createdAt: z.string() });

export type InviteCode = Z.output<typeof inviteCodeItem>;

export interface InviteCodeRepository {
  add(inviteCode: InviteCode): Promise<void>;
  list(userId: string): Promise<InviteCode[]>;
}

export function createInviteCodeRepository(environment: Environment, aws: AwsClients): InviteCodeRepository {
  const TableName = required(environment, 'INVITE_CODES_TABLE');
  const IndexName = required(environment, 'INVITE_CODES_BY_USER_INDEX');
  return {
    async add(inviteCode) {
      await aws.dynamo.send(
        new PutCommand({ TableName, Item: inviteCode, ConditionExpression: 'attribute_not_exists(code)' }),
      );
    },
    async list(userId) {
      const { Items = [] } = await aws.dynamo.send(
        new QueryCommand({
          TableName,
          IndexName,
          KeyConditionExpression: 'userId = :user',
          ExpressionAttributeValues: { ':user': userId },
        }),
      );
      return Items.map((item) => inviteCodeItem.parse(item));
    },
  };
}

export type InviteCodeLookup = (code: string) => Promise<boolean>;

export function createInviteCodeLookup(environment: Environment, aws: AwsClients): InviteCodeLookup {
  const TableName = required(environment, 'INVITE_CODES_TABLE');
  return async (code) => {
    const { Item } = await aws.dynamo.send(new GetCommand({ TableName, Key: { code } }));
    return Item !== undefined;
  };
}
