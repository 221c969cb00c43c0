import type { Environment } from '../../lambda/runtime';

/** Throws at the function's cold start when the variable was not injected. */
export function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (value === undefined || value === '') throw new Error(`environment variable ${name} is missing`);
  return value;
}

export function requiredNumber(environment: Environment, name: string): number {
  const value = Number(required(environment, name));
  if (Number.isNaN(value)) throw new Error(`environment variable ${name} is not a number`);
  return value;
}

export function requiredSwitch(environment: Environment, name: string): boolean {
  return required(environment, name) === 'true';
}
