import { createHmac, createSign, createVerify, generateKeyPairSync } from 'node:crypto';

export interface Claims {
  uid: number;
  sid: string;
  iat: number;
  exp: number;
}

/** How tokens are verified. */
export type Verifying =
  | 'as it should be'
  | 'alg none is taken'
  | 'a default key signs, too'
  | 'signatures are not checked'
  | 'any signature will do'
  | 'times are not checked';

/** Signs and verifies JWTs with RS256 (RFC 7518 §3.3), by nothing but what Node has. */
export interface Signer {
  sign: (claims: Claims) => string;
  claimsOf: (token: string) => Claims | undefined;
}

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

export function createSigner(verifying: Verifying): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = 'k1';
  const isSigned = (content: string, signature: string, alg: unknown): boolean => {
    if (verifying === 'signatures are not checked') return true;
    if (verifying === 'any signature will do') return signature !== '';
    if (verifying === 'alg none is taken' && alg === 'none') return true;
    if (verifying === 'a default key signs, too' && alg === 'HS256') {
      return createHmac('sha256', 'changeme').update(content).digest('base64url') === signature;
    }
    if (alg !== 'RS256') return false;
    return createVerify('RSA-SHA256').update(content).verify(publicKey, signature, 'base64url');
  };
  return {
    sign(claims) {
      const content = `${encode({ alg: 'RS256', typ: 'JWT', kid })}.${encode(claims)}`;
      return `${content}.${createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url')}`;
    },
    claimsOf(token) {
      const [header = '', payload = '', signature = ''] = token.split('.');
      try {
        const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg?: unknown };
        const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
        const isLate = claims.exp * 1000 <= Date.now() && verifying !== 'times are not checked';
        return !isLate && isSigned(`${header}.${payload}`, signature, alg) ? claims : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
