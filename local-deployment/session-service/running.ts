import { createLifecycle } from '../lifecycle';
import type { SessionsDefinition } from '../template/sessions-definition';
import type { Rows } from './database/seed';
import { startSessionDatabase } from './database/session-database';
import { openSessionService } from './open';

export interface RunningSessions {
  fetch: (request: Request) => Promise<Response>;
  count: () => Promise<Rows>;
  close: () => Promise<void>;
}

/** The service and its database. What a failed start has opened is closed again. */
export async function runSessions(definition: SessionsDefinition): Promise<RunningSessions> {
  const { environment, parts, schema, users } = definition;
  const lifecycle = createLifecycle();
  try {
    const database = await lifecycle.open(startSessionDatabase(schema, Object.values(users)));
    const opening = Promise.resolve(openSessionService(parts, { DATABASE_URL: database.url, ...environment }));
    const { fetch } = await lifecycle.open(opening);
    return { fetch, count: () => database.count(), close: () => lifecycle.close() };
  } catch (error) {
    await lifecycle.close();
    throw error;
  }
}
