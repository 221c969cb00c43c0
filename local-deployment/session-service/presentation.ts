import type { Post } from './posts';
import type { Issued } from './refresh-tokens';
import type { User } from './users';

export interface Pair {
  accessToken: string;
  refreshToken: Issued;
  lifetimeSeconds: number;
}

/** What answers show. */
export interface Presentation {
  profile: (user: User) => object;
  registered: (user: User) => object;
  listed: (user: User) => object;
  signedIn: (pair: Pair) => object;
  refreshed: (pair: Pair) => object;
  post: (post: Post, author: User) => object;
}

export function createPresentation(): Presentation {
  return { profile, registered: profile, listed: profile, signedIn: tokens, refreshed: tokens, post };
}

/** Field by field: what the table gets later on is not shown by itself. */
function profile({ id, username, email, role, created_at }: User): object {
  return { id, username, email, role, created_at };
}

/** RFC 6749 §5.1 */
function tokens({ accessToken, refreshToken, lifetimeSeconds }: Pair): object {
  return {
    ...{ access_token: accessToken, refresh_token: refreshToken.token },
    ...{ token_type: 'bearer', expires_in: lifetimeSeconds },
  };
}

function post({ id, title, content, author_id, created_at }: Post): object {
  return { id, title, content, author_id, created_at };
}
