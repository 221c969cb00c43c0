import type { Environment } from '../lambda/runtime';
import { createAccessTokens } from './access-tokens';
import type { AccessTokens } from './access-tokens';
import { createCorsPolicy } from './cors';
import type { CorsPolicy } from './cors';
import { createFields } from './fields';
import type { Fields } from './fields';
import { createGuard } from './guard';
import type { Guard } from './guard';
import { createHealth } from './health';
import type { Health } from './health';
import type { SessionBackends, SessionPart } from './part';
import { createHashing } from './passwords';
import type { Hashing } from './passwords';
import { createPosts } from './posts';
import type { Posts } from './posts';
import { createPresentation } from './presentation';
import type { Presentation } from './presentation';
import { createRefreshTokens } from './refresh-tokens';
import type { RefreshTokens } from './refresh-tokens';
import { createRefusals } from './refusal';
import type { Refusals } from './refusal';
import { createSignOut } from './sign-out';
import type { SignOut } from './sign-out';
import { createTransaction } from './transaction';
import type { Transaction } from './transaction';
import { createUsers } from './users';
import type { Users } from './users';

/** What the service's code is put together from. A part that is replaced takes effect when the service starts. */
export interface SessionServiceParts {
  accessTokens: SessionPart<AccessTokens>;
  cors: SessionPart<CorsPolicy>;
  fields: SessionPart<Fields>;
  guard: SessionPart<Guard>;
  hashing: SessionPart<Hashing>;
  health: SessionPart<Health>;
  posts: SessionPart<Posts>;
  presentation: SessionPart<Presentation>;
  refreshTokens: SessionPart<RefreshTokens>;
  refusals: SessionPart<Refusals>;
  signOut: SessionPart<SignOut>;
  transaction: SessionPart<Transaction>;
  users: SessionPart<Users>;
}

/** The same, made. */
export type Assembled = {
  readonly [Name in keyof SessionServiceParts]: ReturnType<SessionServiceParts[Name]>;
} & SessionBackends;

/** Each template has its own, so that a part replaced in one reaches no other. */
export function sessionServiceParts(): SessionServiceParts {
  return {
    accessTokens: createAccessTokens,
    cors: createCorsPolicy,
    fields: createFields,
    guard: createGuard,
    hashing: createHashing,
    health: createHealth,
    posts: createPosts,
    presentation: createPresentation,
    refreshTokens: createRefreshTokens,
    refusals: createRefusals,
    signOut: createSignOut,
    transaction: createTransaction,
    users: createUsers,
  };
}

export function assemble(parts: SessionServiceParts, environment: Environment, backends: SessionBackends): Assembled {
  return {
    ...backends,
    accessTokens: parts.accessTokens(environment, backends),
    cors: parts.cors(environment, backends),
    fields: parts.fields(environment, backends),
    guard: parts.guard(environment, backends),
    hashing: parts.hashing(environment, backends),
    health: parts.health(environment, backends),
    posts: parts.posts(environment, backends),
    presentation: parts.presentation(environment, backends),
    refreshTokens: parts.refreshTokens(environment, backends),
    refusals: parts.refusals(environment, backends),
    signOut: parts.signOut(environment, backends),
    transaction: parts.transaction(environment, backends),
    users: parts.users(environment, backends),
  };
}
