import { defaultContract, mergeContract } from '../../../contract';
import { saysMissing } from '../../../fixtures/realtime/causes';
import { mixUps, type Party } from '../../../fixtures/realtime/events';
import { mistakes } from '../../../fixtures/realtime/mistakes';
import { pictureOf } from '../../../fixtures/realtime/picture';
import { keyOf } from '../../../fixtures/realtime/secret';
import { beKeptOut, expire } from '../../../fixtures/matchers/realtime-matchers';
import { jwtSecretNames, noNeeds, parseSettings } from '../../../fixtures/settings';
import { contractWith } from '../support/contract';
import { closeOf, frameOf, said, secretsOf, socketOf } from './support/parts';
import { expect, test } from './support/server';

const { events } = contractWith({
  realtime: { events: { idFrom: 'server', sequence: [{ name: 'end', fields: {} }] } },
}).realtime;
const party = (name: string, holder: string, id: string): Party => ({
  ...{ name, holder, requestId: id, marker: `of ${name}`, frames: [said({ type: 'end', request_id: id })] },
});

for (const value of ['MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=', 'c2VjcmV0IHNlY3JldCBzZWNyZXQg']) {
  test(`no usual mistake is the right key: ${value} in base64`, () => {
    const list = mistakes('x', secretsOf({ A: value }), { ...defaultContract.realtime.secret, encoding: 'base64' });
    const right = keyOf(value, 'base64') ?? new Uint8Array();

    expect(list.filter(({ key }) => Buffer.compare(key, right) === 0).map(({ cause }) => cause)).toEqual([]);
  });
}

test("with ids of the server: one socket's events that go to another as its own are a mix-up", () => {
  const parties = [party('one', 'first', 'r1'), party('two', 'other', 'r1')];

  expect(mixUps(parties, events)).not.toEqual([]);
});

test('ids of the server, which go to all sockets of a user, are in no contract', () => {
  const merged = mergeContract({ realtime: { events: { idFrom: 'server', deliveredTo: 'user' } } });

  expect(merged).toEqual({ problems: [expect.stringContaining('leave it open which request an event belongs to')] });
});

test('a scheme in upper case is one', () => {
  const environment = { SMOKE_TEST_API_URL: 'https://a.example.com', SMOKE_REALTIME_SOCKET_URL: 'WSS://a.example.com' };

  expect(parseSettings(environment, noNeeds)).toHaveProperty('settings');
});

test('words of another alphabet count', () => {
  expect(saysMissing('invalid token', contractWith({ realtime: { secret: { missing: 'не задан' } } }))).toBe(false);
});

test('where nothing was tried, nobody was kept out', () => {
  expect(beKeptOut({ attempts: [], controls: [socketOf()] }, defaultContract).pass).toBe(false);
});

test('a close that comes too late is told', () => {
  const socket = socketOf({ closed: closeOf(4401, '', 60_000) });

  expect(expire({ socket, expiresAtMs: 0 }, defaultContract).pass).toBe(false);
});

test('a picture is XML, whatever is said', () => {
  expect(pictureOf('t', [{ ...frameOf('server', 'message'), text: '\uffff' }], () => undefined)).not.toContain(
    '\uffff',
  );
});

test('a source may have characters of a pattern', () => {
  const contract = contractWith({ realtime: { secret: { sources: ['secret[jwt'] } } });

  expect(jwtSecretNames(contract, ['secret[jwt'])).toEqual(['secret[jwt']);
});

test('what was not sent is in no record', async ({ answering, open }) => {
  const url = await answering((_request, _connection, accept) => {
    accept((peer) => {
      peer.close(1000);
    });
  });
  const socket = await open(url);
  await socket.wait(() => socket.closed, 5);
  socket.send('too late');

  expect(socket.frames.map(({ text }) => text)).not.toContain('too late');
});

test('a token that no subprotocol can carry is told by the name of the socket', async ({ answering, open }) => {
  const url = await answering(() => undefined);

  await expect(open(url, { protocols: ['no/token='] })).rejects.toThrow('WebSocket /ws');
});

test('a refusal whose body never ends is given up', async ({ answering, open }) => {
  const url = await answering((_request, connection) => {
    connection.write('HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\n');
    const timer = setInterval(() => connection.write('1\r\nx\r\n'), 50);
    connection.on('close', () => {
      clearInterval(timer);
    });
  });

  let status: number | undefined;
  void open(url, { opensWithinSeconds: 0.3 }).then(({ handshake }) => {
    status = handshake?.status;
  });

  await expect.poll(() => status, { timeout: 2_000 }).toBe(403);
});
