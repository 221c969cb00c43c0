import type { SeededAccount } from '../session-service/database/seed';
import type { SessionServiceParts } from '../session-service/parts';

/** Answers in the service's place, or lets the service do it. */
export type SessionsFront = (request: Request, service: (request: Request) => Promise<Response>) => Promise<Response>;

/** A service of its own, with accounts of its own, in a PostgreSQL of its own. */
export interface SessionsDefinition {
  /** Where it has no DATABASE_URL, it gets that of its database. */
  environment: Record<string, string>;
  /** SQL. */
  schema: string;
  /** Who was here before. */
  users: Record<'admin' | 'earlier', SeededAccount>;
  /** Of the accounts that who tests it registers. */
  password: string;
  /** What lies in front of it. */
  front: SessionsFront;
  parts: SessionServiceParts;
}
