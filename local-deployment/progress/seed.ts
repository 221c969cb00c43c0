import type { Database } from '../data/database';
import { userIdOf } from '../functions/account/accounts';
import { tokenHash } from '../functions/sessions/store';
import { createSessionTokens } from '../functions/sessions/tokens';
import type { Environment } from '../lambda/runtime';

export interface SeededTokens {
  /** Its own time is over, while its session would not be. */
  readonly expiredToken: string;
  /** Its session is over, while it would not be. */
  readonly endedToken: string;
}

const daySeconds = 86_400;
const dayMs = daySeconds * 1000;
/** No user of the provider has this id. */
const earlierUser = userIdOf('0');

/** Puts a user who was here before, with a session of each kind that is over. */
export async function seedSessions(database: Database, environment: Environment): Promise<SeededTokens> {
  const nowMs = Date.now();
  const now = Math.floor(nowMs / 1000);
  const tokens = createSessionTokens(environment);
  const lifetimeMs = tokens.lifetimeSeconds * 1000;
  const [expiredToken, endedToken] = await Promise.all([
    tokens.issue(earlierUser, nowMs - lifetimeMs - dayMs),
    tokens.issue(earlierUser, nowMs - dayMs),
  ]);
  const createdAt = new Date(nowMs - lifetimeMs - dayMs).toISOString();
  const user = { userId: earlierUser, login: 'smoke-earlier', email: 'smoke-earlier@example.test', createdAt };
  await Promise.all([
    database.seed('progress-users', [{ ...user, lastSignInAt: createdAt }]),
    database.seed('progress-sessions', [
      { tokenHash: tokenHash(expiredToken), userId: earlierUser, expiresAt: now + daySeconds },
      { tokenHash: tokenHash(endedToken), userId: earlierUser, expiresAt: now - daySeconds },
    ]),
  ]);
  return { expiredToken, endedToken };
}
