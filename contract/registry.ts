import { suggest } from './suggest';
import type { Contract, Credential } from './schema';

/** One method of one path, with every kind of credential that it admits. */
export interface Route {
  /** `METHOD /path`, as in probes and messages. */
  key: string;
  method: string;
  path: string;
  credentials: Credential[];
}

/** The API that the scenarios were written for: what a registry module exports as `ROUTE_REGISTRY`. */
export const defaultRegistry = [
  { path: '/auth/validate-invite', methods: ['POST'], authType: 'jwt' },
  { path: '/users/me', methods: ['GET', 'PATCH'], authType: 'jwt-or-apikey' },
  { path: '/users/api-keys', methods: ['POST', 'GET'], authType: 'jwt-or-apikey' },
  { path: '/users/api-keys/{id}', methods: ['DELETE'], authType: 'jwt-or-apikey' },
  { path: '/users/invite-codes', methods: ['POST', 'GET'], authType: 'jwt-or-apikey' },
];

const knownMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/**
 * Reads a registry as its owner wrote it: entries may repeat a path with other methods and carry fields that we
 * don't know. Gives one route for each method of each path, or one line for each entry that can't be read.
 */
export function parseRegistry(registry: unknown, contract: Contract): { routes: Route[]; problems: string[] } {
  if (!Array.isArray(registry) || registry.length === 0) {
    return { routes: [], problems: ['ROUTE_REGISTRY must be a list with at least one route'] };
  }
  const problems: string[] = [];
  const routes = new Map<string, Route>();
  for (const [index, entry] of registry.entries()) {
    const read = parseEntry(entry, contract);
    problems.push(...read.problems.map((problem) => `ROUTE_REGISTRY[${index}]: ${problem}`));
    for (const route of read.routes) {
      const known = routes.get(route.key);
      const credentials = [...new Set([...(known?.credentials ?? []), ...route.credentials])];
      routes.set(route.key, { ...route, credentials });
    }
  }
  return { routes: [...routes.values()], problems };
}

function parseEntry(entry: unknown, contract: Contract): { routes: Route[]; problems: string[] } {
  if (typeof entry !== 'object' || entry === null) return { routes: [], problems: ['must be an object'] };
  const { fields, authTypes } = contract.registry;
  const values: Record<string, unknown> = { ...entry };
  const part = (names: readonly string[]): unknown =>
    names.map((name) => values[name]).find((value) => value !== undefined);

  const problems: string[] = [];
  const path = part(fields.path);
  if (typeof path !== 'string' || !path.startsWith('/')) {
    problems.push(`${fields.path.join(' or ')} must be a path that starts with "/"`);
  }
  const written = part(fields.methods);
  const listed: unknown[] = Array.isArray(written) ? written : written === undefined ? [] : [written];
  const methods = listed.map((method) => String(method).toUpperCase());
  const unknown = methods.filter((method) => !knownMethods.includes(method));
  if (unknown.length > 0 || methods.length === 0) {
    const found = unknown.length > 0 ? `, not ${unknown.join(', ')}` : '';
    problems.push(`${fields.methods.join(' or ')} must be of ${knownMethods.join(', ')}${found}`);
  }
  const auth = part(fields.auth);
  const credentials = typeof auth === 'string' && Object.hasOwn(authTypes, auth) ? authTypes[auth] : undefined;
  if (credentials === undefined) {
    const valid = Object.keys(authTypes);
    const near = typeof auth === 'string' ? suggest(auth, valid) : undefined;
    const hint = near === undefined ? '' : `did you mean "${near}"? `;
    problems.push(
      `${fields.auth.join(' or ')} is ${JSON.stringify(auth)}: ${hint}valid are ${valid.join(', ')}, and what the contract adds to registry.authTypes`,
    );
  }
  if (problems.length > 0 || typeof path !== 'string' || credentials === undefined) return { routes: [], problems };
  return {
    // The preflight is every path's own (AC10), not a route to send credentials to.
    routes: methods
      .filter((method) => method !== 'OPTIONS')
      .map((method) => ({ key: `${method} ${path}`, method, path, credentials })),
    problems,
  };
}

/** Puts values in place of path parameters: `{id}`, `{proxy+}` and `:id`. Values are URL-encoded. */
export function fillPath(path: string, value: (parameter: string) => string): string {
  return path
    .split('/')
    .map((segment) => {
      const parameter = /^\{(.+?)\+?\}$/.exec(segment)?.[1] ?? /^:(.+)$/.exec(segment)?.[1];
      return parameter === undefined ? segment : encodeURIComponent(value(parameter));
    })
    .join('/');
}
