import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { z as Z } from 'zod';
import { z } from '../../zod';
import type { AwsClients, Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';

const accountItem = z.object({
  userId: z.string(),
  login: z.string(),
  email: z.string().nullable(),
  createdAt: z.string(),
});

export type Account = Z.output<typeof accountItem>;

/** Whom the provider has told of. */
export interface Person {
  /** The provider's; logins change. */
  readonly id: string;
  readonly login: string;
  readonly email: string | null;
}

export interface Accounts {
  /** Adds or updates who has signed in. */
  signedIn(person: Person, nowMs: number): Promise<Account>;
  find(userId: string): Promise<Account | undefined>;
}

export function createAccounts(environment: Environment, { dynamo }: AwsClients): Accounts {
  const TableName = required(environment, 'USERS_TABLE');
  return {
    async signedIn({ id, login, email }, nowMs) {
      const now = new Date(nowMs).toISOString();
      const { Attributes } = await dynamo.send(
        new UpdateCommand({
          TableName,
          Key: { userId: userIdOf(id) },
          UpdateExpression:
            'SET login = :login, email = :email, lastSignInAt = :now, createdAt = if_not_exists(createdAt, :now)',
          ExpressionAttributeValues: { ':login': login, ':email': email, ':now': now },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return accountItem.parse(Attributes);
    },
    async find(userId) {
      const { Item } = await dynamo.send(new GetCommand({ TableName, Key: { userId }, ConsistentRead: true }));
      return Item === undefined ? undefined : accountItem.parse(Item);
    },
  };
}

export function userIdOf(providersId: string): string {
  return `github_${providersId}`;
}
