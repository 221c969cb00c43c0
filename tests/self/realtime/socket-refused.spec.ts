import { defaultContract } from '../../../contract';
import { isRefused, settled, spokenAdmission, turnedAway } from '../../../fixtures/realtime/admission';
import { test as loopback } from '../support/loopback';
import { expect, HIDDEN, refusing, SECRET, test } from './support/server';

const { realtime } = defaultContract;
const nothing = (): object | undefined => undefined;

test('a handshake that is refused: status and body, without the secret in it', async ({ answering, open }) => {
  const url = await answering((_request, connection) => {
    refusing(connection, '401 Unauthorized', `{"error":"${SECRET} expired"}`);
  });
  const read: [string, number | undefined][] = [];
  const socket = await open(url, {
    read(text, status) {
      read.push([text, status]);
      return { text: text.replace(SECRET, HIDDEN), json: undefined };
    },
  });

  expect(socket.handshake).toEqual({
    status: 401,
    atMs: expect.any(Number),
    text: `{"error":"${HIDDEN} expired"}`,
    protocol: '',
  });
  expect(read).toEqual([[`{"error":"${SECRET} expired"}`, 401]]);
  expect(socket.isOpen).toBe(false);
  expect(socket.frames.map(({ from, kind, text }) => `${from} ${kind} ${text}`)).toEqual([
    'client open WebSocket /ws',
    'server close handshake answered 401',
  ]);
  expect(isRefused(socket, realtime.socket)).toBe(true);
});

test('who was refused is not waited for', async ({ answering, open }) => {
  const url = await answering((_request, connection) => {
    refusing(connection, '403 Forbidden', '');
  });
  const socket = await open(url);
  const rules = {
    ...realtime,
    socket: { ...realtime.socket, refused: { ...realtime.socket.refused, withinSeconds: 60 } },
  };

  expect(await turnedAway(await settled(socket, rules), rules)).toBe(socket);
  expect(await socket.wait(nothing, 60)).toBe(undefined);
});

test('another answer than an upgrade, and nobody follows it elsewhere', async ({ answering, open }) => {
  const url = await answering((_request, connection) => {
    connection.end('HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n');
  });

  expect((await open(url)).handshake).toMatchObject({ status: 302 });
});

test('a connection that is closed before an answer', async ({ answering, open }) => {
  const socket = await open(await answering((_request, connection) => connection.destroy()));

  expect(socket.handshake).toBe(undefined);
  expect(socket.failure).toBe('connection closed by the server before it answered (ECONNRESET)');
  expect(isRefused(socket, realtime.socket)).toBe(false);
});

test('no answer in time', async ({ answering, open }) => {
  const socket = await open(await answering(() => undefined), { opensWithinSeconds: 0.1 });

  expect(socket.handshake).toBe(undefined);
  expect(spokenAdmission(socket)).toBe('no connection from the handshake: Opening handshake has timed out');
});

for (const [name, protocol, failure] of [
  ['none is chosen', undefined, 'Server sent no subprotocol'],
  ['one is chosen that was not offered', 'other', 'Server sent an invalid subprotocol'],
] as const) {
  test(`subprotocols are offered, and ${name}`, async ({ answering, open }) => {
    const url = await answering((_request, _connection, accept) => {
      accept(undefined, protocol);
    });
    const socket = await open(url, { protocols: ['jwt', HIDDEN] });

    expect(socket.isOpen).toBe(false);
    expect(socket.failure).toBe(failure);
    expect(spokenAdmission(socket)).toBe(`a broken connection from the socket: ${failure}`);
  });
}

loopback('nobody is there', async ({ freePort }) => {
  const { openSocket } = await import('../../../fixtures/realtime/socket');
  const socket = await openSocket({
    ...{ title: 'WebSocket /ws', url: `ws://127.0.0.1:${freePort}/ws`, headers: {}, protocols: [] },
    ...{ opensWithinSeconds: 5, reveal: (text) => text, read: (text) => ({ text, json: undefined }) },
  });

  expect(spokenAdmission(socket)).toBe('no connection from the handshake: connection refused (ECONNREFUSED)');
  expect(await socket.wait(nothing, 60)).toBe(undefined);
});
