import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from './answer';

/** What lies between a client and the gateway: network, CDN, proxies. */
export interface Edge {
  latencyMs: number;
  /** Answers in the gateway's place; such an answer has no request ids. */
  intercept?: (request: { method: string; url: string; anonymous: boolean }) => Answer | undefined;
  /** What a CDN answers in the place of an answer with this status. */
  errorPages?: Readonly<Record<number, Answer>>;
  /** Rewrites the names of response headers. */
  headerName: (name: string) => string;
  /** Ends each connection after its response, without announcing it. */
  closesConnections: boolean;
}

/** What a proxy answers while nothing behind it takes the request. */
export const unavailable: Answer = {
  status: 503,
  headers: { 'Content-Type': 'application/json' },
  body: '{"message":"Service Unavailable"}',
};

export async function passThroughEdge(
  edge: Edge,
  request: IncomingMessage,
  response: ServerResponse,
  gateway: () => Promise<Answer>,
): Promise<void> {
  if (edge.latencyMs > 0) await delay(edge.latencyMs, undefined, { ref: false });
  const { authorization, 'x-api-key': key } = request.headers;
  const anonymous = authorization === undefined && key === undefined;
  const asked = { method: request.method ?? 'GET', url: request.url ?? '/', anonymous };
  const passed = edge.intercept?.(asked) ?? (await gateway());
  const answer = edge.errorPages?.[passed.status] ?? passed;

  const { status, cookies = [], body } = answer;
  const headers: [string, string | string[]][] = Object.entries(answer.headers);
  if (cookies.length > 0) headers.push(['Set-Cookie', [...cookies]]);
  if (status !== 204) headers.push(['Content-Length', String(Buffer.byteLength(body))]);
  if (edge.closesConnections) response.once('finish', () => request.socket.end());
  response.writeHead(status, Object.fromEntries(headers.map(([name, value]) => [edge.headerName(name), value])));
  response.end(body);
}
