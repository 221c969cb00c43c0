import { randomBytes, randomUUID } from 'node:crypto';
import type { Environment } from '../lambda/runtime';
import { numberOr } from './configuration';
import type { Queryable } from './part';
import { createHashing } from './passwords';

/** A row of the table, with its names. */
export interface RefreshToken {
  id: string;
  user_id: string;
  /** All that descend from one sign-in have one family. */
  family: string;
  token_hash: string;
  expires_at: Date;
  used_at: Date | null;
  revoked_at: Date | null;
}

export interface Issued {
  /** `<id of its row>.<secret>`; of the secret, the table has the hash. */
  token: string;
  hash: string;
}

export interface RefreshTokens {
  issue: (db: Queryable, userId: string, family: string) => Promise<Issued>;
  /** Undefined: nobody has issued it. Nobody else gets the row until the transaction is over. */
  find: (db: Queryable, token: string) => Promise<RefreshToken | undefined>;
  use: (db: Queryable, row: RefreshToken) => Promise<void>;
  endFamily: (db: Queryable, row: RefreshToken) => Promise<void>;
  endAllOf: (db: Queryable, userId: string) => Promise<void>;
}

const defaultLifetimeSeconds = 30 * 86_400;
const secretBytes = 32;

export function createRefreshTokens(environment: Environment): RefreshTokens {
  const lifetimeSeconds = numberOr(defaultLifetimeSeconds, environment, 'REFRESH_TOKEN_SECONDS');
  const hashing = createHashing();
  return {
    async issue(db, userId, family) {
      const id = randomUUID();
      const secret = randomBytes(secretBytes).toString('base64url');
      const hash = await hashing.hash(secret);
      await db.query(
        `INSERT INTO refresh_tokens (id, user_id, family, token_hash, expires_at)
         VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5))`,
        [id, userId, family, hash, lifetimeSeconds],
      );
      return { token: `${id}.${secret}`, hash };
    },
    async find(db, token) {
      const [id = '', secret = ''] = token.split('.');
      const { rows } = await db.query<RefreshToken>('SELECT * FROM refresh_tokens WHERE id::text = $1 FOR UPDATE', [
        id,
      ]);
      const [row] = rows;
      return row && (await hashing.verify(row.token_hash, secret)) ? row : undefined;
    },
    async use(db, { id }) {
      await db.query('UPDATE refresh_tokens SET used_at = now() WHERE id = $1', [id]);
    },
    async endFamily(db, { family }) {
      await db.query('UPDATE refresh_tokens SET revoked_at = now() WHERE family = $1 AND revoked_at IS NULL', [family]);
    },
    async endAllOf(db, userId) {
      await db.query('UPDATE refresh_tokens SET revoked_at = now() WHERE user_id = $1 AND revoked_at IS NULL', [
        userId,
      ]);
    },
  };
}
