import { expect, test } from '@playwright/test';
import type { Contract } from '../../../contract';
import { openRealtime, type Realtime } from '../../../fixtures/realtime/realtime';
import type { RealtimeService } from '../../../fixtures/realtime/service';
import type { Socket } from '../../../fixtures/realtime/socket';
import { contractWith } from '../support/contract';
import { frameOf, said, secretsOf, socketOf } from './support/parts';

interface Asked {
  realtime: Realtime;
  /** By which carrier, and with which token. */
  handshakes: unknown[];
}

/** The service without a network: every handshake gets this socket. */
function asked(socket: Socket, contract: Contract): Asked {
  const handshakes: unknown[] = [];
  const tokens = { valid: () => Promise.resolve('t'), unknown: () => Promise.resolve('u') };
  const service = {
    ...{ secrets: secretsOf({}), tokens, diagnose: () => Promise.resolve([]) },
    connect(...[carrier, token]: Parameters<RealtimeService['connect']>) {
      handshakes.push([carrier.in, token]);
      return Promise.resolve(socket);
    },
  } as unknown as RealtimeService;
  return { realtime: openRealtime({ service, contract, hasOther: false, beforeWriting: () => undefined }), handshakes };
}

/** Where everybody is greeted at once: how long he is waited for, and whether that was seen. */
function greeted(): { socket: Socket; waited: unknown[] } {
  const waited: unknown[] = [];
  const wait: Socket['wait'] = (find, seconds) => {
    const found = find();
    waited.push([seconds, found]);
    return Promise.resolve(found);
  };
  return { socket: socketOf({ frames: [said({ type: 'welcome' })], wait }), waited };
}

const contract = contractWith({
  realtime: {
    socket: {
      greeting: 'welcome',
      refused: { withinSeconds: 7 },
      carriers: [
        { in: 'subprotocol', offer: ['jwt.{token}'], chosen: 'jwt.{token}' },
        { in: 'subprotocol', offer: ['{token}'], chosen: '{token}' },
        { in: 'query', name: 't', value: '{token}' },
      ],
    },
    events: { before: [{ type: 'subscribe' }, { type: 'join' }], request: { type: 'ask', text: '{message}' } },
  },
});

test('a greeting ends the wait of who wants to go on', async () => {
  const { socket, waited } = greeted();
  await asked(socket, contract).realtime.enter();

  expect(waited).toEqual([[7, true]]);
});

test('it does not end that for who may be thrown out yet; by each carrier', async () => {
  const { socket, waited } = greeted();
  const opened = await asked(socket, contract).realtime.open();

  expect(waited).toEqual(Array.from({ length: 3 }, () => [7, undefined]));
  expect(opened.map(({ chosen }) => chosen)).toEqual(['jwt.t', 't', '']);
});

test('nor for a token that nobody has issued', async () => {
  const { socket, waited } = greeted();
  const { realtime, handshakes } = asked(socket, contract);
  await realtime.knockUnknown();

  expect(handshakes).toEqual([['subprotocol', 'u']]);
  expect(waited).toEqual([[7, undefined]]);
});

test('an empty token is tried by each carrier of which something remains; a valid one by all', async () => {
  const { realtime, handshakes } = asked(greeted().socket, contract);
  const { attempts, controls } = await realtime.attempt('an empty token');

  expect(attempts).toHaveLength(2);
  expect(controls).toHaveLength(3);
  expect(handshakes.slice(0, 2)).toEqual([
    ['subprotocol', ''],
    ['query', ''],
  ]);
});

test('what is sent before a request, and its marker', () => {
  const sent: string[] = [];
  const socket = socketOf({ send: (text) => sent.push(text) });
  asked(socket, contract).realtime.request(socket, 'mark-1');

  expect(sent.map((text) => JSON.parse(text) as unknown)).toEqual([
    { type: 'subscribe' },
    { type: 'join' },
    { type: 'ask', text: expect.stringContaining('mark-1') as unknown },
  ]);
});

test('a ping is answered by its own pong, by no other', async () => {
  const pings: string[] = [];
  const frames = [frameOf('server', 'pong'), { ...frameOf('server', 'pong'), text: 'another' }];
  const found: unknown[] = [];
  const socket = socketOf({
    frames,
    ping(data) {
      pings.push(data);
    },
    wait(find) {
      found.push(find());
      frames.push({ ...frameOf('server', 'pong'), text: pings[0] ?? '' });
      found.push(find());
      return Promise.resolve(undefined);
    },
  });
  await asked(socket, contract).realtime.pinged(socket);

  expect(pings).toEqual([expect.stringMatching(/./)]);
  expect(found).toEqual([undefined, { ...frameOf('server', 'pong'), text: pings[0] }]);
});
