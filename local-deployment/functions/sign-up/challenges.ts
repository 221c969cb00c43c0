import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from '../../zod';
import type { AwsClients, Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';

const challengeItem = z.object({ id: z.string(), challenge: z.string(), expiresAtMs: z.number() });

/** Challenges that wait for their answer, each under the id of what it belongs to. */
export interface Challenges {
  put(id: string, challenge: string, nowMs: number): Promise<void>;
  /** Gives a challenge once; undefined where there is none, or its time is over. */
  take(id: string, nowMs: number): Promise<string | undefined>;
}

const lifetimeMs = 5 * 60_000;

export function createChallenges(environment: Environment, aws: AwsClients): Challenges {
  const TableName = required(environment, 'CHALLENGES_TABLE');
  return {
    async put(id, challenge, nowMs) {
      const Item = { id, challenge, expiresAtMs: nowMs + lifetimeMs };
      await aws.dynamo.send(new PutCommand({ TableName, Item }));
    },
    async take(id, nowMs) {
      const { Attributes } = await aws.dynamo.send(
        new DeleteCommand({ TableName, Key: { id }, ReturnValues: 'ALL_OLD' }),
      );
      if (Attributes === undefined) return undefined;
      const { challenge, expiresAtMs } = challengeItem.parse(Attributes);
      return expiresAtMs > nowMs ? challenge : undefined;
    },
  };
}
