import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createClient, documents } from './client';
import { startDynamo } from './dynamo';
import { accessDenied, isAllowed } from './permissions';
import type { RoleStatement } from './permissions';
import { operationOf } from './operation';
import { createReplica } from './replica';
import type { Replica } from './replica';
import { createTableInput } from './tables';
import type { TableDefinition } from './tables';

export type Item = Record<string, unknown>;

export interface Database {
  physicalName(table: string): string;
  /** A client with the permissions of one function: what its role does not allow fails with AccessDeniedException. */
  clientFor(functionName: string, statements: readonly RoleStatement[]): DynamoDBDocumentClient;
  /** Puts items that were there before the deployment started, in every copy of the table. */
  seed(table: string, items: readonly Item[]): Promise<void>;
  items(table: string): Promise<Item[]>;
  close(): Promise<void>;
}

const batchSize = 25;

/** In memory, one per deployment. Physical table names carry the stage: `prod-users`. */
export async function startDatabase(stage: string, tables: Record<string, TableDefinition>): Promise<Database> {
  const dynamo = await startDynamo();
  const connection = createClient(dynamo.endpoint);
  const admin = documents(connection);
  const physicalName = (table: string) => `${stage}-${table}`;
  const replicas = new Map<string, Replica>();

  await Promise.all(
    Object.entries(tables).flatMap(([table, definition]) => {
      const base = physicalName(table);
      const lagging = Object.entries(definition.indexes).filter(([, index]) => index.lagMs > 0);
      for (const [index, { lagMs }] of lagging) {
        const source = { client: admin, baseTable: base, hashKey: definition.hashKey, lagMs };
        replicas.set(`${base}/${index}`, createReplica({ ...source, table: `${base}.${index}` }));
      }
      return [base, ...lagging.map(([index]) => `${base}.${index}`)].map((name) =>
        create(connection, name, definition),
      );
    }),
  );

  const replicasOf = (base: string) =>
    [...replicas].filter(([name]) => name.startsWith(`${base}/`)).map(([, replica]) => replica);

  return {
    physicalName,
    clientFor(functionName, statements) {
      const client = documents(createClient(dynamo.endpoint, connection.config.requestHandler));
      client.middlewareStack.add(
        (next, context) => async (args) => {
          const operation = operationOf(context['commandName'], args.input);
          const attempt = operation ?? { action: 'dynamodb:?', table: '?', index: undefined };
          if (!operation || !isAllowed(attempt, statements, physicalName)) throw accessDenied(attempt, functionName);

          const replica = replicas.get(`${operation.table}/${operation.index ?? ''}`);
          const result = await next(replica ? { ...args, input: { ...args.input, TableName: replica.table } } : args);
          const written = operation.written;
          if (written) await Promise.all(replicasOf(operation.table).map((copy) => copy.follow(written)));
          return result;
        },
        { step: 'initialize', name: 'roleAndReplica' },
      );
      return client;
    },
    async seed(table, items) {
      const base = physicalName(table);
      const copies = [base, ...replicasOf(base).map((replica) => replica.table)];
      await Promise.all(copies.map((name) => putAll(admin, name, items)));
    },
    async items(table) {
      return scan(admin, physicalName(table));
    },
    async close() {
      for (const replica of replicas.values()) await replica.close();
      connection.destroy();
      await dynamo.close();
    },
  };
}

async function create(client: DynamoDBClient, name: string, definition: TableDefinition): Promise<void> {
  await client.send(new CreateTableCommand(createTableInput(name, definition)));
  await waitUntilTableExists({ client, maxWaitTime: 5, minDelay: 1 }, { TableName: name });
}

async function putAll(admin: DynamoDBDocumentClient, name: string, items: readonly Item[]): Promise<void> {
  for (let start = 0; start < items.length; start += batchSize) {
    const batch = items.slice(start, start + batchSize);
    await admin.send(
      new BatchWriteCommand({ RequestItems: { [name]: batch.map((item) => ({ PutRequest: { Item: item } })) } }),
    );
  }
}

async function scan(admin: DynamoDBDocumentClient, name: string): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await admin.send(
      new ScanCommand({ TableName: name, ConsistentRead: true, ...(start && { ExclusiveStartKey: start }) }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  return items;
}
