import { Client } from 'pg';
import { createHashing } from '../passwords';
import { createUsers } from '../users';
import type { Role } from '../users';

/** Somebody who was here before. */
export interface SeededAccount {
  id: string;
  username: string;
  email: string;
  password: string;
  role: Role;
}

/** What has been created since, and is still there. */
export interface Rows {
  sessionAccounts: number;
  posts: number;
}

/** Lays the tables, and puts the accounts. */
export async function seedDatabase(url: string, schema: string, accounts: readonly SeededAccount[]): Promise<void> {
  const hashing = createHashing();
  const users = createUsers();
  await withClient(url, async (client) => {
    await client.query(schema);
    for (const { password, ...account } of accounts) {
      await users.create(client, { ...account, passwordHash: await hashing.hash(password) });
    }
  });
}

export async function countRows(url: string, accounts: readonly SeededAccount[]): Promise<Rows> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ users: string; posts: string }>(
      'SELECT (SELECT count(*) FROM users) AS users, (SELECT count(*) FROM posts) AS posts',
    );
    const [counted] = rows;
    return { sessionAccounts: Number(counted?.users) - accounts.length, posts: Number(counted?.posts) };
  });
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
