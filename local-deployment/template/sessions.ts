import { randomBytes, randomUUID } from 'node:crypto';
import type { DeploymentOptions } from '../options';
import { schema } from '../session-service/database/schema';
import type { SeededAccount } from '../session-service/database/seed';
import { sessionServiceParts } from '../session-service/parts';
import type { SessionsDefinition } from './sessions-definition';
import type { EnvironmentValue } from './types';

export function sessions({ corsOrigin }: DeploymentOptions): SessionsDefinition {
  return {
    environment: {
      SECRET_KEY: randomBytes(48).toString('base64url'),
      // Credentials are for one frontend, whoever else may call the API.
      CORS_ORIGINS: corsOrigin === '*' ? 'http://localhost:3000' : corsOrigin,
      ACCESS_TOKEN_SECONDS: '900',
      REFRESH_TOKEN_SECONDS: String(30 * 86_400),
      // Connections to its database share one session, and would get into each other's way.
      DATABASE_POOL_SIZE: '1',
    },
    schema,
    users: { admin: account('root', 'admin'), earlier: account('earlier', 'user') },
    password: password(),
    front: (request, service) => service(request),
    parts: sessionServiceParts(),
  };
}

export function sessionsSettings({ password, users }: SessionsDefinition): Record<string, EnvironmentValue> {
  return {
    SMOKE_SESSIONS_URL: { sessions: 'url' },
    SMOKE_SESSIONS_PASSWORD: password,
    SMOKE_SESSIONS_ADMIN_USERNAME: users.admin.username,
    SMOKE_SESSIONS_ADMIN_PASSWORD: users.admin.password,
    SMOKE_SESSIONS_EXPIRED_JWT: { sessions: 'expiredToken' },
  };
}

function account(name: string, role: SeededAccount['role']): SeededAccount {
  const username = `${name}-${randomBytes(4).toString('hex')}`;
  return { id: randomUUID(), username, email: `${username}@example.com`, password: password(), role };
}

/** With letters and digits, whatever chance brings. */
function password(): string {
  return `p4${randomBytes(18).toString('base64url')}`;
}
