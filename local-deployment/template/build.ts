import { randomBytes } from 'node:crypto';
import type { DeploymentOptions } from '../options';
import { authorizer, functions } from './functions';
import { functionParts } from './parts';
import { gatewayResponses, preflights, routes } from './gateway';
import { tables } from './tables';
import type { DeploymentTemplate, IdentityName, UserSeed } from './types';

/** API Gateway's integration timeout; no function may take longer. */
const integrationTimeoutSeconds = 29;

export function buildTemplate(options: DeploymentOptions): DeploymentTemplate {
  const deployed = routes();
  const parts = functionParts();
  return {
    stage: options.stage,
    port: options.port,
    edge: { latencyMs: options.latencyMs, headerName: (name) => name, closesConnections: false },
    firewall: { blocks: () => false },
    routes: deployed,
    preflights: preflights(deployed, options.corsOrigin),
    gatewayResponses: gatewayResponses(options.corsOrigin),
    integrationTimeoutSeconds,
    defaultContentType: null,
    authorizer: authorizer(options, parts),
    functions: functions(options, parts),
    parts,
    tables: tables(options),
    issuers: { clerk: { tokenLifetimeSeconds: options.tokenLifetimeSeconds, authorizedParty: options.corsOrigin } },
    users: {
      main: user('main', { role: 'user', rateLimited: false }),
      admin: user('admin', { role: 'admin', rateLimited: false }),
      rateLimit: user('rateLimit', { role: 'user', rateLimited: true }),
    },
    seededApiKeys: { count: options.otherKeys, scope: options.fullScope },
  };
}

function user(name: IdentityName, traits: Pick<UserSeed, 'role' | 'rateLimited'>): UserSeed {
  return { userId: `user_${randomBytes(14).toString('hex')}`, email: `${name.toLowerCase()}@example.test`, ...traits };
}
