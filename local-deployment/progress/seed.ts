import type { Database } from '../data/database';
import type { Account } from '../functions/account/accounts';
import { tokenHashOf } from '../functions/sessions/store';
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

/** Puts a user who was here before, with a session of each kind that is over. */
export async function seedSessions(
  database: Database,
  user: Omit<Account, 'createdAt'>,
  environment: Environment,
): Promise<SeededTokens> {
  const { userId } = user;
  const nowMs = Date.now();
  const now = Math.floor(nowMs / 1000);
  const tokens = createSessionTokens(environment);
  const lifetimeMs = tokens.lifetimeSeconds * 1000;
  const [expiredToken, endedToken] = await Promise.all([
    tokens.issue(userId, nowMs - lifetimeMs - dayMs),
    tokens.issue(userId, nowMs - dayMs),
  ]);
  const createdAt = new Date(nowMs - lifetimeMs - dayMs).toISOString();
  await Promise.all([
    database.seed('progress-users', [{ ...user, createdAt, lastSignInAt: createdAt }]),
    database.seed('progress-sessions', [
      { tokenHash: tokenHashOf(expiredToken), userId, expiresAt: now + daySeconds },
      { tokenHash: tokenHashOf(endedToken), userId, expiresAt: now - daySeconds },
    ]),
  ]);
  return { expiredToken, endedToken };
}
