import { z } from '../../zod';
import type { AuthorizerResult } from '../../lambda/events';
import type { Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';

export type CredentialKind = 'jwt' | 'apikey';

export interface RoutePolicy {
  /** Whether the route takes this kind of credential at all. */
  admits(kind: CredentialKind, method: string, resource: string): boolean;
  /** The ARNs that a policy covers. */
  resources(kind: CredentialKind, methodArn: string): string[];
}

const routeCredentials = z.record(z.string(), z.enum(['jwt', 'apikey', 'jwt-or-apikey']));

/** A policy covers every method that takes the credential, so that, cached, it holds for the next request, too. */
export function createRoutePolicy(environment: Environment): RoutePolicy {
  const routes = routeCredentials.parse(JSON.parse(required(environment, 'ROUTE_CREDENTIALS')));
  const admits = (kind: CredentialKind, route: string) => routes[route]?.split('-or-').includes(kind) ?? false;
  return {
    admits: (kind, method, resource) => admits(kind, `${method} ${resource}`),
    resources(kind, methodArn) {
      const stageArn = methodArn.split('/', 2).join('/');
      return Object.keys(routes)
        .filter((route) => admits(kind, route))
        .map((route) => `${stageArn}/${route.replace(' ', '').replace(/\{\w+\}/g, '*')}`);
    },
  };
}

/** `code` is what the ACCESS_DENIED gateway response prints when the method is not among the resources. */
export function allow(userId: string, resources: string[], context: Record<string, string>): AuthorizerResult {
  return policy(userId, 'Allow', resources, { ...context, userId, code: 'UNAUTHORIZED' });
}

export function deny(code: string): AuthorizerResult {
  return policy('anonymous', 'Deny', ['*'], { code });
}

function policy(
  principalId: string,
  Effect: 'Allow' | 'Deny',
  Resource: string[],
  context: Record<string, string>,
): AuthorizerResult {
  const Statement = [{ Action: 'execute-api:Invoke' as const, Effect, Resource }];
  return { principalId, policyDocument: { Version: '2012-10-17', Statement }, context };
}
