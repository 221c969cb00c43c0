import type { z as Z } from 'zod';
import { z } from '../zod';

const claims = z.object({ sub: z.string(), exp: z.number(), jti: z.string().optional() });

/** The claims of a token whose signature nobody has looked at; undefined when it has none. */
export function claimsOf(token: string): Z.output<typeof claims> | undefined {
  return claims.safeParse(partOf(token, 1)).data;
}

/** The `alg` of a token's header. */
export function algorithmOf(token: string): string | undefined {
  return z.object({ alg: z.string() }).safeParse(partOf(token, 0)).data?.alg;
}

function partOf(token: string, at: number): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[at] ?? '', 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
