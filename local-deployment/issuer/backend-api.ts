import { clerkError, route } from './routes';
import type { IssuerHandler, IssuerRoute } from './routes';
import type { SigningKey } from './signing-key';

export interface BackendApi {
  readonly secretKey: string;
  readonly signingKey: SigningKey;
}

/** The part of Clerk's Backend API that a verifier of session tokens needs. */
export function backendApiRoutes(api: BackendApi): IssuerRoute[] {
  return [
    route(
      'GET',
      '/v1/jwks',
      withSecretKey(api.secretKey, () => ({ status: 200, body: jwks(api.signingKey) })),
    ),
    route('GET', '/.well-known/jwks.json', () => ({ status: 200, body: jwks(api.signingKey) })),
  ];
}

function jwks(key: SigningKey) {
  return { keys: [key.jwk] };
}

function withSecretKey(secretKey: string, handle: IssuerHandler): IssuerHandler {
  return (request) =>
    request.headers.authorization === `Bearer ${secretKey}`
      ? handle(request)
      : clerkError(401, 'clerk_key_invalid', 'The provided Clerk Secret Key is invalid.');
}
