import { createHash } from 'node:crypto';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { AwsClients, Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';

const sessionItem = z.object({
  tokenHash: z.string(),
  userId: z.string(),
  /** The table's TTL attribute, in seconds since 1970. */
  expiresAt: z.number(),
});

export type SessionRow = z.output<typeof sessionItem>;

export interface Sessions {
  add(token: string, userId: string, expiresAt: number): Promise<void>;
  /** Undefined where there is none, or its time is over. */
  find(token: string, nowMs: number): Promise<SessionRow | undefined>;
  remove(token: string): Promise<void>;
}

/** Under what a token is stored: whoever reads the table can't use what is there. */
export type TokenHash = (token: string) => string;

export const tokenHash: TokenHash = (token) => createHash('sha256').update(token).digest('hex');

export function createSessions(environment: Environment, { dynamo }: AwsClients): Sessions {
  return sessionsBy(tokenHash)(environment, { dynamo });
}

/** DynamoDB may take two days to remove a row whose TTL is over: until then it is for the code to know. */
export function sessionsBy(hash: TokenHash): typeof createSessions {
  return (environment, { dynamo }) => {
    const TableName = required(environment, 'SESSIONS_TABLE');
    return {
      async add(token, userId, expiresAt) {
        const Item: SessionRow = { tokenHash: hash(token), userId, expiresAt };
        await dynamo.send(new PutCommand({ TableName, Item }));
      },
      async find(token, nowMs) {
        const Key = { tokenHash: hash(token) };
        const { Item } = await dynamo.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
        if (Item === undefined) return undefined;
        const row = sessionItem.parse(Item);
        return row.expiresAt * 1000 > nowMs ? row : undefined;
      },
      async remove(token) {
        await dynamo.send(new DeleteCommand({ TableName, Key: { tokenHash: hash(token) } }));
      },
    };
  };
}
