import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/body';
import { listen } from '../http/listen';
import { createAccounts, newId } from './accounts';
import type { Accounts, User } from './accounts';
import { backendApiRoutes } from './backend-api';
import { frontendApiRoutes } from './frontend-api';
import { createRequestLimit } from './request-limit';
import { clerkError, dispatch } from './routes';
import type { IssuerAnswer, IssuerRoute } from './routes';
import { createSessionToken } from './session-token';
import { createSigningKey } from './signing-key';

export interface IssuerDefinition {
  tokenLifetimeSeconds: number;
  /** The `azp` claim of its tokens. */
  authorizedParty: string;
  users: User[];
  /** Whose keys it has: those of a development instance, or of a production instance. */
  keyKind: 'test' | 'live';
  /** Whether each user has an active session already. */
  signedIn: boolean;
  /** Whether the Backend API creates sessions. */
  sessionCreation: boolean;
  /** Of the Backend API; 0 is no limit. */
  requestsPerTenSeconds: number;
  /** JWT templates: lifetimes of their tokens in seconds, by name. */
  templates: Record<string, number>;
}

export interface Issuer {
  /** The `iss` claim, and the origin of its APIs. */
  readonly url: string;
  readonly secretKey: string;
  /** Names the host of the Frontend API. */
  readonly publishableKey: string;
  readonly accounts: Accounts;
  /** A token issued at a given time, by default now, with the defined lifetime. */
  mint(userId: string, issuedAtMs?: number): Promise<string>;
  close(): Promise<void>;
}

export async function startIssuer(definition: IssuerDefinition): Promise<Issuer> {
  const signingKey = await createSigningKey();
  const secretKey = `sk_${definition.keyKind}_${randomBytes(21).toString('hex')}`;
  const accounts = createAccounts(definition.users, definition.signedIn);
  const limit = createRequestLimit(definition.requestsPerTenSeconds);
  const routes: IssuerRoute[] = [];
  const server = await listen((request, response) => void answer(routes, limit, request, response));

  const sign = (userId: string, sessionId: string, issuedAtMs: number, lifetimeSeconds: number): Promise<string> =>
    createSessionToken(signingKey, {
      ...{ issuer: server.origin, authorizedParty: definition.authorizedParty },
      ...{ userId, sessionId, issuedAtMs, lifetimeSeconds },
      metadata: { role: accounts.users.get(userId)?.role },
    });
  const { sessionCreation, templates, tokenLifetimeSeconds } = definition;
  routes.push(
    ...backendApiRoutes({
      ...{ secretKey, signingKey, accounts, sessionCreation, templates, tokenLifetimeSeconds },
      mint: (session, lifetimeSeconds) => sign(session.userId, session.id, Date.now(), lifetimeSeconds),
    }),
    ...frontendApiRoutes(accounts),
  );
  return {
    url: server.origin,
    secretKey,
    publishableKey: `pk_${definition.keyKind}_${Buffer.from(`${new URL(server.origin).host}$`).toString('base64')}`,
    accounts,
    mint: (userId, issuedAtMs = Date.now()) => sign(userId, newId('sess'), issuedAtMs, tokenLifetimeSeconds),
    close: () => server.close(),
  };
}

async function answer(
  routes: readonly IssuerRoute[],
  limit: ReturnType<typeof createRequestLimit>,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const waitSeconds = request.url?.startsWith('/v1/client/') === true ? undefined : limit(Date.now());
  const result =
    waitSeconds === undefined
      ? await handle(routes, request).catch(() => clerkError(500, 'internal_clerk_error', 'Internal error'))
      : clerkError(429, 'too_many_requests', 'Too many requests, retry later');
  // The SDK reads JSON only when the content type carries no charset.
  response.setHeader('Content-Type', 'application/json');
  if (waitSeconds !== undefined) response.setHeader('Retry-After', waitSeconds);
  response.writeHead(result.status);
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
