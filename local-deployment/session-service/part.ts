import type { Pool } from 'pg';
import type { Part } from '../functions/shared/api-function';

/** A connection, or the pool of them. */
export type Queryable = Pick<Pool, 'query'>;

/** What the service asks beside its environment. */
export interface SessionBackends {
  readonly pool: Pool;
}

export type SessionPart<T> = Part<T, SessionBackends>;
