import { randomBytes } from 'node:crypto';
import type { Queryable } from './part';

export type Role = 'user' | 'admin';

/** A row of the table, with its names. */
export interface User {
  id: string;
  username: string;
  email: string;
  password_hash: string;
  role: Role;
  /** Tokens of an earlier one are over. */
  token_version: number;
  /** Of the account that is linked at a third party. */
  tiktok_access_token: string;
  created_at: Date;
}

export interface NewUser {
  username: string;
  email: string;
  passwordHash: string;
  role: Role;
  /** Made by the database where it isn't given. */
  id?: string;
}

export interface UserChanges {
  email?: string | undefined;
  role?: Role | undefined;
}

export interface Users {
  /** Undefined: the name or the address is taken. */
  create: (db: Queryable, user: NewUser) => Promise<User | undefined>;
  find: (db: Queryable, id: string) => Promise<User | undefined>;
  findByName: (db: Queryable, username: string) => Promise<User | undefined>;
  list: (db: Queryable) => Promise<User[]>;
  /** Undefined: the address is taken. */
  update: (db: Queryable, id: string, changes: UserChanges) => Promise<User | undefined>;
  /** Ends all access tokens of the user. */
  raiseVersion: (db: Queryable, id: string) => Promise<void>;
}

export function createUsers(): Users {
  return {
    async create(db, { id, username, email, passwordHash, role }) {
      const { rows } = await db.query<User>(
        `INSERT INTO users (id, username, email, password_hash, role, tiktok_access_token)
         VALUES (coalesce($1::uuid, gen_random_uuid()), $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING *`,
        [id ?? null, username, email, passwordHash, role, thirdPartyToken()],
      );
      return rows[0];
    },
    async find(db, id) {
      const { rows } = await db.query<User>('SELECT * FROM users WHERE id::text = $1', [id]);
      return rows[0];
    },
    async findByName(db, username) {
      const { rows } = await db.query<User>('SELECT * FROM users WHERE username = $1 ORDER BY created_at LIMIT 1', [
        username,
      ]);
      return rows[0];
    },
    async list(db) {
      const { rows } = await db.query<User>('SELECT * FROM users ORDER BY created_at');
      return rows;
    },
    async update(db, id, { email, role }) {
      const { rows } = await db.query<User>(
        `UPDATE users SET email = coalesce($2, email), role = coalesce($3, role) WHERE id = $1
         AND NOT EXISTS (SELECT FROM users WHERE email = $2 AND id <> $1) RETURNING *`,
        [id, email ?? null, role ?? null],
      );
      return rows[0];
    },
    async raiseVersion(db, id) {
      await db.query('UPDATE users SET token_version = token_version + 1 WHERE id = $1', [id]);
    },
  };
}

function thirdPartyToken(): string {
  return `act.${randomBytes(30).toString('base64url')}`;
}
