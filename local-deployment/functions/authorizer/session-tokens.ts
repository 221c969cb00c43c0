import { verifyToken } from '@clerk/backend';
import { TokenVerificationError, TokenVerificationErrorReason } from '@clerk/backend/errors';
import type { Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';

export type TokenVerdict =
  | { readonly outcome: 'valid'; readonly userId: string }
  | { readonly outcome: 'expired' }
  | { readonly outcome: 'invalid' };

/** Rejects when the keys can't be had, which says nothing about the token. */
export type TokenVerifier = (token: string) => Promise<TokenVerdict>;

const reason = TokenVerificationErrorReason;
const keysUnavailable: readonly string[] = [
  reason.InvalidSecretKey,
  reason.RemoteJWKFailedToLoad,
  reason.RemoteJWKInvalid,
  reason.RemoteJWKMissing,
];

export function createTokenVerifier(environment: Environment): TokenVerifier {
  const secretKey = required(environment, 'CLERK_SECRET_KEY');
  const apiUrl = required(environment, 'CLERK_API_URL');
  return async (token) => {
    try {
      const { sub } = await verifyToken(token, { secretKey, apiUrl });
      return { outcome: 'valid', userId: sub };
    } catch (error) {
      // Something else than a verification error comes from a token whose parts aren't JSON.
      if (!(error instanceof TokenVerificationError)) return { outcome: 'invalid' };
      if (keysUnavailable.includes(error.reason)) throw error;
      return { outcome: error.reason === reason.TokenExpired ? 'expired' : 'invalid' };
    }
  };
}
