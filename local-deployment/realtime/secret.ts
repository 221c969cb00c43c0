import { required } from '../functions/shared/environment';
import { Refusal } from '../functions/shared/refusal';
import type { Environment } from '../lambda/runtime';
import type { Backends } from './part';

/** Undefined: not configured. */
export type SecretReader = () => string | undefined;

/** By the environment's own variable, then the common one, then the store. */
export function createSecretReader(environment: Environment, { store }: Backends): SecretReader {
  const own = `JWT_SECRET_${required(environment, 'ENVIRONMENT').toUpperCase()}`;
  return () => [environment[own], environment['JWT_SECRET_KEY'], store.secret].find(Boolean);
}

export function notConfigured(environment: Environment): string {
  return `JWT secret not configured for ${required(environment, 'ENVIRONMENT')} environment`;
}

/** Reads the secret, or refuses with this status. */
export function secretOr(status: number, readSecret: SecretReader, environment: Environment): string {
  const secret = readSecret();
  if (secret === undefined) throw new Refusal(status, 'JWT_NOT_CONFIGURED', notConfigured(environment));
  return secret;
}
