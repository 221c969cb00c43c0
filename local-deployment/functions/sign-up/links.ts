import { jwtVerify, SignJWT } from 'jose';
import type { Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';
import { Refusal } from '../shared/refusal';

/** What a bootstrap link's token says. */
export interface Link {
  id: string;
  email: string;
}

/** Reads a bootstrap link's token; refuses what was not minted here, or whose time is over. */
export type LinkReader = (token: string, nowMs: number) => Promise<Link>;

export const SIGNING_KEY = 'SIGNUP_SIGNING_KEY';

const algorithm = 'HS256';

export function createLinkReader(environment: Environment): LinkReader {
  const key = Buffer.from(required(environment, SIGNING_KEY));
  return async (token, nowMs) => {
    const options = { algorithms: [algorithm], currentDate: new Date(nowMs), requiredClaims: ['sub', 'jti', 'exp'] };
    const verified = await jwtVerify(token, key, options).catch(() => undefined);
    const { sub, jti } = verified?.payload ?? {};
    if (sub === undefined || jti === undefined) throw invalidLink();
    return { id: jti, email: sub };
  };
}

/** Throws where the environment has no signing key. */
export function mintLink(environment: Environment, { id, email }: Link, expiresAtMs: number): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: algorithm })
    .setSubject(email)
    .setJti(id)
    .setExpirationTime(new Date(expiresAtMs))
    .sign(Buffer.from(required(environment, SIGNING_KEY)));
}

export function invalidLink(): Refusal {
  return new Refusal(400, 'INVALID_OR_EXPIRED', 'The link is invalid or expired');
}
