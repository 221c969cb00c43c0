import type { ProxyEvent } from '../../lambda/events';
import type { AwsClients, Environment, FunctionCode } from '../../lambda/runtime';
import { answering, operationOf } from './answering';
import type { Success } from './answering';
import { principalOf } from './principal';
import type { Principal } from './principal';
import { Refusal, rateLimited } from './refusal';
import { createResponses } from './responses';
import type { Responses } from './responses';
import { createScopePolicy } from './scopes';
import type { ScopePolicy } from './scopes';
import { createTokenBucket } from './token-bucket';
import type { TokenBucket } from './token-bucket';
import { createUserRepository } from './users';
import type { User, UserRepository } from './users';

/** Made at the cold start, with what its code may ask beside the environment. */
export type Part<T, Beside = AwsClients> = (environment: Environment, beside: Beside) => T;

/** What every function of the API is made of; a function's own parts extend it. */
export interface CommonParts {
  responses: Part<Responses>;
  users: Part<UserRepository>;
  bucket: Part<TokenBucket>;
  scopes: Part<ScopePolicy>;
}

export const commonParts: CommonParts = {
  responses: createResponses,
  users: createUserRepository,
  bucket: createTokenBucket,
  scopes: createScopePolicy,
};

export interface Call {
  readonly event: ProxyEvent;
  readonly principal: Principal;
  readonly user: User;
  readonly nowMs: number;
}

export type Operation = (call: Call) => Promise<Success>;

/** By method and resource: `{ 'GET /users/me': … }` */
export type Operations = Readonly<Record<string, Operation>>;

/** Identity, rate limit and the shape of answers, around a function's operations. */
export function apiFunction(parts: CommonParts, createOperations: Part<Operations>): FunctionCode<ProxyEvent> {
  return (environment, aws) => {
    const responses = parts.responses(environment, aws);
    const users = parts.users(environment, aws);
    const bucket = parts.bucket(environment, aws);
    const operations = createOperations(environment, aws);

    async function perform(event: ProxyEvent): Promise<Success> {
      const operation = operationOf(operations, event);
      const nowMs = Date.now();
      const principal = principalOf(event.requestContext.authorizer);
      const user = await users.find(principal.userId);
      if (!user) throw new Refusal(404, 'NOT_FOUND', 'The user has no profile');
      if (user.rateLimited) await takeToken(bucket, user, nowMs);
      return operation({ event, principal, user, nowMs });
    }

    return answering(responses, perform);
  };
}

async function takeToken(bucket: TokenBucket, user: User, nowMs: number): Promise<void> {
  const grant = await bucket.take(user.userId, nowMs);
  if (!grant.granted) throw rateLimited(grant.retryAfterSeconds, 'Too many requests');
}
