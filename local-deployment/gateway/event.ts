import type { IncomingMessage } from 'node:http';
import type { AuthorizerEvent, ProxyEvent } from '../lambda/events';
import type { RequestIds } from './request-ids';
import type { Target } from './route-table';

export interface Received {
  readonly message: IncomingMessage;
  readonly method: string;
  /** Without the stage. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly receivedAtMs: number;
}

export interface ApiIdentity {
  readonly apiId: string;
  readonly stage: string;
}

export function proxyEvent(received: Received, target: Target, api: ApiIdentity, ids: RequestIds): ProxyEvent {
  const headers = multiValueHeaders(received.message, ids);
  const query = grouped([...received.query]);
  const empty = received.query.size === 0;
  return {
    resource: target.route.path,
    path: received.path,
    httpMethod: received.method,
    headers: lastValues(headers),
    multiValueHeaders: headers,
    queryStringParameters: empty ? null : lastValues(query),
    multiValueQueryStringParameters: empty ? null : query,
    pathParameters: decoded(target.pathParameters),
    stageVariables: null,
    requestContext: {
      requestId: ids.requestId,
      apiId: api.apiId,
      stage: api.stage,
      httpMethod: received.method,
      resourcePath: target.route.path,
      path: `/${api.stage}${received.path}`,
      requestTimeEpoch: received.receivedAtMs,
      identity: {
        sourceIp: received.message.socket.remoteAddress ?? '127.0.0.1',
        userAgent: received.message.headers['user-agent'] ?? null,
      },
    },
    body: received.body === '' ? null : received.body,
    isBase64Encoded: false,
  };
}

export function authorizerEvent(event: ProxyEvent): AuthorizerEvent {
  const { apiId, stage } = event.requestContext;
  const method = `${apiId}/${stage}/${event.httpMethod}${event.path}`;
  return { ...event, body: null, type: 'REQUEST', methodArn: `arn:aws:execute-api:us-east-1:000000000000:${method}` };
}

export function authorized(event: ProxyEvent, context: Readonly<Record<string, string>>): ProxyEvent {
  return { ...event, requestContext: { ...event.requestContext, authorizer: context } };
}

function multiValueHeaders(message: IncomingMessage, ids: RequestIds): Record<string, string[]> {
  const raw = message.rawHeaders;
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) pairs.push([raw[at] ?? '', raw[at + 1] ?? '']);
  pairs.push(['X-Amzn-Trace-Id', ids.traceId], ['X-Forwarded-For', message.socket.remoteAddress ?? '']);
  return grouped(pairs);
}

function grouped(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const [name, value] of pairs) (groups[name] ??= []).push(value);
  return groups;
}

function lastValues(groups: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, values]) => [name, values.at(-1) ?? '']));
}

function decoded(parameters: Readonly<Record<string, string>>): Record<string, string> | null {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return null;
  return Object.fromEntries(entries.map(([name, value]) => [name, decodePathSegment(value)]));
}

function decodePathSegment(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
