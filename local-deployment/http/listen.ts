import { createServer } from 'node:http';
import type { RequestListener, Server, ServerResponse } from 'node:http';

const loopback = '127.0.0.1';
const drainMs = 1_000;

export interface Listening {
  /** `http://127.0.0.1:<port>`, no trailing slash. */
  readonly origin: string;
  /** Lets answers under way finish (for a second at most), then drops every connection, idle ones included. */
  close(): Promise<void>;
}

/** Serves on loopback only; port 0 lets the system choose. Rejects with the system's error, such as EADDRINUSE. */
export async function listen(listener: RequestListener, port = 0): Promise<Listening> {
  const answering = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    answering.add(response);
    response.once('close', () => answering.delete(response));
    listener(request, response);
  });
  const origin = await bind(server, port);
  return { origin, close: () => close(server, answering) };
}

/** Binds a server to loopback and resolves to its origin. */
export async function bind(server: Server, port: number): Promise<string> {
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

async function close(server: Server, answering: ReadonlySet<ServerResponse>): Promise<void> {
  const closed = new Promise<void>((resolve, reject) => {
    server.close((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
  server.closeIdleConnections();
  await drained(answering);
  server.closeAllConnections();
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
