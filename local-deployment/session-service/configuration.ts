import type { Environment } from '../lambda/runtime';

/** What the service can't be started without, and what each is for. */
const needed = {
  SECRET_KEY: 'nothing else signs the access tokens',
  DATABASE_URL: 'nothing else says where the database is',
};

/** One line per problem; none of them has a stack that a user needs. */
export class ConfigurationError extends Error {
  readonly code = 'INVALID_CONFIGURATION';

  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

/** Throws a ConfigurationError that names all that is missing. An empty string counts as missing. */
export function checkConfiguration(environment: Environment): void {
  const missing = Object.entries(needed).filter(([name]) => !environment[name]);
  if (missing.length === 0) return;
  throw new ConfigurationError(missing.map(([name, reason]) => `${name} is not set: ${reason}`));
}

/** Throws a ConfigurationError where the variable is set, and is no number above 0. */
export function numberOr(fallback: number, environment: Environment, name: string): number {
  const text = environment[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (value > 0) return value;
  throw new ConfigurationError([`${name} is no number above 0`]);
}
