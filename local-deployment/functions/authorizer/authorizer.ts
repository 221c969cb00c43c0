import type { AuthorizerEvent, AuthorizerResult } from '../../lambda/events';
import type { FunctionCode } from '../../lambda/runtime';
import { hashOf } from '../api-keys/api-key';
import type { ApiKey } from '../api-keys/api-key';
import type { Part } from '../shared/api-function';
import { createKeyLookup } from './key-lookup';
import type { KeyLookup } from './key-lookup';
import { allow, createRoutePolicy, deny } from './policy';
import type { RoutePolicy } from './policy';
import { createTokenVerifier } from './session-tokens';
import type { TokenVerifier } from './session-tokens';

export interface AuthorizerParts {
  verifyToken: Part<TokenVerifier>;
  findKey: Part<KeyLookup>;
  routes: Part<RoutePolicy>;
  isRevoked: (key: ApiKey) => boolean;
  codes: { expiredToken: string; unknownKey: string; revokedKey: string };
}

export const authorizerParts: AuthorizerParts = {
  verifyToken: createTokenVerifier,
  findKey: createKeyLookup,
  routes: createRoutePolicy,
  isRevoked: (key) => key.revokedAt !== undefined,
  codes: { expiredToken: 'EXPIRED_TOKEN', unknownKey: 'INVALID_API_KEY', revokedKey: 'REVOKED_API_KEY' },
};

/** Session tokens in `Authorization: Bearer`, API keys in `x-api-key`; a token goes before a key. */
export function authorizerFunction(parts: AuthorizerParts = authorizerParts): FunctionCode<AuthorizerEvent> {
  return (environment, aws) => {
    const verifyToken = parts.verifyToken(environment, aws);
    const findKey = parts.findKey(environment, aws);
    const routes = parts.routes(environment, aws);

    async function byToken(token: string, event: AuthorizerEvent): Promise<AuthorizerResult> {
      if (!routes.admits('jwt', event.httpMethod, event.resource)) throw unauthorized();
      const verdict = await verifyToken(token);
      if (verdict.outcome === 'expired') return deny(parts.codes.expiredToken);
      if (verdict.outcome === 'invalid') throw unauthorized();
      return allow(verdict.userId, routes.resources('jwt', event.methodArn), { credential: 'jwt' });
    }

    async function byKey(keyValue: string, event: AuthorizerEvent): Promise<AuthorizerResult> {
      if (!routes.admits('apikey', event.httpMethod, event.resource)) throw unauthorized();
      const key = await findKey(hashOf(keyValue));
      if (!key) return deny(parts.codes.unknownKey);
      if (parts.isRevoked(key)) return deny(parts.codes.revokedKey);
      const context = { credential: 'apikey', scopes: key.scopes.join(' ') };
      return allow(key.userId, routes.resources('apikey', event.methodArn), context);
    }

    return async (event) => {
      const headers = new Headers({ ...event.headers });
      const authorization = headers.get('authorization');
      const keyValue = headers.get('x-api-key');
      if (authorization !== null) {
        const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
        if (token === undefined) throw unauthorized();
        return byToken(token, event);
      }
      if (keyValue === null) throw unauthorized();
      return byKey(keyValue, event);
    };
  };
}

/** The gateway answers this message, and no other, with its 401. */
function unauthorized(): Error {
  return new Error('Unauthorized');
}
