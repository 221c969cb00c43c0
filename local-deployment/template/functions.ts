import { apiKeysFunction } from '../functions/api-keys/api-keys';
import { authorizerFunction } from '../functions/authorizer/authorizer';
import { inviteCodesFunction } from '../functions/invite-codes/invite-codes';
import { loginFunction } from '../functions/sign-up/login';
import { registrationFunction } from '../functions/sign-up/registration';
import { validateInviteFunction } from '../functions/invite-codes/validate-invite';
import { profileFunction } from '../functions/profile/profile';
import { SIGNING_KEY } from '../functions/sign-up/links';
import type { RoleStatement } from '../data/permissions';
import type { ProxyEvent } from '../lambda/events';
import type { DeploymentOptions } from '../options';
import { apiKeysByHash, apiKeysByUser, inviteCodesByUser } from './index-names';
import type { AuthorizerDefinition, EnvironmentValue, FunctionDefinition, FunctionName, FunctionParts } from './types';

const bucketCapacity = 10;
const bucketRefillIntervalMs = 6_000;
const functionTimeoutSeconds = 10;
const authorizerId = 'combined';

export function authorizer(options: DeploymentOptions, parts: FunctionParts): AuthorizerDefinition {
  return {
    id: authorizerId,
    resultTtlSeconds: options.authorizerCacheSeconds,
    identitySources: ['Authorization', 'x-api-key'],
    function: {
      code: authorizerFunction(parts.authorizer),
      environment: {
        CLERK_SECRET_KEY: { issuer: 'clerk', attribute: 'secretKey' },
        CLERK_API_URL: { issuer: 'clerk', attribute: 'url' },
        API_KEYS_TABLE: { table: 'api-keys' },
        API_KEYS_BY_HASH_INDEX: apiKeysByHash,
        ROUTE_CREDENTIALS: { routeCredentials: true },
      },
      role: [{ actions: ['dynamodb:Query'], table: 'api-keys', index: apiKeysByHash }],
      ...settings(options),
      invocableFrom: [`authorizers/${authorizerId}`],
    },
  };
}

export function functions(
  options: DeploymentOptions,
  parts: FunctionParts,
  signingKey: string,
): Record<FunctionName, FunctionDefinition<ProxyEvent>> {
  return {
    profile: {
      code: profileFunction(parts.profile),
      environment: { ...commonEnvironment(options), EMAIL_IN_PROFILE: String(options.emailInProfile) },
      role: [...commonRole(), { actions: ['dynamodb:UpdateItem'], table: 'users' }],
      ...settings(options),
    },
    'api-keys': {
      code: apiKeysFunction(parts['api-keys']),
      environment: {
        ...commonEnvironment(options),
        API_KEYS_TABLE: { table: 'api-keys' },
        API_KEYS_BY_USER_INDEX: apiKeysByUser,
        KEY_CREATIONS_PER_HOUR: String(options.keyCreationsPerHour),
        KEY_NAME_REQUIRED: String(options.keyNameRequired),
        PAGE_SIZE: String(options.pageSize),
        SECRET_FIELD: options.secretField,
      },
      role: [
        ...commonRole(),
        { actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'], table: 'api-keys' },
        { actions: ['dynamodb:Query'], table: 'api-keys', index: apiKeysByUser },
      ],
      ...settings(options),
    },
    'invite-codes': {
      code: inviteCodesFunction(parts['invite-codes']),
      environment: {
        ...commonEnvironment(options),
        INVITE_CODES_TABLE: { table: 'invite-codes' },
        INVITE_CODES_BY_USER_INDEX: inviteCodesByUser,
      },
      role: [
        ...commonRole(),
        { actions: ['dynamodb:PutItem'], table: 'invite-codes' },
        { actions: ['dynamodb:Query'], table: 'invite-codes', index: inviteCodesByUser },
      ],
      ...settings(options),
    },
    'validate-invite': {
      code: validateInviteFunction(parts['validate-invite']),
      environment: { ...commonEnvironment(options), INVITE_CODES_TABLE: { table: 'invite-codes' } },
      role: [...commonRole(), { actions: ['dynamodb:GetItem'], table: 'invite-codes' }],
      ...settings(options),
    },
    registration: {
      code: registrationFunction(parts.registration),
      environment: {
        ...passkeyEnvironment(options),
        USERS_TABLE: { table: 'users' },
        SPENT_LINKS_TABLE: { table: 'spent-links' },
        [SIGNING_KEY]: signingKey,
        SIGNUP_ENABLED: 'true',
      },
      role: [
        ...challengeRole(),
        { actions: ['dynamodb:PutItem'], table: 'credentials' },
        { actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'], table: 'users' },
        { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], table: 'spent-links' },
      ],
      ...settings(options),
    },
    login: {
      code: loginFunction(parts.login),
      environment: passkeyEnvironment(options),
      role: [...challengeRole(), { actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], table: 'credentials' }],
      ...settings(options),
    },
  };
}

function settings(options: DeploymentOptions) {
  return { timeoutSeconds: functionTimeoutSeconds, coldStartMs: options.coldStartMs, invocableFrom: ['*'] };
}

function commonEnvironment(options: DeploymentOptions): Record<string, EnvironmentValue> {
  return {
    USERS_TABLE: { table: 'users' },
    LIMITS_TABLE: { table: 'limits' },
    BUCKET_CAPACITY: String(bucketCapacity),
    BUCKET_REFILL_INTERVAL_MS: String(bucketRefillIntervalMs),
    ...responseEnvironment(options),
    FULL_SCOPE: options.fullScope,
    CAPTURE_SCOPE: options.captureScope,
  };
}

function responseEnvironment(options: DeploymentOptions): Record<string, EnvironmentValue> {
  return { RESPONSE_ENVELOPE: String(options.envelope), ALLOWED_ORIGIN: options.corsOrigin };
}

function passkeyEnvironment(options: DeploymentOptions): Record<string, EnvironmentValue> {
  // Passkeys belong to one site, whoever else may call the API.
  const origin = options.corsOrigin === '*' ? 'http://localhost:3000' : options.corsOrigin;
  return {
    ...responseEnvironment(options),
    CHALLENGES_TABLE: { table: 'challenges' },
    CREDENTIALS_TABLE: { table: 'credentials' },
    RP_ID: new URL(origin).hostname,
    RP_ORIGIN: origin,
  };
}

function challengeRole(): RoleStatement[] {
  return [{ actions: ['dynamodb:PutItem', 'dynamodb:DeleteItem'], table: 'challenges' }];
}

function commonRole(): RoleStatement[] {
  return [
    { actions: ['dynamodb:GetItem'], table: 'users' },
    { actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], table: 'limits' },
  ];
}
