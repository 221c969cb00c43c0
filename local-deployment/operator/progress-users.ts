import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { z } from '../zod';
import type { RoleStatement } from '../data/permissions';
import type { AwsClients, Environment } from '../lambda/runtime';
import { required } from '../functions/shared/environment';

/** What is stored of who signs in with this login. */
export type FindProgressUsers = (request: unknown) => Promise<{ users: Record<string, unknown>[] }>;

export const progressOperatorRole: RoleStatement[] = [{ actions: ['dynamodb:Scan'], table: 'progress-users' }];

const asked = z.object({ login: z.string().min(1) });

export function createFindProgressUsers(environment: Environment, { dynamo }: AwsClients): FindProgressUsers {
  const TableName = required(environment, 'PROGRESS_USERS_TABLE');
  return async (request) => {
    const { login } = asked.parse(request);
    const { Items = [] } = await dynamo.send(new ScanCommand({ TableName, ConsistentRead: true }));
    return { users: Items.filter((row) => row['login'] === login) };
  };
}
