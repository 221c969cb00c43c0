import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { test as base } from '@playwright/test';
import type { Contract } from '../../../contract';
import { createVault, type Vault } from '../../../fixtures/client/vault';
import { openIdentities, type Identities } from '../../../fixtures/identities';
import { contractWith } from './contract';

export interface Received {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** The client's port: requests that share it share their connection. */
  port: number | undefined;
}

/** What the server does with a request: an answer, or a connection that it closes before one, or within one. */
export type Reply =
  | { status?: number; headers?: Record<string, string | string[]>; json?: unknown; body?: string | Buffer }
  | 'hang up'
  | 'break off';

export interface Served {
  origin: string;
  requests: Received[];
}

interface Fixtures {
  /** A port of loopback on which nobody listens. */
  freePort: number;
  /** Serves on loopback, on a port of the system's choice, until the test ends. */
  serve: (reply: (request: Received, count: number) => Reply | Promise<Reply>) => Promise<Served>;
  /** Of the identities below. */
  vault: Vault;
  /** The identities of a run against a URL; closed when the test ends. */
  identitiesAt: (apiUrl: string, contract?: Contract) => Identities;
}

export const test = base.extend<Fixtures>({
  freePort: async ({}, use) => {
    const server = createServer();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    await use(port);
  },

  serve: async ({}, use) => {
    const closings: (() => Promise<void>)[] = [];
    await use(async (reply) => {
      const requests: Received[] = [];
      const server = createServer((request, response) => {
        void (async () => {
          const { method = '', url = '', headers, socket } = request;
          const received = { method, url, headers, body: await text(request), port: socket.remotePort };
          requests.push(received);
          send(response, await reply(received, requests.length));
        })();
      });
      const port = await listening(server);
      closings.push(
        () =>
          new Promise((resolve) => {
            server.close(() => {
              resolve();
            });
            server.closeAllConnections();
          }),
      );
      return { origin: `http://127.0.0.1:${port}`, requests };
    });
    await Promise.all(closings.map((close) => close()));
  },

  vault: async ({}, use) => use(createVault()),

  identitiesAt: async ({ vault }, use) => {
    const opened: Identities[] = [];
    await use((apiUrl, contract = contractWith()) => {
      const identities = openIdentities({ apiUrl, contract }, vault);
      opened.push(identities);
      return identities;
    });
    for (const identities of opened.reverse()) await identities.close();
  },
});

export { expect } from '@playwright/test';

/** Listens on loopback, and gives the port that the system chose. */
async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP address');
  return address.port;
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'hang up') {
    response.socket?.destroy();
    return;
  }
  if (reply === 'break off') {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"half":', () => response.socket?.destroy());
    return;
  }
  const { status = 200, headers = {}, body } = reply;
  const type = 'json' in reply ? { 'content-type': 'application/json' } : {};
  response.writeHead(status, { ...type, ...headers });
  response.end('json' in reply ? JSON.stringify(reply.json) : body);
}
