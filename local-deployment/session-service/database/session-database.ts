import { countRows, seedDatabase } from './seed';
import type { Rows, SeededAccount } from './seed';
import { startPostgres } from './postgres';

export interface SessionDatabase {
  readonly url: string;
  count(): Promise<Rows>;
  close(): Promise<void>;
}

/** The service's database, with its tables and those accounts that were here before. */
export async function startSessionDatabase(
  schema: string,
  accounts: readonly SeededAccount[],
): Promise<SessionDatabase> {
  const postgres = await startPostgres();
  try {
    await seedDatabase(postgres.url, schema, accounts);
  } catch (error) {
    await postgres.close();
    throw error;
  }
  return { url: postgres.url, count: () => countRows(postgres.url, accounts), close: () => postgres.close() };
}
