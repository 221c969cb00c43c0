import type { Environment } from '../lambda/runtime';
import type { SessionBackends } from './part';

export interface Health {
  /** Whether the database answers. */
  connected: () => Promise<boolean>;
  answer: (connected: boolean) => { status: 200 | 503; body: object };
}

export function createHealth(_environment: Environment, { pool }: SessionBackends): Health {
  return {
    connected: () =>
      pool.query('SELECT 1').then(
        () => true,
        () => false,
      ),
    answer: (connected) =>
      connected
        ? { status: 200, body: { status: 'healthy', database: 'connected' } }
        : { status: 503, body: { status: 'unhealthy', database: 'disconnected' } },
  };
}
