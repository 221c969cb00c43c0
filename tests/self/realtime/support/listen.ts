import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';

export interface Answer {
  status: number;
  json: unknown;
}

/** What a server does with requests, and with handshakes. */
export interface Serving {
  answer: (method: string, path: string, request: IncomingMessage, body: string) => Promise<Answer>;
  upgrade?: (request: IncomingMessage, stream: Duplex, head: Buffer) => void;
}

/** Serves on loopback, on a port of the system's choice. */
export async function listen({ answer, upgrade }: Serving): Promise<{ port: number; stop: () => Promise<void> }> {
  const open = new Set<Duplex>();
  const server = createServer((request, response) => {
    void respond(answer, request, response);
  });
  server.on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  if (upgrade !== undefined) server.on('upgrade', upgrade);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: portOf(server),
    async stop() {
      const closed = once(server, 'close');
      server.close();
      // Those that were upgraded are no longer the server's own.
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** A request's path, and what its query has. */
export function urlOf({ url = '/' }: IncomingMessage): URL {
  return new URL(url, 'http://127.0.0.1');
}

async function respond(answer: Serving['answer'], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, json } = await answer(request.method ?? '', urlOf(request).pathname, request, await text(request));
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP address');
  return address.port;
}
