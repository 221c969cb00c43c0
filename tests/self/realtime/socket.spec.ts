import { HIDDEN, SECRET, expect, test } from './support/server';

const nothing = (): object | undefined => undefined;

test('secrets go out, and come back as placeholders', async ({ answering, open }) => {
  const seen: unknown[] = [];
  const url = await answering(({ url: path, headers }, _, accept) => {
    seen.push(path, headers['x-token'], headers['sec-websocket-protocol']);
    accept((peer) => {
      peer.on('message', (data: Buffer) => {
        seen.push(data.toString());
        peer.send(`{"echo":"${SECRET}"}`);
      });
    }, SECRET);
  });
  const setup = { headers: { 'x-token': `Bearer ${HIDDEN}` }, protocols: ['jwt', HIDDEN] };
  const socket = await open(`${url}?token=${encodeURIComponent(HIDDEN)}`, setup);
  socket.send(`{"say":"${HIDDEN}"}`);
  const echo = await socket.wait(
    () => socket.frames.find(({ kind, from }) => kind === 'message' && from === 'server'),
    5,
  );

  expect(seen).toEqual([`/ws?token=${SECRET}`, `Bearer ${SECRET}`, `jwt,${SECRET}`, `{"say":"${SECRET}"}`]);
  expect(echo).toMatchObject({ text: `{"echo":"${HIDDEN}"}`, json: { echo: HIDDEN } });
  expect(socket.handshake).toEqual({ status: 101, atMs: expect.any(Number), text: '', protocol: HIDDEN });
  expect(JSON.stringify(socket.frames)).not.toContain(SECRET);
});

test('code and reason of a close, without the secret in it', async ({ answering, open }) => {
  const url = await answering((_request, _connection, accept) => {
    accept((peer) => {
      peer.close(4401, `no ${SECRET}`);
    });
  });
  const socket = await open(url);

  expect(await socket.wait(() => socket.closed, 5)).toEqual({
    code: 4401,
    reason: `no ${HIDDEN}`,
    atMs: expect.any(Number),
  });
  expect(socket.isOpen).toBe(false);
  expect(socket.frames.map(({ from, kind, text }) => `${from} ${kind} ${text}`)).toEqual([
    'client open WebSocket /ws',
    'server open ',
    `server close 4401 no ${HIDDEN}`,
  ]);
});

test('a connection that is lost ends without a close frame', async ({ answering, open }) => {
  const url = await answering((_request, connection, accept) => {
    accept(() => {
      connection.destroy();
    });
  });
  const socket = await open(url);

  expect(await socket.wait(() => socket.closed, 5)).toMatchObject({ code: 1006, reason: '' });
});

test('waits until the event is there, not until the deadline', async ({ answering, open }) => {
  const url = await answering((_request, _connection, accept) => {
    accept((peer) => {
      peer.on('message', () => {
        peer.send('not yet');
        peer.send('{"now":1}');
      });
    });
  });
  const socket = await open(url);
  const found = socket.wait(() => socket.frames.find(({ json }) => json !== undefined)?.json, 60);
  socket.send('go');

  expect(await found).toEqual({ now: 1 });
  expect(await socket.wait(() => 'there already', 60)).toBe('there already');
});

test('waits no longer than the deadline', async ({ answering, open }) => {
  const socket = await open(
    await answering((_request, _connection, accept) => {
      accept();
    }),
  );
  const startedAt = performance.now();

  expect(await socket.wait(nothing, 0.05)).toBe(undefined);
  expect(performance.now() - startedAt).toBeGreaterThan(40);
  expect(socket.isOpen).toBe(true);
});

test('waits no longer than the socket lives, and takes what came last', async ({ answering, open }) => {
  const url = await answering((_request, _connection, accept) => {
    accept((peer) => {
      peer.on('message', () => {
        peer.send('last words');
        peer.close(1001);
      });
    });
  });
  const socket = await open(url);
  const never = socket.wait(nothing, 60);
  socket.send('go');

  expect(await never).toBe(undefined);
  expect(socket.closed).toMatchObject({ code: 1001 });
  expect(await socket.wait(() => socket.frames.find(({ text }) => text === 'last words')?.kind, 60)).toBe('message');
  expect(await socket.wait(nothing, 60)).toBe(undefined);
});

test('a ping is answered; an orderly close, too', async ({ answering, open }) => {
  const socket = await open(
    await answering((_request, _connection, accept) => {
      accept();
    }),
  );
  socket.ping('data of its own');
  const pong = await socket.wait(() => socket.frames.find(({ kind }) => kind === 'pong'), 5);
  socket.close(1000, 'bye');
  await socket.wait(() => socket.closed, 5);

  expect(pong).toMatchObject({ from: 'server', text: 'data of its own' });
  expect(socket.closed).toMatchObject({ code: 1000, reason: 'bye' });
  expect(socket.frames.map(({ from, kind }) => `${from} ${kind}`).slice(2)).toEqual([
    ...['client ping', 'server pong', 'client close', 'server close'],
  ]);
});

test('long texts are cut, and bytes are counted', async ({ answering, open }) => {
  const url = await answering((_request, _connection, accept) => {
    accept((peer) => {
      peer.send('x'.repeat(2001));
      peer.send(Buffer.alloc(7));
    });
  });
  const socket = await open(url);
  await socket.wait(() => (socket.frames.length > 3 ? true : undefined), 5);

  expect(socket.frames.slice(2).map(({ text }) => text)).toEqual([`${'x'.repeat(2000)}… (2001 characters)`, '7 bytes']);
});

test('a pong that nobody has asked for has other data', async ({ answering, open }) => {
  const url = await answering((_request, _connection, accept) => {
    accept((peer) => {
      peer.pong();
      peer.pong(SECRET);
    });
  });
  const socket = await open(url);
  await socket.wait(() => (socket.frames.length > 3 ? true : undefined), 5);

  expect(socket.frames.slice(2)).toMatchObject([
    { kind: 'pong', text: '' },
    { kind: 'pong', text: HIDDEN },
  ]);
});

test('when the handshake was answered, beside when it was closed', async ({ answering, open }) => {
  const url = await answering((_request, _connection, accept) => {
    setTimeout(() => {
      accept((peer) =>
        setTimeout(() => {
          peer.close(1008);
        }, 200),
      );
    }, 200);
  });
  const socket = await open(url);
  const { atMs = 0 } = (await socket.wait(() => socket.closed, 5)) ?? {};

  expect(socket.handshake?.atMs).toBeGreaterThan(150);
  expect(atMs - (socket.handshake?.atMs ?? 0)).toBeGreaterThan(150);
});
