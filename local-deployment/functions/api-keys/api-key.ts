import { createHash, randomBytes } from 'node:crypto';
import type { z as Z } from 'zod';
import { z } from '../../zod';

/** A row of the table, whatever else it holds. The secret itself is not stored. */
export const apiKeyItem = z.looseObject({
  id: z.string(),
  userId: z.string(),
  keyHash: z.string(),
  name: z.string().optional(),
  scopes: z.array(z.string()),
  createdAt: z.string(),
  /** Marks a tombstone: a deleted key stays known, so that it can be told from one that never was. */
  revokedAt: z.string().optional(),
});

export type ApiKey = Z.output<typeof apiKeyItem>;

export interface ApiKeyRequest {
  readonly userId: string;
  readonly scopes: string[];
  readonly name?: string | undefined;
  readonly nowMs: number;
}

export function createApiKey(request: ApiKeyRequest): { key: ApiKey; keyValue: string } {
  const keyValue = `ask_${randomBytes(24).toString('base64url')}`;
  const key = {
    id: `key_${randomBytes(12).toString('hex')}`,
    userId: request.userId,
    keyHash: hashOf(keyValue),
    ...(request.name !== undefined && { name: request.name }),
    scopes: request.scopes,
    createdAt: new Date(request.nowMs).toISOString(),
  };
  return { key, keyValue };
}

/** SHA-256, in hex. Keys are random enough not to need a slow hash. */
export function hashOf(keyValue: string): string {
  return createHash('sha256').update(keyValue).digest('hex');
}
