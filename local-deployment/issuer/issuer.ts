import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/body';
import { listen } from '../http/listen';
import { backendApiRoutes } from './backend-api';
import { clerkError, dispatch } from './routes';
import type { IssuerAnswer, IssuerRoute } from './routes';
import { createSessionToken } from './session-token';
import { createSigningKey } from './signing-key';

export interface IssuerDefinition {
  tokenLifetimeSeconds: number;
  /** The `azp` claim of its tokens. */
  authorizedParty: string;
}

export interface Issuer {
  /** The `iss` claim, and the origin of both of its APIs. */
  readonly url: string;
  readonly secretKey: string;
  /** A token issued at a given time, by default now, with the defined lifetime. */
  mint(userId: string, issuedAtMs?: number): Promise<string>;
  close(): Promise<void>;
}

export async function startIssuer(definition: IssuerDefinition): Promise<Issuer> {
  const signingKey = await createSigningKey();
  const secretKey = `sk_test_${randomBytes(21).toString('hex')}`;
  const routes = backendApiRoutes({ secretKey, signingKey });
  const server = await listen((request, response) => void answer(routes, request, response));
  return {
    url: server.origin,
    secretKey,
    mint: (userId, issuedAtMs = Date.now()) =>
      createSessionToken(signingKey, {
        issuer: server.origin,
        authorizedParty: definition.authorizedParty,
        userId,
        sessionId: `sess_${randomBytes(14).toString('hex')}`,
        issuedAtMs,
        lifetimeSeconds: definition.tokenLifetimeSeconds,
      }),
    close: () => server.close(),
  };
}

async function answer(routes: readonly IssuerRoute[], request: IncomingMessage, response: ServerResponse) {
  const result = await handle(routes, request).catch(() => clerkError(500, 'internal_clerk_error', 'Internal error'));
  // The SDK reads JSON only when the content type carries no charset.
  response.writeHead(result.status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(result.body));
}

async function handle(routes: readonly IssuerRoute[], request: IncomingMessage): Promise<IssuerAnswer> {
  const url = new URL(`http://issuer${request.url ?? '/'}`);
  return dispatch(routes, {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: await readBody(request),
  });
}
