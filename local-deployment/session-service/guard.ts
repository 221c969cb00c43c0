import type { Claims } from './access-tokens';
import type { User } from './users';

/** Whom the routes are for. */
export interface Guard {
  /** Whether the token is of the user's present version; a sign-out raises it. */
  isCurrent: (claims: Claims, user: User) => boolean;
  mayAdminister: (user: User) => boolean;
}

export function createGuard(): Guard {
  return {
    isCurrent: ({ ver }, user) => ver === user.token_version,
    mayAdminister: ({ role }) => role === 'admin',
  };
}
