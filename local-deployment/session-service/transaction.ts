import type { Queryable, SessionBackends } from './part';
import type { Environment } from '../lambda/runtime';

/** Does all of the work, or nothing of it. The work has to ask by the connection that it is given. */
export type Transaction = <T>(work: (db: Queryable) => Promise<T>) => Promise<T>;

export function createTransaction(_environment: Environment, { pool }: SessionBackends): Transaction {
  return async (work) => {
    const connection = await pool.connect();
    try {
      await connection.query('BEGIN');
      const done = await work(connection);
      await connection.query('COMMIT');
      connection.release();
      return done;
    } catch (error) {
      await connection.query('ROLLBACK').catch(() => undefined);
      connection.release();
      throw error;
    }
  };
}
