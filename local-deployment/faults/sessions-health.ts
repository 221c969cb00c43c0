import type { DeploymentTemplate } from '../template/types';
import { inGroup } from './fault';
import { changed } from './parts';
import { aroundRoute, everyLookup, withFields } from './sessions-parts';

/** Whether the service has its database, and what it says of that. */
export const sessionHealthFaults = inGroup('sessions', [
  {
    name: 'database-out-of-reach',
    defect: 'The session service can not reach its database, and says so.',
    cause: 'The connection string names a host of the development network.',
    fails: everyLookup,
    mutate: loseDatabase,
  },
  {
    name: 'health-blind',
    defect: 'The session service can not reach its database, and says that it is healthy.',
    cause: 'The health check tells that the process runs, and asks for nothing that it needs.',
    fails: everyLookup,
    mutate: (template) => {
      loseDatabase(template);
      const { parts } = template.sessions;
      parts.health = changed(parts.health, () => ({ connected: () => Promise.resolve(true) }));
    },
  },
  {
    name: 'health-wrong',
    defect: 'The session service says that it has no database, and has one.',
    cause: 'The check asks for a table that the last migration has removed.',
    fails: ['SE1'],
    mutate: ({ sessions: { parts } }) => {
      parts.health = changed(parts.health, () => ({ connected: () => Promise.resolve(false) }));
    },
  },
  {
    name: 'health-without-a-status',
    defect: 'The health check says with a 200 that there is no database.',
    cause: 'What it found is in the body, and nobody has thought of the status.',
    fails: ['SE1'],
    mutate: ({ sessions: { parts } }) => {
      parts.health = changed(parts.health, ({ answer }) => ({
        answer: () => ({ ...answer(false), status: 200 as const }),
      }));
    },
  },
  {
    name: 'health-without-the-database',
    defect: 'The health check says nothing of the database.',
    cause: "It was replaced by the framework's own one.",
    fails: ['SE1'],
    mutate: (template) => {
      aroundRoute(template, 'GET /health', (answer) => withFields(answer, { database: undefined }));
    },
  },
]);

/** Nobody listens on the port for discarding (RFC 863). */
function loseDatabase({ sessions: { environment } }: DeploymentTemplate): void {
  environment['DATABASE_URL'] = 'postgres://postgres:postgres@127.0.0.1:9/postgres';
}
