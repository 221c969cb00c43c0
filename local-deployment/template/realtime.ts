import { randomBytes } from 'node:crypto';
import { realtimeParts } from '../realtime/service';
import type { RealtimeUser } from '../realtime/part';
import type { EnvironmentValue, RealtimeDefinition } from './types';

export function realtime(): RealtimeDefinition {
  const environment = {
    ENVIRONMENT: 'staging',
    JWT_SECRET_STAGING: secret(),
    JWT_ISSUER: 'https://auth.example.test',
    JWT_AUDIENCE: 'realtime',
    TOKEN_LIFETIME_SECONDS: '300',
    MAX_MESSAGE_BYTES: '65536',
    EVENT_INTERVAL_MS: '5',
  };
  return {
    environment,
    socketEnvironment: { ...environment },
    store: { secret: undefined },
    users: { first: user('first'), other: user('other') },
    otherSecrets: { production: secret(), key: secret() },
    proxy: { passesUpgrades: true },
    parts: realtimeParts(),
  };
}

export function realtimeSettings({
  environment,
  otherSecrets,
  users,
}: RealtimeDefinition): Record<string, EnvironmentValue> {
  return {
    SMOKE_REALTIME_URL: { realtime: 'url' },
    SMOKE_REALTIME_SOCKET_URL: { realtime: 'socketUrl' },
    SMOKE_REALTIME_ENVIRONMENT: 'staging',
    JWT_SECRET_STAGING: environment['JWT_SECRET_STAGING'] ?? '',
    JWT_SECRET_PRODUCTION: otherSecrets.production,
    JWT_SECRET_KEY: otherSecrets.key,
    SMOKE_REALTIME_EMAIL: users.first.email,
    SMOKE_REALTIME_PASSWORD: users.first.password,
    SMOKE_REALTIME_OTHER_EMAIL: users.other.email,
    SMOKE_REALTIME_OTHER_PASSWORD: users.other.password,
  };
}

function secret(): string {
  return randomBytes(48).toString('base64url');
}

function user(name: string): RealtimeUser {
  return {
    id: `usr_${randomBytes(12).toString('hex')}`,
    email: `realtime-${name}@example.test`,
    // With letters and digits, whatever chance brings.
    password: `p4${randomBytes(18).toString('base64url')}`,
  };
}
