import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AwsClients, Environment } from '../../lambda/runtime';
import { required, requiredNumber } from '../shared/environment';
import type { Grant } from '../shared/grant';

export interface CreationBudget {
  take(userId: string, nowMs: number): Promise<Grant>;
}

const hourMs = 3_600_000;

/** So many creations per user and clock hour; 0 is no limit. */
export function createCreationBudget(environment: Environment, aws: AwsClients): CreationBudget {
  const TableName = required(environment, 'LIMITS_TABLE');
  const perHour = requiredNumber(environment, 'KEY_CREATIONS_PER_HOUR');
  return {
    async take(userId, nowMs) {
      if (perHour === 0) return { granted: true };
      const hour = Math.floor(nowMs / hourMs);
      try {
        await aws.dynamo.send(
          new UpdateCommand({
            TableName,
            Key: { id: `creations#${userId}#${hour}` },
            UpdateExpression: 'ADD used :one',
            ConditionExpression: 'attribute_not_exists(used) OR used < :limit',
            ExpressionAttributeValues: { ':one': 1, ':limit': perHour },
          }),
        );
        return { granted: true };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return { granted: false, retryAfterSeconds: Math.ceil(((hour + 1) * hourMs - nowMs) / 1000) };
      }
    },
  };
}
