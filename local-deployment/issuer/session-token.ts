import { signToken } from './signing-key';
import type { SigningKey } from './signing-key';

export interface SessionTokenRequest {
  readonly issuer: string;
  readonly authorizedParty: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly issuedAtMs: number;
  readonly lifetimeSeconds: number;
  /** The user's public metadata. */
  readonly metadata: object;
}

/** Clerk's tokens are valid from ten seconds before they are issued. */
const notBeforeLeewaySeconds = 10;

/**
 * A session token with the claims of https://clerk.com/docs/guides/sessions/session-tokens (version 1), and the one that
 * applications add for their roles (https://clerk.com/docs/guides/secure/basic-rbac).
 */
export function createSessionToken(key: SigningKey, request: SessionTokenRequest): Promise<string> {
  const issuedAt = Math.floor(request.issuedAtMs / 1000);
  return signToken(key, {
    azp: request.authorizedParty,
    exp: issuedAt + request.lifetimeSeconds,
    iat: issuedAt,
    iss: request.issuer,
    metadata: request.metadata,
    nbf: issuedAt - notBeforeLeewaySeconds,
    sid: request.sessionId,
    sub: request.userId,
  });
}
