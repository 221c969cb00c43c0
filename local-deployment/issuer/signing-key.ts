import { generateKeyPair, randomBytes } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { SignJWT } from 'jose';
import type { JWTPayload } from 'jose';

export interface SigningKey {
  /** Random per key, so that no verifier's key cache can take one issuer's key for another's. */
  readonly kid: string;
  /** The public half as it appears in a JWKS (RFC 7517). */
  readonly jwk: JsonWebKey;
  readonly privateKey: KeyObject;
}

let prepared: Promise<SigningKey> | undefined;

/** Begins to make the next key, which takes a core up to 300 ms: worth doing while modules load. */
export function prepareSigningKey(): void {
  prepared ??= generate();
  // A failure surfaces where the key is asked for.
  prepared.catch(() => undefined);
}

/** A key that no one else gets. */
export function createSigningKey(): Promise<SigningKey> {
  const key = prepared ?? generate();
  prepared = undefined;
  return key;
}

async function generate(): Promise<SigningKey> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const kid = `ins_${randomBytes(14).toString('hex')}`;
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } };
}

/** A compact JWS (RFC 7515) over the claims, RS256. */
export function signToken(key: SigningKey, claims: JWTPayload): Promise<string> {
  const header = { alg: 'RS256', cat: 'cl_B7d4PD111AAA', kid: key.kid, typ: 'JWT' };
  return new SignJWT(claims).setProtectedHeader(header).sign(key.privateKey);
}
