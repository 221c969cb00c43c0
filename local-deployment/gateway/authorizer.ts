import type { AuthorizerEvent } from '../lambda/events';
import type { LambdaFunction } from '../lambda/runtime';
import type { AuthorizerDefinition } from '../template/types';
import { headerValue } from './answer';
import { GatewayRefusal } from './gateway-responses';
import { authorizerResult, evaluate, matches } from './policy';
import type { ParsedAuthorizerResult } from './policy';

export interface Authorizer {
  /** The context for the function. Throws a GatewayRefusal where the request may not pass. */
  authorize(event: AuthorizerEvent): Promise<Readonly<Record<string, string>>>;
}

const denied = 'User is not authorized to access this resource';

/**
 * A REQUEST authorizer with its result cache. Unlike the real one it asks only for one of its identity
 * sources, not for all: that is how one authorizer can serve two kinds of credentials and still be cached.
 */
export function createAuthorizer(
  definition: AuthorizerDefinition,
  authorizerFunction: LambdaFunction<AuthorizerEvent>,
): Authorizer {
  const cache = new Map<string, { result: ParsedAuthorizerResult; expiresAtMs: number }>();

  async function ask(event: AuthorizerEvent): Promise<ParsedAuthorizerResult> {
    const source = `authorizers/${definition.id}`;
    if (!definition.function.invocableFrom.some((pattern) => matches(pattern, source))) throw misconfigured();
    const answer = await authorizerFunction.invoke(event).catch((error: unknown) => {
      throw error instanceof Error && error.message === 'Unauthorized' ? unauthorized() : misconfigured();
    });
    const result = authorizerResult.safeParse(answer);
    if (!result.success) throw misconfigured();
    return result.data;
  }

  async function resultFor(event: AuthorizerEvent, identity: readonly string[]): Promise<ParsedAuthorizerResult> {
    const key = JSON.stringify(identity);
    const cached = cache.get(key);
    if (cached && cached.expiresAtMs > Date.now()) return cached.result;
    const result = await ask(event);
    if (definition.resultTtlSeconds > 0) {
      cache.set(key, { result, expiresAtMs: Date.now() + definition.resultTtlSeconds * 1000 });
    }
    return result;
  }

  return {
    async authorize(event) {
      const identity = definition.identitySources.map((source) => identityPart(source, event));
      if (identity.length > 0 && identity.every((value) => value === '')) throw unauthorized();

      const result = await resultFor(event, identity);
      switch (evaluate(result, event.methodArn)) {
        case 'allow':
          return { ...result.context, principalId: result.principalId };
        case 'explicit-deny':
          throw new GatewayRefusal(
            'ACCESS_DENIED',
            `${denied} with an explicit deny in an identity-based policy`,
            result.context,
          );
        case 'implicit-deny':
          throw new GatewayRefusal('ACCESS_DENIED', denied, result.context);
      }
    },
  };
}

function identityPart(source: string, event: AuthorizerEvent): string {
  return source === 'context.path' ? event.path : (headerValue(event.headers, source) ?? '');
}

function unauthorized() {
  return new GatewayRefusal('UNAUTHORIZED', 'Unauthorized');
}

function misconfigured() {
  return new GatewayRefusal('AUTHORIZER_CONFIGURATION_ERROR', null);
}
