import { decodeJwt } from 'jose/jwt/decode';

/** What is said of a JWT in the place of it: who issued it to whom until when, and which other claims it has. */
export interface JwtOutline {
  iss?: string;
  sub?: string;
  /** ISO 8601. */
  exp?: string;
  /** Names only. */
  otherClaims: string[];
}

/** The values of a JWT's claims that are texts; none for what is no JWT. */
export function claimsOf(token: string): string[] {
  try {
    return Object.values(decodeJwt(token)).filter((value) => typeof value === 'string');
  } catch {
    return [];
  }
}

/** Undefined for what is no JWT. */
export function outlineOf(token: string): JwtOutline | undefined {
  try {
    const { iss, sub, exp, ...others } = decodeJwt(token);
    return {
      ...(iss === undefined ? {} : { iss }),
      ...(sub === undefined ? {} : { sub }),
      ...(exp === undefined ? {} : { exp: new Date(exp * 1000).toISOString() }),
      otherClaims: Object.keys(others),
    };
  } catch {
    return undefined;
  }
}
