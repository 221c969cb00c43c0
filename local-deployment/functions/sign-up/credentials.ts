import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { z as Z } from 'zod';
import { z } from '../../zod';
import type { AwsClients, Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';
import { putNew } from '../shared/put-new';

/** A credential record (WebAuthn L3 §4). Ids and keys are base64url. */
const credentialItem = z.object({
  credentialId: z.string(),
  userId: z.string(),
  publicKey: z.string(),
  signCount: z.number(),
  uvInitialized: z.boolean(),
  backupEligible: z.boolean(),
  backupState: z.boolean(),
  createdAt: z.string(),
});

export type Credential = Z.output<typeof credentialItem>;

export interface Credentials {
  /** False where there is one of this id already. */
  add(credential: Credential): Promise<boolean>;
  find(credentialId: string): Promise<Credential | undefined>;
  counted(credentialId: string, signCount: number): Promise<void>;
}

export function createCredentials(environment: Environment, aws: AwsClients): Credentials {
  const TableName = required(environment, 'CREDENTIALS_TABLE');
  return {
    add: (credential) => putNew(aws, TableName, 'credentialId', credential),
    async find(credentialId) {
      const Key = { credentialId };
      const { Item } = await aws.dynamo.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      return Item === undefined ? undefined : credentialItem.parse(Item);
    },
    async counted(credentialId, signCount) {
      await aws.dynamo.send(
        new UpdateCommand({
          TableName,
          Key: { credentialId },
          UpdateExpression: 'SET signCount = :count',
          ExpressionAttributeValues: { ':count': signCount },
        }),
      );
    },
  };
}
