import type { GatewayResponses } from '../gateway/gateway-responses';
import type { Preflight, Route } from './types';

export function routes(): Route[] {
  const both = { authorizer: true, credentials: 'jwt-or-apikey' } as const;
  const anybody = { authorizer: false, credentials: 'none' } as const;
  return [
    {
      method: 'POST',
      path: '/auth/validate-invite',
      function: 'validate-invite',
      authorizer: true,
      credentials: 'jwt',
    },
    { method: 'GET', path: '/users/me', function: 'profile', ...both },
    { method: 'PATCH', path: '/users/me', function: 'profile', ...both },
    { method: 'POST', path: '/users/api-keys', function: 'api-keys', ...both },
    { method: 'GET', path: '/users/api-keys', function: 'api-keys', ...both },
    { method: 'DELETE', path: '/users/api-keys/{id}', function: 'api-keys', ...both },
    { method: 'POST', path: '/users/invite-codes', function: 'invite-codes', ...both },
    { method: 'GET', path: '/users/invite-codes', function: 'invite-codes', ...both },
    { method: 'POST', path: '/api/auth/register/begin-with-token', function: 'registration', ...anybody },
    { method: 'POST', path: '/api/auth/register/verify-with-token', function: 'registration', ...anybody },
    { method: 'POST', path: '/api/auth/login/begin', function: 'login', ...anybody },
    { method: 'POST', path: '/api/auth/login/verify', function: 'login', ...anybody },
  ];
}

/** CDK's `Cors.DEFAULT_HEADERS`. */
const allowedHeaders = [
  'Content-Type',
  'X-Amz-Date',
  'Authorization',
  'X-Api-Key',
  'X-Amz-Security-Token',
  'X-Amz-User-Agent',
];

/** One for each path, with the path's methods. */
export function preflights(deployed: readonly Route[], origin: string): Record<string, Preflight> {
  const paths = new Set(deployed.map(({ path }) => path));
  return Object.fromEntries(
    [...paths].map((path) => {
      const methods = deployed.filter((route) => route.path === path).map(({ method }) => method);
      return [path, { origins: [origin], methods: ['OPTIONS', ...methods], headers: [...allowedHeaders] }];
    }),
  );
}

/** One error shape for all errors, and CORS headers, without which a browser can't read them. */
export function gatewayResponses(origin: string): GatewayResponses {
  const headers = { 'Access-Control-Allow-Origin': origin, ...(origin !== '*' && { Vary: 'Origin' }) };
  const response = (code: string, message = '$context.error.messageString') => ({
    body: `{"error":{"code":"${code}","message":${message},"requestId":"$context.requestId"}}`,
    headers: { ...headers },
  });
  return {
    UNAUTHORIZED: { status: 401, ...response('UNAUTHORIZED') },
    ACCESS_DENIED: { status: 401, ...response('$context.authorizer.code') },
    MISSING_AUTHENTICATION_TOKEN: { status: 403, ...response('MISSING_AUTHENTICATION_TOKEN') },
    DEFAULT_4XX: response('$context.error.responseType'),
    DEFAULT_5XX: response('INTERNAL_ERROR', '"Internal server error"'),
  };
}
