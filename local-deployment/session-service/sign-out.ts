import type { Claims } from './access-tokens';
import type { Queryable } from './part';
import type { RefreshTokens } from './refresh-tokens';
import type { User, Users } from './users';

/** Ends the user's sessions, whichever of them has asked for it. */
export type SignOut = (
  db: Queryable,
  user: User,
  claims: Claims,
  stores: { users: Users; refreshTokens: RefreshTokens },
) => Promise<void>;

export function createSignOut(): SignOut {
  return async (db, { id }, _claims, { users, refreshTokens }) => {
    await users.raiseVersion(db, id);
    await refreshTokens.endAllOf(db, id);
  };
}
