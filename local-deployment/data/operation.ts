import { z } from '../zod';

const operationInput = z.object({
  TableName: z.string(),
  IndexName: z.string().optional(),
  Key: z.record(z.string(), z.unknown()).optional(),
  Item: z.record(z.string(), z.unknown()).optional(),
});

/** What a DynamoDB call is about, read from the command's input before it is marshalled. */
export interface Operation {
  /** As a role's statement writes it, `dynamodb:GetItem`. */
  readonly action: string;
  readonly table: string;
  readonly index: string | undefined;
  /** The key of the item written; for a put, the item itself, which contains it. */
  readonly written: Readonly<Record<string, unknown>> | undefined;
}

const writes: readonly string[] = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];

/** Undefined for a command that is not about one table, such as a transaction. */
export function operationOf(commandName: string | undefined, input: unknown): Operation | undefined {
  const parsed = operationInput.safeParse(input);
  if (!parsed.success || commandName === undefined) return undefined;
  const { TableName, IndexName, Key, Item } = parsed.data;
  const action = `dynamodb:${commandName.replace(/Command$/, '')}`;
  return { action, table: TableName, index: IndexName, written: writes.includes(action) ? (Key ?? Item) : undefined };
}
