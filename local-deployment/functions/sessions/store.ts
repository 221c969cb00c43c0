import { createHash } from 'node:crypto';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { z as Z } from 'zod';
import { z } from '../../zod';
import type { AwsClients, Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';

const sessionItem = z.object({
  tokenHash: z.string(),
  userId: z.string(),
  /** The table's TTL attribute, in seconds since 1970. */
  expiresAt: z.number(),
});

export type SessionRow = Z.output<typeof sessionItem>;

export interface Sessions {
  add(row: SessionRow): Promise<void>;
  /** Undefined where there is none, or its time is over. */
  find(hash: string, nowMs: number): Promise<SessionRow | undefined>;
  remove(hash: string): Promise<void>;
}

/** Under this a token's session is stored: whoever reads the table can't use what is there. */
export type TokenHash = (token: string) => string;

export const tokenHashOf: TokenHash = (token) => createHash('sha256').update(token).digest('hex');

export function createSessions(environment: Environment, { dynamo }: AwsClients): Sessions {
  const TableName = required(environment, 'SESSIONS_TABLE');
  return {
    async add(row) {
      await dynamo.send(new PutCommand({ TableName, Item: row }));
    },
    async find(tokenHash, nowMs) {
      const { Item } = await dynamo.send(new GetCommand({ TableName, Key: { tokenHash }, ConsistentRead: true }));
      if (Item === undefined) return undefined;
      const row = sessionItem.parse(Item);
      // DynamoDB may take two days to remove a row whose TTL is over.
      return row.expiresAt * 1000 > nowMs ? row : undefined;
    },
    async remove(tokenHash) {
      await dynamo.send(new DeleteCommand({ TableName, Key: { tokenHash } }));
    },
  };
}
