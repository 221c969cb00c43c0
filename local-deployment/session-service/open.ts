import { Pool } from 'pg';
import { required } from '../functions/shared/environment';
import type { Environment } from '../lambda/runtime';
import { createApplication } from './application';
import { checkConfiguration, numberOr } from './configuration';
import { assemble } from './parts';
import type { SessionServiceParts } from './parts';

export interface SessionService {
  fetch: (request: Request) => Promise<Response>;
  close: () => Promise<void>;
}

const connectionTimeoutMs = 5_000;
const defaultPoolSize = 5;

/** Throws a ConfigurationError where something is missing. Asks the database for nothing yet. */
export function openSessionService(parts: SessionServiceParts, environment: Environment): SessionService {
  checkConfiguration(environment);
  const pool = new Pool({
    connectionString: required(environment, 'DATABASE_URL'),
    connectionTimeoutMillis: connectionTimeoutMs,
    max: numberOr(defaultPoolSize, environment, 'DATABASE_POOL_SIZE'),
  });
  // A connection that nobody uses and that breaks is replaced by the next request.
  pool.on('error', () => undefined);
  const application = createApplication(assemble(parts, environment, { pool }));
  return {
    fetch: async (request) => application.fetch(request),
    close: () => pool.end(),
  };
}
