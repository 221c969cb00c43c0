import { z } from '../zod';
import type { Accounts, Session } from './accounts';
import { newId } from './accounts';
import { sessionResource, signInTokenResource, userResource } from './resources';
import { clerkError, route } from './routes';
import type { IssuerAnswer, IssuerHandler, IssuerRequest, IssuerRoute } from './routes';
import type { SigningKey } from './signing-key';

export interface BackendApi {
  readonly secretKey: string;
  readonly signingKey: SigningKey;
  readonly accounts: Accounts;
  /** Whether POST /v1/sessions is there: production instances and newer versions of the API don't have it. */
  readonly sessionCreation: boolean;
  /** JWT templates by name, with the lifetime of their tokens in seconds. */
  readonly templates: Readonly<Record<string, number>>;
  readonly tokenLifetimeSeconds: number;
  mint(session: Session, lifetimeSeconds: number): Promise<string>;
}

/** Clerk refuses shorter lives with 422. */
const shortestLifetimeSeconds = 30;

const userBody = z.object({ user_id: z.string() });
const tokenBody = z.object({ expires_in_seconds: z.int().optional() });

/** The part of Clerk's Backend API that verifying, and minting for a test user, needs. */
export function backendApiRoutes(api: BackendApi): IssuerRoute[] {
  const guarded = (method: string, path: string, handle: IssuerHandler): IssuerRoute =>
    route(method, path, withSecretKey(api.secretKey, handle));

  return [
    guarded('GET', '/v1/jwks', () => ({ status: 200, body: jwks(api.signingKey) })),
    route('GET', '/.well-known/jwks.json', () => ({ status: 200, body: jwks(api.signingKey) })),
    guarded('GET', '/v1/users/:id', (request) => {
      const user = api.accounts.users.get(request.parameters['id'] ?? '');
      return user ? { status: 200, body: userResource(user) } : notFound('user');
    }),
    guarded('GET', '/v1/sessions', (request) => listSessions(api, request)),
    guarded('POST', '/v1/sessions', (request) => {
      if (!api.sessionCreation) return notFound('session creation');
      const userId = userOf(api, request);
      if (userId === undefined) return notFound('user');
      return { status: 200, body: sessionResource(api.accounts.createSession(userId)) };
    }),
    guarded('POST', '/v1/sessions/:id/revoke', (request) => {
      const session = api.accounts.session(request.parameters['id'] ?? '');
      if (!session) return notFound('session');
      api.accounts.revoke(session);
      return { status: 200, body: sessionResource(session) };
    }),
    guarded('POST', '/v1/sessions/:id/tokens', (request) => mintToken(api, request, api.tokenLifetimeSeconds)),
    guarded('POST', '/v1/sessions/:id/tokens/:template', (request) =>
      mintToken(api, request, api.templates[request.parameters['template'] ?? '']),
    ),
    guarded('POST', '/v1/sign_in_tokens', (request) => {
      const userId = userOf(api, request);
      if (userId === undefined) return notFound('user');
      const url = 'https://accounts.example.test/sign-in';
      return { status: 200, body: signInTokenResource(newId('sit'), userId, api.accounts.createTicket(userId), url) };
    }),
  ];
}

function listSessions({ accounts }: BackendApi, { query }: IssuerRequest): IssuerAnswer {
  const found = accounts.sessionsOf(query.get('user_id') ?? '', query.get('status')).map(sessionResource);
  return { status: 200, body: query.get('paginated') === 'true' ? { data: found, total_count: found.length } : found };
}

async function mintToken(
  api: BackendApi,
  request: IssuerRequest,
  lifetimeSeconds: number | undefined,
): Promise<IssuerAnswer> {
  const session = api.accounts.session(request.parameters['id'] ?? '');
  if (session?.status !== 'active' || !api.accounts.users.has(session.userId)) return notFound('session');
  if (lifetimeSeconds === undefined) return notFound('JWT template');
  const body = tokenBody.safeParse(request.body === '' ? {} : JSON.parse(request.body));
  const wanted = body.success ? (body.data.expires_in_seconds ?? lifetimeSeconds) : 0;
  if (wanted !== lifetimeSeconds && wanted < shortestLifetimeSeconds) {
    return clerkError(
      422,
      'form_param_value_invalid',
      `expires_in_seconds must be at least ${shortestLifetimeSeconds}`,
    );
  }
  api.accounts.counted(session.userId);
  return { status: 200, body: { object: 'token', jwt: await api.mint(session, wanted) } };
}

function userOf({ accounts }: BackendApi, { body }: IssuerRequest): string | undefined {
  const parsed = userBody.safeParse(body === '' ? {} : JSON.parse(body));
  return parsed.success && accounts.users.has(parsed.data.user_id) ? parsed.data.user_id : undefined;
}

function notFound(what: string): IssuerAnswer {
  return clerkError(404, 'resource_not_found', `No ${what} was found`);
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
