import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readBody } from '../http/body';
import { listen } from '../http/listen';
import type { Listening } from '../http/listen';
import type { AuthorizerEvent, ProxyEvent } from '../lambda/events';
import type { LambdaFunction } from '../lambda/runtime';
import type { DeploymentTemplate, FunctionName, Route } from '../template/types';
import type { Answer } from './answer';
import { createAuthorizer } from './authorizer';
import { passThroughEdge } from './edge';
import { authorized, authorizerEvent, proxyEvent } from './event';
import type { Received } from './event';
import { GatewayRefusal, renderForbidden, renderRefusal } from './gateway-responses';
import { integrate } from './integration';
import { answerPreflight } from './preflight';
import { createRequestIds } from './request-ids';
import type { RequestIds } from './request-ids';
import { matches } from './policy';
import { createRouteTable } from './route-table';

export interface DeployedFunctions {
  readonly authorizer: LambdaFunction<AuthorizerEvent>;
  readonly integrations: Readonly<Record<FunctionName, LambdaFunction<ProxyEvent>>>;
}

/** A REST API under its stage path. Sources of its behaviour: API Gateway's developer guide and live responses. */
export async function startGateway(
  template: DeploymentTemplate,
  apiId: string,
  functions: DeployedFunctions,
): Promise<Listening> {
  const { stage, edge, firewall, gatewayResponses } = template;
  const table = createRouteTable(template.routes, template.preflights);
  const authorizer = createAuthorizer(template.authorizer, functions.authorizer);

  async function dispatch(received: Received, ids: RequestIds): Promise<Answer> {
    if (firewall.blocks(received)) throw new GatewayRefusal('WAF_FILTERED', 'Forbidden');
    const target = table.find(received.method, received.path);
    if (!target) {
      const preflight = received.method === 'OPTIONS' ? table.preflight(received.path) : undefined;
      if (preflight) return answerPreflight(preflight, received.message.headers.origin, ids);
      throw notRouted(received.message.headers.authorization);
    }
    const event = proxyEvent(received, target, { apiId, stage }, ids);
    const { route } = target;
    const admitted = route.authorizer ? authorized(event, await authorizer.authorize(authorizerEvent(event))) : event;
    return integrate(
      {
        function: functions.integrations[route.function],
        invocable: mayInvoke(route),
        timeoutSeconds: template.integrationTimeoutSeconds,
        defaultContentType: template.defaultContentType,
      },
      admitted,
      ids,
    );
  }

  function mayInvoke({ function: name, method, path }: Route): boolean {
    const source = `${stage}/${method}${path.replace(/\{\w+\}/g, '*')}`;
    return template.functions[name].invocableFrom.some((pattern) => matches(pattern, source));
  }

  async function answer(message: IncomingMessage): Promise<Answer> {
    const receivedAtMs = Date.now();
    const ids = createRequestIds(receivedAtMs);
    const body = await readBody(message);
    const url = new URL(`http://gateway${message.url ?? '/'}`);
    const [, first = '', ...rest] = url.pathname.split('/');
    if (first !== stage) return renderForbidden(ids);

    const path = `/${rest.join('/')}`;
    const method = message.method ?? 'GET';
    try {
      return await dispatch({ message, method, path, query: url.searchParams, body, receivedAtMs }, ids);
    } catch (error) {
      const refusal =
        error instanceof GatewayRefusal ? error : new GatewayRefusal('INTEGRATION_FAILURE', 'Internal server error');
      return renderRefusal(refusal, gatewayResponses, ids);
    }
  }

  return listen((request, response) => {
    // A client that hangs up in the middle of a request gets no answer.
    passThroughEdge(edge, request, response, () => answer(request)).catch(() => response.destroy());
  }, template.port);
}

/** Without a route the gateway reads the Authorization header as an AWS signature, which a bearer token is not. */
function notRouted(authorization: string | undefined): GatewayRefusal {
  if (authorization === undefined) {
    return new GatewayRefusal('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token');
  }
  const hash = createHash('sha256').update(authorization).digest('base64');
  return new GatewayRefusal(
    'INVALID_SIGNATURE',
    'Invalid key=value pair (missing equal-sign) in Authorization header ' +
      `(hashed with SHA-256 and encoded with Base64): '${hash}'.`,
  );
}
