import type { DeploymentTemplate, Preflight, Route } from './types';

/** `routeOf(template, 'GET /users/me')`. Throws for a route that the template does not have. */
export function routeOf(template: DeploymentTemplate, route: string): Route {
  const found = template.routes.find(({ method, path }) => `${method} ${path}` === route);
  if (!found) throw new Error(`the template has no route ${route}`);
  return found;
}

/** Throws for a path without preflight. */
export function preflightOf(template: DeploymentTemplate, path: string): Preflight {
  const found = template.preflights[path];
  if (!found) throw new Error(`the template has no preflight for ${path}`);
  return found;
}
