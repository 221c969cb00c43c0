import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import type { Queryable } from './part';
import type { Assembled } from './parts';
import type { Pair } from './presentation';
import { callerOf, fieldsOf, formOf } from './reading';
import type { RefreshToken } from './refresh-tokens';
import type { User } from './users';

/** How a session begins, goes on and ends. */
export function addSessionRoutes(application: Hono, assembled: Assembled): void {
  const { accessTokens, fields, hashing, pool, presentation, refreshTokens, refusals, transaction, users } = assembled;

  async function pairFor(db: Queryable, user: User, family: string): Promise<Pair> {
    const [accessToken, refreshToken] = await Promise.all([
      accessTokens.issue(user, family),
      refreshTokens.issue(db, user.id, family),
    ]);
    return { accessToken, refreshToken, lifetimeSeconds: accessTokens.lifetimeSeconds };
  }

  application.post('/token', async (context) => {
    const { username, password } = await formOf(context.req, assembled, fields.signIn);
    const user = await users.findByName(pool, username);
    // An unknown name takes as long as a wrong password.
    const same = await hashing.verify(user?.password_hash ?? (await hashing.nobody()), password);
    if (!user || !same) throw refusals.wrongCredentials(user ? 'known' : 'unknown');
    return context.json(presentation.signedIn(await pairFor(pool, user, randomUUID())));
  });

  application.post('/auth/refresh', async (context) => {
    const token = await fieldsOf(context.req, assembled, fields.refresh);
    const pair = await transaction((db) => rotated(db, token));
    if (!pair) throw refusals.unauthorized('Invalid refresh token');
    return context.json(presentation.refreshed(pair));
  });

  /** Undefined: refused. What a refusal has ended has to stay so, which an error would undo. */
  async function rotated(db: Queryable, token: string): Promise<Pair | undefined> {
    const row = await refreshTokens.find(db, token);
    if (!row || isOver(row)) return undefined;
    if (row.used_at !== null) {
      // Somebody has it who should not (RFC 9700 §4.14.2).
      await refreshTokens.endFamily(db, row);
      return undefined;
    }
    const user = await users.find(db, row.user_id);
    if (!user) return undefined;
    await refreshTokens.use(db, row);
    return pairFor(db, user, row.family);
  }

  application.post('/auth/logout', async (context) => {
    const { user, claims } = await callerOf(context.req, assembled);
    await transaction((db) => assembled.signOut(db, user, claims, { users, refreshTokens }));
    return context.body(null, 204);
  });
}

function isOver({ revoked_at, expires_at }: RefreshToken): boolean {
  return revoked_at !== null || expires_at.getTime() <= Date.now();
}
