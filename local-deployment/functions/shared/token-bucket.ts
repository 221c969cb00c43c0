import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AwsClients, Environment } from '../../lambda/runtime';
import { required, requiredNumber } from './environment';
import type { Grant } from './grant';

export interface TokenBucket {
  /** Takes one token of the user's bucket, if there is one. */
  take(userId: string, nowMs: number): Promise<Grant>;
}

/**
 * A bucket is one number, the time at which it will be full again: taking a token moves it one refill
 * interval on, and the bucket is empty when it is more than `capacity` intervals away. So each take is one
 * conditional write, and no two of them can take the same token.
 */
export function createTokenBucket(environment: Environment, aws: AwsClients): TokenBucket {
  const TableName = required(environment, 'LIMITS_TABLE');
  const capacity = requiredNumber(environment, 'BUCKET_CAPACITY');
  const intervalMs = requiredNumber(environment, 'BUCKET_REFILL_INTERVAL_MS');

  async function move(id: string, update: string, condition: string, values: Record<string, number>): Promise<boolean> {
    try {
      await aws.dynamo.send(
        new UpdateCommand({
          TableName,
          Key: { id },
          UpdateExpression: update,
          ConditionExpression: condition,
          ExpressionAttributeValues: values,
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  function takeFromPartial(id: string, nowMs: number): Promise<boolean> {
    const latestMs = nowMs + (capacity - 1) * intervalMs;
    return move(id, 'SET fullAtMs = fullAtMs + :interval', 'fullAtMs >= :now AND fullAtMs <= :latest', {
      ':interval': intervalMs,
      ':now': nowMs,
      ':latest': latestMs,
    });
  }

  function takeFromFull(id: string, nowMs: number): Promise<boolean> {
    return move(id, 'SET fullAtMs = :next', 'attribute_not_exists(fullAtMs) OR fullAtMs < :now', {
      ':next': nowMs + intervalMs,
      ':now': nowMs,
    });
  }

  async function refusedFor(id: string, nowMs: number): Promise<Grant> {
    const { Item } = await aws.dynamo.send(new GetCommand({ TableName, Key: { id }, ConsistentRead: true }));
    const nextTokenAtMs = Number(Item?.['fullAtMs'] ?? nowMs) - (capacity - 1) * intervalMs;
    return { granted: false, retryAfterSeconds: Math.max(1, Math.ceil((nextTokenAtMs - nowMs) / 1000)) };
  }

  return {
    async take(userId, nowMs) {
      const id = `bucket#${userId}`;
      // The last attempt is for a bucket that stopped being full between the first two.
      const taken =
        (await takeFromPartial(id, nowMs)) || (await takeFromFull(id, nowMs)) || (await takeFromPartial(id, nowMs));
      return taken ? { granted: true } : refusedFor(id, nowMs);
    },
  };
}
