import type { AttributeDefinition, CreateTableCommandInput, GlobalSecondaryIndex } from '@aws-sdk/client-dynamodb';

/** All key attributes are strings. */
export interface TableDefinition {
  hashKey: string;
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
    KeySchema: [{ AttributeName: table.hashKey, KeyType: 'HASH' }],
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  };
}

function indexInput(name: string, index: IndexDefinition): GlobalSecondaryIndex {
  return {
    IndexName: name,
    KeySchema: [
      { AttributeName: index.hashKey, KeyType: 'HASH' },
      ...(index.rangeKey === undefined ? [] : [{ AttributeName: index.rangeKey, KeyType: 'RANGE' as const }]),
    ],
    Projection: { ProjectionType: 'ALL' },
  };
}

function attributes(table: TableDefinition): AttributeDefinition[] {
  const names = new Set([table.hashKey]);
  for (const index of Object.values(table.indexes)) {
    names.add(index.hashKey);
    if (index.rangeKey !== undefined) names.add(index.rangeKey);
  }
  return [...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
}
