import { expect, test } from '@playwright/test';
import { defaultContract as contract } from '../../../contract';
import { beAlive, beClosed, expire, refuseMessage } from '../../../fixtures/matchers/realtime-matchers';
import { contractWith } from '../support/contract';
import { closeOf, frameOf, said, socketOf } from './support/parts';

const title = 'WebSocket /ws by ?token= as first';
const ping = { ...frameOf('client', 'ping'), text: 'a' };
const pong = { ...frameOf('server', 'pong'), text: 'a' };
const another = { ...frameOf('client', 'ping'), text: 'b' };
const linesOf = ({ message }: { message: () => string }): string[] => message().split('\n');
const closedAt = (seconds: number, code = 4401) => ({
  socket: socketOf({ closed: closeOf(code, '', 10_000 + seconds * 1000) }),
  expiresAtMs: 10_000,
});
const claim = `${title}: expected close 1008, 4001, 4003, 4401 within 5 s after the token's end, got`;

for (const seconds of [0, 2, -0.9]) {
  test(`expires: closed ${seconds} s after the token's end is fine`, () => {
    expect(expire(closedAt(seconds), contract).pass).toBe(true);
  });
}

for (const [name, expired, lines] of [
  [
    'still open',
    { socket: socketOf(), expiresAtMs: 0 },
    [`${claim} no close from the socket`, '  it is still open: whoever has it may use it for ever'],
  ],
  [
    'too early',
    closedAt(-2),
    [`${claim} close 4401 2.0 s before the token's end from the socket`, '  it was closed while the token was good'],
  ],
  [
    'with a code that says nothing',
    closedAt(1, 1000),
    [
      `${claim} close 1000 1.0 s after the token's end from the socket`,
      "  the code is 1000: a client can't tell that it needs a new token",
    ],
  ],
] as const) {
  test(`expires: ${name}`, () => {
    const verdict = expire(expired, contract);

    expect(verdict.pass).toBe(false);
    expect(linesOf(verdict)).toEqual(lines);
  });
}

test('expires, where the socket is promised to be kept', () => {
  const kept = contractWith({ realtime: { expiry: { outcome: 'kept' } } });
  const verdict = expire(closedAt(0.5), kept);

  expect(expire({ socket: socketOf({ frames: [ping, pong] }), expiresAtMs: 0 }, kept).pass).toBe(true);
  expect(expire({ socket: socketOf({ frames: [ping] }), expiresAtMs: 0 }, kept).pass).toBe(false);
  expect(verdict.pass).toBe(false);
  expect(linesOf(verdict)).toEqual([
    `${title}: expected a socket that is kept when its token expires, got close 4401 0.5 s after the token's end from the socket`,
    '  it was closed',
  ]);
});

test('closed with one of these codes, or not', () => {
  expect(beClosed(socketOf({ closed: closeOf(1001) }), [1000, 1001], contract).pass).toBe(true);
  expect(linesOf(beClosed(socketOf({ closed: closeOf(1006) }), [1000], contract))).toEqual([
    `${title}: expected close 1000 within 5 s, got the end of the connection without a close frame from the socket`,
    '  the code is 1006',
  ]);
  expect(linesOf(beClosed(socketOf(), [1000], contract))).toEqual([
    `${title}: expected close 1000 within 5 s, got none from the socket`,
    '  it is still open',
  ]);
});

test('alive is who answers every ping by its own pong, and is open still', () => {
  const answer = { ...pong, text: 'b' };
  expect(beAlive(socketOf({ frames: [ping, pong, another, answer] }), contract).pass).toBe(true);
  expect(beAlive(socketOf({ frames: [ping, another, answer, pong] }), contract).pass).toBe(true);
  expect(beAlive(socketOf({ frames: [pong] }), contract).pass).toBe(false);
  const mute = [ping, pong, pong, frameOf('server', 'pong'), another, frameOf('server', 'ping')];
  expect(linesOf(beAlive(socketOf({ frames: mute }), contract))).toEqual([
    `${title}: expected a pong within 5 s, got none from the socket`,
    '  it does not live on',
  ]);
  const ended = beAlive(socketOf({ frames: [ping, pong], closed: closeOf(1011, 'oops') }), contract);
  expect(ended.pass).toBe(false);
  expect(linesOf(ended)[0]).toBe(`${title}: expected a pong within 5 s, got close 1011 "oops" from the socket`);
});

const refusalClaim = `${title}: expected a message with type "error", or close 1002, 1003, 1007, 1008, 1009 within 5 s, got`;

test('a faulty message is refused by an event, or by a close', () => {
  expect(refuseMessage(socketOf({ frames: [said({ type: 'error' })] }), contract).pass).toBe(true);
  expect(refuseMessage(socketOf({ closed: closeOf(1009) }), contract).pass).toBe(true);
  expect(refuseMessage(socketOf({ frames: [said({ type: 'error' })], closed: closeOf(1000) }), contract).pass).toBe(
    true,
  );
});

for (const [name, socket, got] of [
  ['nothing is said', socketOf(), 'nothing'],
  ['something else is said', socketOf({ frames: [said({ type: 'hello' })] }), 'nothing'],
  ['only we say it', socketOf({ frames: [frameOf('client', 'message', { type: 'error' })] }), 'nothing'],
  ['it ends as if all were well', socketOf({ closed: closeOf(1000) }), 'close 1000'],
] as const) {
  test(`a faulty message is not refused: ${name}`, () => {
    const verdict = refuseMessage(socket, contract);

    expect(verdict.pass).toBe(false);
    expect(linesOf(verdict)).toEqual([
      `${refusalClaim} ${got} from the socket`,
      '  whoever has sent it does not learn that it was wrong',
    ]);
  });
}

test('a faulty message is refused by what the contract says: a value at a path, or any value', () => {
  const code = contractWith({ realtime: { faulty: { path: 'error.code', value: 'bad_request' } } });
  const any = contractWith({ realtime: { faulty: { path: 'error', value: null } } });
  const passes = (json: unknown, by: typeof code): boolean =>
    refuseMessage(socketOf({ frames: [said(json)] }), by).pass;

  expect(passes({ error: { code: 'bad_request' } }, code)).toBe(true);
  expect(passes({ error: { code: 'other' }, type: 'error' }, code)).toBe(false);
  expect(passes({ error: { code: 'other' } }, any)).toBe(true);
  expect(passes({ errors: 1, type: 'error' }, any)).toBe(false);
  expect(linesOf(refuseMessage(socketOf(), any))[0]).toContain('expected a message with error, or close 1002');
});
