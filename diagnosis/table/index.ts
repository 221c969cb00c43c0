import type { Entry } from '../entry';
import { answers } from './answers';
import { authorizer } from './authorizer';
import { cors } from './cors';
import { database } from './database';
import { front } from './front';
import { functions } from './functions';
import { gateway } from './gateway';
import { keys } from './keys';
import { limits } from './limits';
import { profile } from './profile';
import { progress, session, signIn } from './progress';
import { realtime } from './realtime';
import { accounts, ownership, tokens } from './sessions';
import { signup } from './signup';

/** The built-in table, by the part of the chain or the suite that a cause is in. */
export const parts: Readonly<Record<string, readonly Entry[]>> = {
  'Sign-up': signup,
  Realtime: realtime,
  'Sign-in by GitHub': signIn,
  Session: session,
  Progress: progress,
  Accounts: accounts,
  Tokens: tokens,
  Posts: ownership,
  'Before the gateway': front,
  Gateway: gateway,
  Authorizer: authorizer,
  Functions: functions,
  Database: database,
  'API keys': keys,
  Profile: profile,
  CORS: cors,
  'Rate limits': limits,
  Answers: answers,
};

/** Of two entries that explain as many scenarios, the one that comes first here is the likelier one. */
export const builtIn: readonly Entry[] = Object.values(parts).flat();
