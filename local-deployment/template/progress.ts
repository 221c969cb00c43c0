import { randomBytes } from 'node:crypto';
import type { RoleStatement } from '../data/permissions';
import { accountFunction, accountParts } from '../functions/account/account';
import { userIdOf } from '../functions/account/accounts';
import { exercisesFunction, exercisesParts } from '../functions/exercises/exercises';
import { progressFunction, progressParts } from '../functions/exercises/progress';
import { SESSION_SECRET } from '../functions/sessions/tokens';
import { authFunction, authParts } from '../functions/sign-in/auth';
import type { HttpApiRoute } from '../http-api/definition';
import type { DeploymentOptions } from '../options';
import type { ProgressDefinition, ProgressFunctionName, ProgressServiceParts } from './progress-definition';
import type { EnvironmentValue } from './types';

const sessionLifetimeSeconds = 7 * 86_400;
const signInBurst = 50;
const signInRefillPerSecond = 10;
const functionTimeoutSeconds = 10;

export function progress(options: DeploymentOptions): ProgressDefinition {
  const parts = progressServiceParts();
  const people = usersOfProvider();
  // Cookies are for one frontend, whoever else may call the API.
  const frontend = options.corsOrigin === '*' ? 'http://localhost:3000' : options.corsOrigin;
  const app = { clientId: `Iv1.${hex(8)}`, clientSecret: hex(20), name: 'Exercises' };
  const sessionEnvironment = {
    [SESSION_SECRET]: hex(32),
    SESSION_ISSUER: 'https://exercises.example.test',
    SESSION_LIFETIME_SECONDS: String(sessionLifetimeSeconds),
  };
  return {
    frontend,
    routes: routes(),
    cors: {
      origins: [frontend],
      methods: ['GET', 'POST', 'DELETE', 'OPTIONS'],
      headers: ['content-type', 'authorization', 'x-csrf-token'],
      credentials: true,
      maxAgeSeconds: 300,
    },
    front: (request, gateway) => gateway(request),
    provider: { app, users: Object.values(people), latencyMs: 0 },
    people,
    earlier: { userId: userIdOf('0'), login: 'smoke-earlier', email: 'smoke-earlier@example.test' },
    sessionEnvironment,
    functions: functions(options, parts, sessionEnvironment, { frontend, ...app }),
    parts,
  };
}

export function progressSettings({ frontend, provider, people }: ProgressDefinition): Record<string, EnvironmentValue> {
  return {
    SMOKE_PROGRESS_URL: { progress: 'url' },
    SMOKE_PROGRESS_FRONTEND_URL: frontend,
    SMOKE_PROGRESS_PROVIDER_URL: { progress: 'providerUrl' },
    SMOKE_PROGRESS_CLIENT_ID: provider.app.clientId,
    SMOKE_PROGRESS_LOGIN: people.first.login,
    SMOKE_PROGRESS_OTHER_LOGIN: people.other.login,
    SMOKE_PROGRESS_PRIVATE_LOGIN: people.hidden.login,
    SMOKE_PROGRESS_EXPIRED_JWT: { progress: 'expiredToken' },
    SMOKE_PROGRESS_ENDED_JWT: { progress: 'endedToken' },
    SMOKE_PROGRESS_FIND_CMD: { operator: 'progress-users' },
  };
}

/** The newcomer is one who never signs in unless somebody asks for it. */
function usersOfProvider(): ProgressDefinition['people'] {
  return {
    first: { login: 'smoke-first', name: 'First', email: 'smoke-first@example.test' },
    other: { login: 'smoke-other', name: 'Other', email: 'smoke-other@example.test' },
    hidden: { login: 'smoke-hidden', name: 'Hidden', email: null },
    newcomer: { login: 'smoke-newcomer', name: 'Newcomer', email: 'smoke-newcomer@example.test' },
  };
}

/** Each template has its own, so that a part replaced in one reaches no other. */
function progressServiceParts(): ProgressServiceParts {
  return {
    auth: { ...authParts },
    account: { ...accountParts },
    exercises: { ...exercisesParts },
    progress: { ...progressParts },
  };
}

function routes(): HttpApiRoute[] {
  const functionsOf: Record<ProgressFunctionName, string[]> = {
    auth: ['GET /auth/github', 'GET /auth/github/callback', 'POST /auth/verify', 'POST /auth/logout'],
    account: ['GET /users/me'],
    exercises: ['GET /exercises', 'GET /exercises/{id}'],
    progress: ['GET /progress', 'DELETE /progress/{id}', 'POST /exercises/{id}/verify'],
  };
  return Object.entries(functionsOf).flatMap(([name, keys]) =>
    keys.map((key) => {
      const [method = '', path = ''] = key.split(' ');
      return { method, path, function: name, authorizer: false };
    }),
  );
}

function functions(
  options: DeploymentOptions,
  parts: ProgressServiceParts,
  session: Record<string, string>,
  { frontend, clientId, clientSecret }: { frontend: string; clientId: string; clientSecret: string },
): ProgressDefinition['functions'] {
  const common = { timeoutSeconds: functionTimeoutSeconds, coldStartMs: options.coldStartMs, invocableFrom: ['*'] };
  const sessionEnvironment: Record<string, EnvironmentValue> = {
    ...session,
    SESSIONS_TABLE: { table: 'progress-sessions' },
  };
  const readsSessions: RoleStatement = { actions: ['dynamodb:GetItem'], table: 'progress-sessions' };
  return {
    auth: {
      code: authFunction(parts.auth),
      environment: {
        ...sessionEnvironment,
        USERS_TABLE: { table: 'progress-users' },
        FRONTEND_URL: frontend,
        PROVIDER_URL: { progress: 'providerUrl' },
        PROVIDER_API_URL: { progress: 'providerUrl' },
        OAUTH_CLIENT_ID: clientId,
        OAUTH_CLIENT_SECRET: clientSecret,
        OAUTH_REDIRECT_URI: { progress: 'callbackUrl' },
        OAUTH_SCOPE: 'read:user user:email',
        SIGN_IN_BURST: String(signInBurst),
        SIGN_IN_REFILL_PER_SECOND: String(signInRefillPerSecond),
      },
      role: [
        { actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:DeleteItem'], table: 'progress-sessions' },
        { actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], table: 'progress-users' },
      ],
      ...common,
    },
    account: {
      code: accountFunction(parts.account),
      environment: { ...sessionEnvironment, USERS_TABLE: { table: 'progress-users' } },
      role: [readsSessions, { actions: ['dynamodb:GetItem'], table: 'progress-users' }],
      ...common,
    },
    exercises: { code: exercisesFunction(parts.exercises), environment: {}, role: [], ...common },
    progress: {
      code: progressFunction(parts.progress),
      environment: { ...sessionEnvironment, PROGRESS_TABLE: { table: 'progress' } },
      role: [
        readsSessions,
        { actions: ['dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], table: 'progress' },
      ],
      ...common,
    },
  };
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
