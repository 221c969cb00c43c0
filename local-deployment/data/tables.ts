import type {
  AttributeDefinition,
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  KeySchemaElement,
} from '@aws-sdk/client-dynamodb';

/** All key attributes are strings. */
export interface TableDefinition {
  hashKey: string;
  rangeKey?: string;
  indexes: Record<string, IndexDefinition>;
}

export interface IndexDefinition {
  hashKey: string;
  rangeKey?: string;
  /** How far reads through this index are behind the table, in milliseconds; 0 reads the table itself. */
  lagMs: number;
}

export function createTableInput(name: string, table: TableDefinition): CreateTableCommandInput {
  const indexes = Object.entries(table.indexes).map(([indexName, index]) => indexInput(indexName, index));
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes(table),
    KeySchema: keySchema(table),
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  };
}

function indexInput(name: string, index: IndexDefinition): GlobalSecondaryIndex {
  return {
    IndexName: name,
    KeySchema: keySchema(index),
    Projection: { ProjectionType: 'ALL' },
  };
}

function keySchema({ hashKey, rangeKey }: { hashKey: string; rangeKey?: string }): KeySchemaElement[] {
  return [
    { AttributeName: hashKey, KeyType: 'HASH' },
    ...(rangeKey === undefined ? [] : [{ AttributeName: rangeKey, KeyType: 'RANGE' as const }]),
  ];
}

function attributes(table: TableDefinition): AttributeDefinition[] {
  const names = new Set<string>();
  for (const { hashKey, rangeKey } of [table, ...Object.values(table.indexes)]) {
    names.add(hashKey);
    if (rangeKey !== undefined) names.add(rangeKey);
  }
  return [...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
}
