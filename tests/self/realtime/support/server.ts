import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { test as base } from '@playwright/test';
import WebSocket, { WebSocketServer } from 'ws';
import { openSocket, type Socket, type SocketSetup } from '../../../../fixtures/realtime/socket';

export const HIDDEN = '<secret>';
export const SECRET = 's3cret.s3cret';

type Accept = (serve?: (peer: WebSocket) => void, protocol?: string) => void;
type Answer = (request: IncomingMessage, connection: Duplex, accept: Accept) => void;

interface Fixtures {
  /** Answers handshakes on loopback until the test ends; gives the URL. */
  answering: (answer: Answer) => Promise<string>;
  open: (url: string, setup?: Partial<SocketSetup>) => Promise<Socket>;
}

export const test = base.extend<Fixtures>({
  answering: async ({}, use) => {
    const ends: (() => Promise<unknown>)[] = [];
    await use(async (answer) => {
      const server = createServer();
      const connections = new Set<Duplex>();
      server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
        connections.add(connection.on('error', () => undefined));
        answer(request, connection, (serve = () => undefined, protocol) => {
          const upgrader = new WebSocketServer({ noServer: true, handleProtocols: () => protocol ?? false });
          upgrader.handleUpgrade(request, connection, head, serve);
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      ends.push(() => {
        for (const connection of connections) connection.destroy();
        return new Promise((resolve) => server.close(resolve));
      });
      return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/ws`;
    });
    await Promise.all(ends.map((end) => end()));
  },

  open: async ({}, use) => {
    const opened: Socket[] = [];
    await use(async (url, setup = {}) => {
      const read: SocketSetup['read'] = (text) => {
        const clean = text.replaceAll(SECRET, HIDDEN);
        return { text: clean, json: clean.startsWith('{') ? (JSON.parse(clean) as unknown) : undefined };
      };
      const reveal = (text: string): string => text.replaceAll(HIDDEN, SECRET);
      const defaults = { title: 'WebSocket /ws', headers: {}, protocols: [], opensWithinSeconds: 5 };
      const socket = await openSocket({ ...defaults, url, read, reveal, ...setup });
      opened.push(socket);
      return socket;
    });
    for (const socket of opened) socket.drop();
  },
});

export { expect } from '@playwright/test';

export const refusing = (connection: Duplex, status: string, body: string): void => {
  connection.end(
    `HTTP/1.1 ${status}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
};
