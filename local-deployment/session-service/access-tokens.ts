import { randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import type { z as Z } from 'zod';
import { z } from '../zod';
import { required } from '../functions/shared/environment';
import type { Environment } from '../lambda/runtime';
import { numberOr } from './configuration';

const claims = z.object({ sub: z.string(), jti: z.string(), exp: z.number(), ver: z.number().optional() });
export type Claims = Z.output<typeof claims>;

/** Which of its checks the verification makes. */
export interface Checks {
  /** Those that a signature may have been made with. */
  keys: readonly string[];
  /** What `alg` may say; with `none`, what says so of itself is taken without a signature. */
  algorithms: readonly string[];
  signature: boolean;
  expiry: boolean;
}

export interface Issuee {
  id: string;
  token_version: number | undefined;
}

export interface AccessTokens {
  readonly lifetimeSeconds: number;
  readonly checks: Checks;
  /** Of a session, which is known by its family of refresh tokens. */
  issue: (user: Issuee, family: string, nowMs?: number) => Promise<string>;
  /** Undefined: fails a check. */
  verify: (token: string, checks: Checks) => Promise<Claims | undefined>;
}

const algorithm = 'HS256';
const defaultLifetimeSeconds = 900;

export function createAccessTokens(environment: Environment): AccessTokens {
  const key = required(environment, 'SECRET_KEY');
  const lifetimeSeconds = numberOr(defaultLifetimeSeconds, environment, 'ACCESS_TOKEN_SECONDS');
  return {
    lifetimeSeconds,
    checks: { keys: [key], algorithms: [algorithm], signature: true, expiry: true },
    issue({ id, token_version: ver }, _family, nowMs = Date.now()) {
      const now = Math.floor(nowMs / 1000);
      return new SignJWT({ ver })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setSubject(id)
        .setIssuedAt(now)
        .setExpirationTime(now + lifetimeSeconds)
        .setJti(randomUUID())
        .sign(Buffer.from(key));
    },
    async verify(token, checks) {
      try {
        return claims.parse(await payloadOf(token, checks));
      } catch (error) {
        if (error instanceof errors.JOSEError || error instanceof z.ZodError) return undefined;
        throw error;
      }
    },
  };
}

async function payloadOf(token: string, { keys, algorithms, signature, expiry }: Checks): Promise<object> {
  const alg = algorithmOf(token);
  if (!algorithms.includes(alg)) throw new errors.JOSEAlgNotAllowed(`the algorithm is ${alg}`);
  if (!signature || alg === 'none') return decodeJwt(token);
  const tolerance = expiry ? {} : { clockTolerance: Number.MAX_SAFE_INTEGER };
  const options = { algorithms: [algorithm], requiredClaims: ['sub', 'exp', 'jti'], ...tolerance };
  const tried = await Promise.allSettled(keys.map((key) => jwtVerify(token, Buffer.from(key), options)));
  const verified = tried.find((each) => each.status === 'fulfilled');
  if (verified) return verified.value.payload;
  throw new errors.JWSSignatureVerificationFailed();
}

/** '' where there is none. */
function algorithmOf(token: string): string {
  try {
    return decodeProtectedHeader(token).alg ?? '';
  } catch {
    return '';
  }
}

/** RFC 6750 §2.1 */
export function bearerIn(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}
