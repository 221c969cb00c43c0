import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request, as a deployment of another kind sees it. */
export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  /** As they were sent: nothing is decoded. */
  cookies: Readonly<Record<string, string>>;
  body: string;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** Lines of `Set-Cookie`. */
  cookies?: readonly string[];
  json?: unknown;
  text?: string;
}

export interface Served {
  origin: string;
  stop: () => Promise<void>;
}

/** Serves on loopback, on a port of the system's choice. */
export async function serve(answer: (asked: Asked) => Reply | Promise<Reply>): Promise<Served> {
  const server = createServer((request, response) => {
    void askedBy(request)
      .then(answer)
      .catch((error: unknown) => ({ status: 500, text: String(error) }))
      .then((reply) => {
        send(response, reply);
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP address');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Undefined for what is no JSON object. */
export function objectIn({ body }: Asked): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
}

export function redirect(status: number, location: string, cookies: readonly string[] = []): Reply {
  return { status, headers: { location }, cookies };
}

/** What an origin is told that may read the answer, as somebody with a session. */
export function corsHeaders(origin: string, headers: string): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET, POST, DELETE',
    'access-control-allow-headers': headers,
    vary: 'Origin',
  };
}

async function askedBy(request: IncomingMessage): Promise<Asked> {
  const { method = '', headers, url = '/' } = request;
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  const pairs = (headers.cookie ?? '').split(/; */).map((pair) => pair.split(/=(.*)/s));
  const cookies = Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]));
  return { method, path: pathname, query: searchParams, headers, cookies, body: await text(request) };
}

function send(response: ServerResponse, { status, headers = {}, cookies = [], ...body }: Reply): void {
  const type = 'json' in body ? { 'content-type': 'application/json' } : {};
  if (cookies.length > 0) response.setHeader('set-cookie', [...cookies]);
  response.writeHead(status, { ...type, ...headers });
  response.end('json' in body ? JSON.stringify(body.json) : body.text);
}
