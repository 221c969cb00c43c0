import { randomBytes } from 'node:crypto';
import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { z } from '../zod';
import type { RoleStatement } from '../data/permissions';
import { mintLink } from '../functions/sign-up/links';
import type { AwsClients, Environment } from '../lambda/runtime';
import { required } from '../functions/shared/environment';

export interface OperatorRequest {
  email: string;
  userId?: string | undefined;
  credentialId?: string | undefined;
  /** Of the token that is minted; less than zero: its time is over already. */
  expiresInSeconds?: number | undefined;
}

const actionNames = ['mint', 'find', 'delete'] as const;
export type OperatorAction = (typeof actionNames)[number];

/** What an operator does beside the API, with the signing key and the tables. */
export type OperatorActions = Record<OperatorAction, (request: OperatorRequest) => Promise<object>>;

export function isOperatorAction(name: string): name is OperatorAction {
  return actionNames.some((known) => known === name);
}

export const operatorRole: RoleStatement[] = [
  { actions: ['dynamodb:Scan', 'dynamodb:DeleteItem'], table: 'users' },
  { actions: ['dynamodb:Scan', 'dynamodb:DeleteItem'], table: 'credentials' },
];

const linkLifetimeSeconds = 900;

const userRow = z.object({ userId: z.string(), email: z.string() });
const credentialRow = z.object({
  credentialId: z.string(),
  userId: z.string(),
  // As they are stored: to tell is not to judge.
  uvInitialized: z.unknown(),
  backupEligible: z.unknown(),
  backupState: z.unknown(),
});

export function createOperatorActions(environment: Environment, { dynamo }: AwsClients): OperatorActions {
  const Users = required(environment, 'USERS_TABLE');
  const Credentials = required(environment, 'CREDENTIALS_TABLE');

  /** By everything that is known: a credential may be there without its user. */
  async function rowsOf({ email, userId, credentialId }: OperatorRequest) {
    const [users, credentials] = await Promise.all(
      [Users, Credentials].map((TableName) => dynamo.send(new ScanCommand({ TableName, ConsistentRead: true }))),
    );
    const own = (users?.Items ?? []).map((row) => userRow.parse(row)).filter((row) => row.email === email);
    const ids = [userId, ...own.map((user) => user.userId)];
    const passkeys = (credentials?.Items ?? []).map((row) => credentialRow.parse(row));
    return {
      users: own,
      credentials: passkeys.filter((each) => ids.includes(each.userId) || each.credentialId === credentialId),
    };
  }

  return {
    async mint({ email, expiresInSeconds = linkLifetimeSeconds }) {
      const expiresAtMs = Date.now() + expiresInSeconds * 1000;
      const token = await mintLink(environment, { id: randomBytes(12).toString('hex'), email }, expiresAtMs);
      return { token, expiresAt: new Date(expiresAtMs).toISOString() };
    },

    async find(request) {
      const { users, credentials } = await rowsOf(request);
      return {
        users: users.map(({ userId, email }) => ({ id: userId, email })),
        credentials: credentials.map(({ credentialId, ...row }) => ({ id: credentialId, ...row })),
      };
    },

    async delete(request) {
      const { users, credentials } = await rowsOf(request);
      await Promise.all([
        ...users.map(({ userId }) => dynamo.send(new DeleteCommand({ TableName: Users, Key: { userId } }))),
        ...credentials.map(({ credentialId }) =>
          dynamo.send(new DeleteCommand({ TableName: Credentials, Key: { credentialId } })),
        ),
      ]);
      return { users: users.length, credentials: credentials.length };
    },
  };
}
