import { randomBytes } from 'node:crypto';
import type { DeploymentOptions } from '../options';
import { authorizer, functions } from './functions';
import { SIGNING_KEY } from '../functions/sign-up/links';
import { createOperatorActions } from '../operator/actions';
import { createFindProgressUsers } from '../operator/progress-users';
import { functionParts } from './parts';
import { unavailable, type Edge } from '../gateway/edge';
import { gatewayResponses, preflights, routes } from './gateway';
import { progress, progressSettings } from './progress';
import { realtime, realtimeSettings } from './realtime';
import { sessions, sessionsSettings } from './sessions';
import { tables } from './tables';
import type { IssuerDefinition } from '../issuer/issuer';
import type { DeploymentTemplate, EnvironmentValue, IdentityName, UserSeed } from './types';

/** API Gateway's integration timeout; no function may take longer. */
const integrationTimeoutSeconds = 29;

/** Of the tokens by the issuer's one JWT template. */
const longLivedSeconds = 600;

export function buildTemplate(options: DeploymentOptions): DeploymentTemplate {
  const deployed = routes();
  const parts = functionParts();
  const signingKey = randomBytes(32).toString('base64url');
  const realtimeService = realtime();
  const progressService = progress(options);
  const sessionService = sessions(options);
  const users = {
    main: user('main', { role: 'user', rateLimited: false }),
    admin: user('admin', { role: 'admin', rateLimited: false }),
    rateLimit: user('rateLimit', { role: 'user', rateLimited: true }),
  };
  return {
    stage: options.stage,
    port: options.port,
    edge: edge(options),
    firewall: { blocks: () => false },
    routes: deployed,
    preflights: preflights(deployed, options.corsOrigin),
    gatewayResponses: gatewayResponses(options.corsOrigin),
    integrationTimeoutSeconds,
    defaultContentType: null,
    authorizer: authorizer(options, parts),
    functions: functions(options, parts, signingKey),
    parts,
    operator: {
      environment: {
        [SIGNING_KEY]: signingKey,
        USERS_TABLE: { table: 'users' },
        CREDENTIALS_TABLE: { table: 'credentials' },
        PROGRESS_USERS_TABLE: { table: 'progress-users' },
      },
      actions: createOperatorActions,
      findProgressUsers: createFindProgressUsers,
    },
    realtime: realtimeService,
    progress: progressService,
    sessions: sessionService,
    tables: tables(options),
    issuers: { clerk: issuer(options, users) },
    users,
    settings: {
      ...settings(options, users),
      ...realtimeSettings(realtimeService),
      ...progressSettings(progressService),
      ...sessionsSettings(sessionService),
    },
    seededApiKeys: { count: options.otherKeys, scope: options.fullScope },
  };
}

function issuer(options: DeploymentOptions, users: Record<IdentityName, UserSeed>): IssuerDefinition {
  return {
    tokenLifetimeSeconds: options.tokenLifetimeSeconds,
    authorizedParty: options.corsOrigin,
    users: Object.values(users).map(({ userId, email, role }) => ({ id: userId, email, role })),
    keyKind: options.liveKeys ? 'live' : 'test',
    signedIn: options.signedIn,
    sessionCreation: options.sessionCreation,
    requestsPerTenSeconds: options.issuerRequestsPerTenSeconds,
    templates: { 'long-lived': longLivedSeconds },
  };
}

function settings(options: DeploymentOptions, users: Record<IdentityName, UserSeed>): Record<string, EnvironmentValue> {
  return {
    CLERK_SECRET_KEY: { issuer: 'clerk', attribute: 'secretKey' },
    CLERK_PUBLISHABLE_KEY: { issuer: 'clerk', attribute: 'publishableKey' },
    CLERK_API_URL: { issuer: 'clerk', attribute: 'url' },
    SMOKE_TEST_USER_ID: users.main.userId,
    SMOKE_TEST_ADMIN_USER_ID: users.admin.userId,
    SMOKE_TEST_RATE_LIMIT_USER_ID: users.rateLimit.userId,
    SMOKE_SIGNUP_EMAIL: 'smoke-test+<run>@example.test',
    SMOKE_SIGNUP_MINT_CMD: { operator: 'mint' },
    SMOKE_SIGNUP_FIND_CMD: { operator: 'find' },
    SMOKE_SIGNUP_DELETE_CMD: { operator: 'delete' },
    ...(options.corsOrigin === '*' ? {} : { SMOKE_TEST_ORIGIN: options.corsOrigin }),
  };
}

function user(name: IdentityName, traits: Pick<UserSeed, 'role' | 'rateLimited'>): UserSeed {
  return { userId: `user_${randomBytes(14).toString('hex')}`, email: `${name.toLowerCase()}@example.test`, ...traits };
}

function edge({ latencyMs, unavailableEvery }: DeploymentOptions): Edge {
  const usual: Edge = { latencyMs, headerName: (name) => name, closesConnections: false };
  if (unavailableEvery === 0) return usual;
  let count = 0;
  return {
    ...usual,
    intercept() {
      count += 1;
      return count % unavailableEvery === 0 ? unavailable : undefined;
    },
  };
}
