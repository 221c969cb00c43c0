import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import type { z as Z } from 'zod';
import { z } from '../zod';
import { required, requiredNumber } from '../functions/shared/environment';
import { Refusal } from '../functions/shared/refusal';
import type { Environment } from '../lambda/runtime';
import type { RealtimeUser } from './part';

/** Times in seconds since 1970 (RFC 7519 §4.1). */
const claims = z.object({ sub: z.string().min(1), exp: z.number(), iat: z.number().optional() });
export type Claims = Z.output<typeof claims>;

/** Which of its checks a verifier makes. */
export interface Checks {
  /** `unless-none`: also takes what says of itself that it is unsigned. */
  signature: 'always' | 'unless-none' | 'never';
  expiry: boolean;
  /** Undefined: any. */
  issuer: string | undefined;
  /** Undefined: any. */
  audience: string | undefined;
}

export interface TokenVerifier {
  readonly checks: Checks;
  /** Refuses with 401 what fails a check. */
  verify(token: string, secret: string, checks: Checks): Promise<Claims>;
}

export interface TokenIssuer {
  readonly lifetimeSeconds: number;
  issue(user: Omit<RealtimeUser, 'password'>, secret: string): Promise<string>;
}

const algorithm = 'HS256';

export function createTokenIssuer(environment: Environment): TokenIssuer {
  const lifetimeSeconds = requiredNumber(environment, 'TOKEN_LIFETIME_SECONDS');
  const issuer = required(environment, 'JWT_ISSUER');
  const audience = required(environment, 'JWT_AUDIENCE');
  return {
    lifetimeSeconds,
    issue: ({ id, email }, secret) =>
      new SignJWT({ email })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setSubject(id)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${lifetimeSeconds}s`)
        .setJti(randomUUID())
        .sign(Buffer.from(secret)),
  };
}

export function createTokenVerifier(environment: Environment): TokenVerifier {
  return {
    checks: {
      signature: 'always',
      expiry: true,
      issuer: required(environment, 'JWT_ISSUER'),
      audience: required(environment, 'JWT_AUDIENCE'),
    },
    async verify(token, secret, checks) {
      try {
        return claims.parse(await payloadOf(token, secret, checks));
      } catch (error) {
        if (error instanceof errors.JWTExpired) throw new Refusal(401, 'EXPIRED_TOKEN', 'The token has expired');
        if (error instanceof errors.JOSEError || error instanceof z.ZodError) throw notValid();
        throw error;
      }
    },
  };
}

export function notValid(): Refusal {
  return new Refusal(401, 'UNAUTHORIZED', 'The token is not valid');
}

export function tokenRequired(): Refusal {
  return new Refusal(401, 'UNAUTHORIZED', 'A token is required');
}

async function payloadOf(token: string, secret: string, checks: Checks): Promise<object> {
  const { signature, expiry, issuer, audience } = checks;
  const options = {
    requiredClaims: ['sub', 'exp'],
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience }),
    ...(!expiry && { clockTolerance: Number.MAX_SAFE_INTEGER }),
  };
  if (signature === 'never') return UnsecuredJWT.decode(withoutSignature(token), options).payload;
  if (signature === 'unless-none' && token.endsWith('.')) return UnsecuredJWT.decode(token, options).payload;
  return (await jwtVerify(token, Buffer.from(secret), { ...options, algorithms: [algorithm] })).payload;
}

/** The same claims in an unsecured JWT (RFC 7519 §6). */
function withoutSignature(token: string): string {
  const header = Buffer.from('{"alg":"none"}').toString('base64url');
  return `${header}.${token.split('.')[1] ?? ''}.`;
}

/** RFC 6750 §2.1 */
export function bearerIn(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}
