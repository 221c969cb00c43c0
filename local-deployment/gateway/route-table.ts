import type { Preflight, Route } from '../template/types';

export interface Target {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

export interface RouteTable {
  /** Undefined where the path does not exist or lacks the method: the gateway does not tell the two apart. */
  find(method: string, path: string): Target | undefined;
  preflight(path: string): Preflight | undefined;
}

/** A deployment's snapshot: later changes of the lists do not reach it. */
export function createRouteTable(routes: readonly Route[], preflights: Record<string, Preflight>): RouteTable {
  const candidates = routes.map((route) => ({ route: { ...route }, pattern: pathPattern(route.path) }));
  const resources = Object.entries(preflights).map(([path, preflight]) => ({ preflight, pattern: pathPattern(path) }));
  return {
    find(method, path) {
      for (const { route, pattern } of candidates) {
        const match = route.method === method ? pattern.exec(path) : null;
        if (match) return { route, pathParameters: { ...match.groups } };
      }
      return undefined;
    },
    preflight: (path) => resources.find(({ pattern }) => pattern.test(path))?.preflight,
  };
}

/** `{id}` matches one segment. */
export function pathPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}
