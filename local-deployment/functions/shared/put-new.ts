import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { AwsClients } from '../../lambda/runtime';

/** Puts an item; false where there is one with this key already, which stays as it is. */
export async function putNew(
  { dynamo }: AwsClients,
  TableName: string,
  key: string,
  Item: Record<string, unknown>,
): Promise<boolean> {
  try {
    await dynamo.send(new PutCommand({ TableName, Item, ConditionExpression: `attribute_not_exists(${key})` }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
