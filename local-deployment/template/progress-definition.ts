import type { AccountParts } from '../functions/account/account';
import type { ExercisesParts } from '../functions/exercises/exercises';
import type { ProgressParts } from '../functions/exercises/progress';
import type { AuthParts } from '../functions/sign-in/auth';
import type { HttpApiCors, HttpApiFront, HttpApiRoute } from '../http-api/definition';
import type { HttpEvent } from '../lambda/http-events';
import type { ProviderAccount, ProviderDefinition } from '../provider/provider';
import type { FunctionDefinition } from './types';

export type ProgressFunctionName = 'auth' | 'account' | 'exercises' | 'progress';

/** What the code of the progress service's functions is put together from. */
export interface ProgressServiceParts {
  auth: AuthParts;
  account: AccountParts;
  exercises: ExercisesParts;
  progress: ProgressParts;
}

/** A service of its own, behind an HTTP API. */
export interface ProgressDefinition {
  /** The origin of its pages. */
  frontend: string;
  routes: HttpApiRoute[];
  /** By which all functions know a session. */
  sessionEnvironment: Record<string, string>;
  /** Null: left to the functions. */
  cors: HttpApiCors | null;
  front: HttpApiFront;
  /** What stands in for GitHub. */
  provider: ProviderDefinition;
  /** Its users. */
  people: Record<'first' | 'other' | 'hidden' | 'newcomer', ProviderAccount>;
  /** Who was here before, and is no user of the provider. */
  earlier: { userId: string; login: string; email: string };
  functions: Record<ProgressFunctionName, FunctionDefinition<HttpEvent>>;
  parts: ProgressServiceParts;
}
