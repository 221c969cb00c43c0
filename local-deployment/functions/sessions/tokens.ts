import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import type { z as Z } from 'zod';
import { z } from '../../zod';
import type { Environment } from '../../lambda/runtime';
import { required, requiredNumber } from '../shared/environment';

export const SESSION_SECRET = 'SESSION_SECRET';

/** Times in seconds since 1970 (RFC 7519 §4.1). */
const claims = z.object({ sub: z.string().min(1), jti: z.string().min(1), exp: z.number() });
export type SessionClaims = Z.output<typeof claims>;

export interface SessionTokens {
  readonly lifetimeSeconds: number;
  /** Whether the signature is looked at. */
  readonly checksSignature: boolean;
  issue(userId: string, nowMs: number): Promise<string>;
  /** Undefined for what was not issued here, or whose time is over. */
  verify(token: string, nowMs: number, checksSignature: boolean): Promise<SessionClaims | undefined>;
}

const algorithm = 'HS256';

export function createSessionTokens(environment: Environment): SessionTokens {
  const key = Buffer.from(required(environment, SESSION_SECRET));
  const issuer = required(environment, 'SESSION_ISSUER');
  const lifetimeSeconds = requiredNumber(environment, 'SESSION_LIFETIME_SECONDS');
  return {
    lifetimeSeconds,
    checksSignature: true,
    issue(userId, nowMs) {
      const issuedAt = Math.floor(nowMs / 1000);
      return new SignJWT()
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setSubject(userId)
        .setJti(randomUUID())
        .setIssuer(issuer)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + lifetimeSeconds)
        .sign(key);
    },
    async verify(token, nowMs, checksSignature) {
      const options = { issuer, currentDate: new Date(nowMs), requiredClaims: ['sub', 'jti', 'exp'] };
      const verified = checksSignature
        ? await jwtVerify(token, key, { ...options, algorithms: [algorithm] }).catch(() => undefined)
        : unsecured(token, options);
      return claims.safeParse(verified?.payload).data;
    },
  };
}

/** As if it were a JWT without a signature (RFC 7519 §6). */
function unsecured(token: string, options: object) {
  const header = Buffer.from('{"alg":"none"}').toString('base64url');
  try {
    return UnsecuredJWT.decode(`${header}.${token.split('.')[1] ?? ''}.`, options);
  } catch {
    return undefined;
  }
}
