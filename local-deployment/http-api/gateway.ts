import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Answer } from '../gateway/answer';
import { matches } from '../gateway/policy';
import { pathPattern } from '../gateway/route-table';
import { readBody } from '../http/body';
import type { HttpEvent } from '../lambda/http-events';
import type { LambdaFunction } from '../lambda/runtime';
import { corsHeaders, preflightHeaders, withoutCors } from './cors';
import type { HttpApiCors, HttpApiFront, HttpApiRequest, HttpApiRoute } from './definition';
import { createRequestId, httpEvent } from './event';
import { gatewayAnswer, integrate } from './integration';

export interface HttpApiIntegration {
  readonly function: LambdaFunction<HttpEvent>;
  /** Source ARNs below the API's own, such as `$default/GET/exercises`; `*` matches all. */
  readonly invocableFrom: readonly string[];
}

export interface DeployedHttpApi {
  readonly routes: readonly HttpApiRoute[];
  /** Null: CORS is left to the functions. */
  readonly cors: HttpApiCors | null;
  readonly front: HttpApiFront;
  readonly integrations: Readonly<Record<string, HttpApiIntegration>>;
}

/** An HTTP API at its default stage. Sources of its behaviour: API Gateway's developer guide and live responses. */
export function createHttpApi(api: DeployedHttpApi): (message: IncomingMessage) => Promise<Answer> {
  const { cors, front, integrations } = api;
  const apiId = randomBytes(5).toString('hex');
  const routes = api.routes.map((route) => ({ ...route, pattern: pathPattern(route.path) }));

  /** A route of a method's own comes before one for any. */
  function routeOf(method: string, path: string) {
    const found = routes.filter(({ pattern }) => pattern.test(path));
    return found.find((route) => route.method === method) ?? found.find((route) => route.method === 'ANY');
  }

  async function dispatch(message: IncomingMessage, url: URL, body: string, requestId: string): Promise<Answer> {
    const method = message.method ?? 'GET';
    const route = routeOf(method, url.pathname);
    // Preflights are answered wherever no route takes them.
    if (!route && method === 'OPTIONS' && cors) return { status: 204, headers: {}, body: '' };
    if (!route) return gatewayAnswer(404, 'Not Found');
    if (route.authorizer) return unauthorized(message.headers.authorization);
    const integration = integrations[route.function];
    const source = `$default/${method}${route.path.replace(/\{\w+\}/g, '*')}`;
    if (!integration?.invocableFrom.some((pattern) => matches(pattern, source))) {
      return gatewayAnswer(500, 'Internal Server Error');
    }
    const routeKey = `${route.method} ${route.path}`;
    const target = { routeKey, pathParameters: { ...route.pattern.exec(url.pathname)?.groups } };
    const received = { message, method, url, body, receivedAtMs: Date.now(), requestId };
    return integrate(integration.function, httpEvent(received, target, apiId));
  }

  return async (message) => {
    const url = new URL(`http://gateway${message.url ?? '/'}`);
    const body = await readBody(message);
    const asked = { method: message.method ?? 'GET', path: url.pathname, origin: message.headers.origin };
    return front(asked, async (seen) => {
      const requestId = createRequestId();
      const answer = await dispatch(message, url, body, requestId);
      return { ...answer, headers: { ...headersOf(answer, seen, cors), 'apigw-requestid': requestId } };
    });
  };
}

function headersOf(answer: Answer, { method, origin }: HttpApiRequest, cors: HttpApiCors | null) {
  if (!cors) return answer.headers;
  const own = method === 'OPTIONS' && answer.status === 204 ? preflightHeaders : corsHeaders;
  return { ...withoutCors(answer.headers), ...own(cors, origin) };
}

/** No token here is one of the authorizer's issuer. */
function unauthorized(authorization: string | undefined): Answer {
  const problem = authorization === undefined ? '' : ' error="invalid_token"';
  return gatewayAnswer(401, 'Unauthorized', { 'www-authenticate': `Bearer${problem}` });
}
