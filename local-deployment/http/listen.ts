import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Server as TcpServer } from 'node:net';
import type { Duplex } from 'node:stream';

const loopback = '127.0.0.1';
const drainMs = 1_000;

export interface Listening {
  /** `http://127.0.0.1:<port>`, no trailing slash. */
  readonly origin: string;
  /** Lets answers under way finish (for a second at most), then drops every connection, idle ones included. */
  close(): Promise<void>;
}

/** Takes over a connection (RFC 9110 §7.8). */
export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Serves on loopback only; port 0 lets the system choose. Rejects with the system's error, such as EADDRINUSE. */
export async function listen(listener: RequestListener, port = 0, upgrade?: UpgradeListener): Promise<Listening> {
  const answering = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    answering.add(response);
    response.once('close', () => answering.delete(response));
    listener(request, response);
  });
  const upgraded = new Set<Duplex>();
  if (upgrade) {
    server.on('upgrade', (request, socket, head) => {
      upgraded.add(socket);
      socket.once('close', () => upgraded.delete(socket));
      socket.on('error', () => socket.destroy());
      upgrade(request, socket, head);
    });
  }
  const origin = await bind(server, port);
  return { origin, close: () => close(server, answering, upgraded) };
}

/** Binds a server to loopback and resolves to its origin. */
export async function bind(server: TcpServer, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP address');
  return `http://${loopback}:${address.port}`;
}

async function close(
  server: Server,
  answering: ReadonlySet<ServerResponse>,
  upgraded: ReadonlySet<Duplex>,
): Promise<void> {
  const closed = new Promise<void>((resolve, reject) => {
    server.close((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
  server.closeIdleConnections();
  await drained(answering);
  server.closeAllConnections();
  // The server knows them no more, and waits for them.
  for (const socket of upgraded) socket.destroy();
  await closed;
}

async function drained(answering: ReadonlySet<ServerResponse>): Promise<void> {
  let deadline: NodeJS.Timeout | undefined;
  const expired = new Promise<void>((resolve) => {
    deadline = setTimeout(resolve, drainMs);
  });
  const finished = [...answering].map((response) => new Promise<void>((resolve) => response.once('close', resolve)));
  await Promise.race([Promise.all(finished), expired]);
  clearTimeout(deadline);
}
