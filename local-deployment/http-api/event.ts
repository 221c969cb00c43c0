import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { HttpEvent } from '../lambda/http-events';

export interface HttpReceived {
  readonly message: IncomingMessage;
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly receivedAtMs: number;
  readonly requestId: string;
}

export interface HttpTarget {
  /** `GET /exercises/{id}` */
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** As in the header apigw-requestid. */
export function createRequestId(): string {
  return randomBytes(11).toString('base64');
}

/** A body of any other type reaches the function in base64. */
const textual = /^(text\/|application\/(json|javascript|xml)\b)/;

export function httpEvent(received: HttpReceived, target: HttpTarget, apiId: string): HttpEvent {
  const { message, method, url, body, receivedAtMs, requestId } = received;
  const { routeKey } = target;
  const { cookie, ...headers } = joinedHeaders(message);
  const isBase64Encoded = body !== '' && !textual.test(headers['content-type'] ?? '');
  const parameters = mapped(target.pathParameters, decoded);
  return {
    version: '2.0',
    routeKey,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookie !== undefined && { cookies: cookie.split(/; */).filter((pair) => pair !== '') }),
    headers,
    ...(url.searchParams.size > 0 && { queryStringParameters: joinedQuery(url.searchParams) }),
    ...(Object.keys(parameters).length > 0 && { pathParameters: parameters }),
    requestContext: {
      accountId: '000000000000',
      apiId,
      domainName: headers['host'] ?? '',
      http: {
        method,
        path: url.pathname,
        protocol: `HTTP/${message.httpVersion}`,
        sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage: '$default',
      timeEpoch: receivedAtMs,
    },
    ...(body !== '' && { body: isBase64Encoded ? Buffer.from(body).toString('base64') : body }),
    isBase64Encoded,
  };
}

function joinedHeaders({ headersDistinct }: IncomingMessage): Record<string, string> {
  const { cookie = [], ...others } = headersDistinct;
  return {
    ...mapped(others, (values = []) => values.join(',')),
    ...(cookie.length > 0 && { cookie: cookie.join('; ') }),
  };
}

function joinedQuery(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]));
}

function mapped<T>(values: Readonly<Record<string, T>>, change: (value: T) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
