import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AwsClients, Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';

/** The links that have been used. */
export interface SpentLinks {
  has(id: string): Promise<boolean>;
  add(id: string, expiresAtMs: number): Promise<void>;
}

export function createSpentLinks(environment: Environment, aws: AwsClients): SpentLinks {
  const TableName = required(environment, 'SPENT_LINKS_TABLE');
  return {
    async has(id) {
      const { Item } = await aws.dynamo.send(new GetCommand({ TableName, Key: { id }, ConsistentRead: true }));
      return Item !== undefined;
    },
    async add(id, expiresAtMs) {
      await aws.dynamo.send(new PutCommand({ TableName, Item: { id, expiresAtMs } }));
    },
  };
}
