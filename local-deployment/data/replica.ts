import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A copy of a table that is a fixed time behind it: what reads through a lagging index see. */
export interface Replica {
  readonly table: string;
  /** To be called after each write to the base table, with an object that contains the item's key. */
  follow(written: Readonly<Record<string, unknown>>): Promise<void>;
  close(): Promise<void>;
}

export interface ReplicaSource {
  readonly client: DynamoDBDocumentClient;
  readonly baseTable: string;
  readonly hashKey: string;
  readonly table: string;
  readonly lagMs: number;
}

/** The table must exist already and hold what the base table holds. */
export function createReplica(source: ReplicaSource): Replica {
  const { client, baseTable, hashKey, table, lagMs } = source;
  const pending = new Set<NodeJS.Timeout>();
  let applied: Promise<void> = Promise.resolve();

  function applyLater(key: Record<string, unknown>, item: Record<string, unknown> | undefined) {
    const timer = setTimeout(() => {
      pending.delete(timer);
      applied = applied.then(() => write(client, table, key, item));
      // A failure surfaces where `applied` is awaited.
      applied.catch(() => undefined);
    }, lagMs);
    pending.add(timer);
  }

  return {
    table,
    async follow(written) {
      const key = { [hashKey]: written[hashKey] };
      const { Item } = await client.send(new GetCommand({ TableName: baseTable, Key: key, ConsistentRead: true }));
      applyLater(key, Item);
    },
    async close() {
      for (const timer of pending) clearTimeout(timer);
      pending.clear();
      await applied;
    },
  };
}

async function write(
  client: DynamoDBDocumentClient,
  table: string,
  key: Record<string, unknown>,
  item: Record<string, unknown> | undefined,
): Promise<void> {
  if (item === undefined) await client.send(new DeleteCommand({ TableName: table, Key: key }));
  else await client.send(new PutCommand({ TableName: table, Item: item }));
}
