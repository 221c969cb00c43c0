import { expect, test } from '@playwright/test';
import { defaultContract as contract } from '../../../contract';
import {
  beConfigured,
  beFitForUse,
  beKeptOut,
  beOpen,
  bringAnswer,
} from '../../../fixtures/matchers/realtime-matchers';
import { contractWith } from '../support/contract';
import { closeOf, handshakeOf, said, SECRET, secretsOf, socketOf } from './support/parts';

type Verdict = ReturnType<typeof beConfigured>;
const linesOf = ({ pass, message }: Verdict): string[] => [...(pass ? ['passes'] : []), ...message().split('\n')];

test('a secret is configured, or it says where it was looked for', () => {
  expect(beConfigured(secretsOf({ A: undefined, B: 'x' })).pass).toBe(true);
  expect(linesOf(beConfigured(secretsOf({ A: undefined, B: undefined }, { C: 'x' })))).toEqual([
    'expected a JWT secret, got none from the sources',
    '  looked for A (the environment), B (the environment)',
    '  try: set the one that the deployment has, or a command that prints it, for this environment',
  ]);
});

test('a secret is fit for use, or each reason has a line', () => {
  expect(beFitForUse(secretsOf({ A: SECRET }), contract).pass).toBe(true);
  expect(linesOf(beFitForUse(secretsOf({ A: undefined, B: 'x' }, { C: 'x' }), contract))).toEqual([
    'expected a secret that is fit for use, got B from the sources',
    '  it has 1 bytes, fewer than 32: the key of an HMAC has to be as long as its hash (RFC 7518 §3.2)',
    '  it is the same as C: whoever has the one may enter the other environment',
  ]);
  expect(linesOf(beFitForUse(secretsOf({ A: undefined }), contract))).toEqual([
    'JC1 did not pass: expected a JWT secret, got none from the sources A (the environment)',
    '  it takes a secret to go on',
  ]);
});

const title = 'WebSocket /ws by ?token= as first';
const withProtocol = (protocol: string) => socketOf({ handshake: { status: 101, text: '', atMs: 0, protocol } });
const opened = (chosen: string, got = chosen) => ({ socket: withProtocol(got), chosen });
const why =
  '  a browser gives up where it is none that it has offered (RFC 6455 §4.2.2); where it is the token, proxies log it';

test('open sockets, by the subprotocols that were promised', () => {
  expect(beOpen([opened('jwt'), opened('')]).pass).toBe(true);
  for (const [one, wanted, got] of [
    [opened('jwt', 't'), 'jwt', 't'],
    [opened('jwt', ''), 'jwt', 'none'],
    [opened('', 'jwt'), 'none', 'jwt'],
  ] as const) {
    expect(linesOf(beOpen([opened(''), one]))).toEqual([
      `${title}: expected an open socket with subprotocol ${wanted}, got ${got} from the handshake`,
      why,
    ]);
  }
});

test('open sockets: each that is not is told; none at all is not enough', () => {
  const closed = { socket: socketOf({ closed: closeOf(1008, 'why') }), chosen: 'jwt' };
  const unauthorized = { socket: socketOf({ title: 'another', handshake: handshakeOf(401) }), chosen: '' };

  expect(linesOf(beOpen([closed, opened(''), unauthorized]))).toEqual([
    `${title}: expected an open socket, got close 1008 "why" from the socket`,
    '  it said: why',
    'another: expected an open socket, got 401 from the handshake',
  ]);
  expect(beOpen([]).pass).toBe(false);
});

const refused = socketOf({ title: 'WebSocket /ws by ?token= as one with no signature', handshake: handshakeOf(401) });
const open = socketOf({ title: 'WebSocket /ws by header x as one with a valid token' });

test('kept out, while who may come in is let in', () => {
  expect(beKeptOut({ attempts: [refused], controls: [open] }, contract).pass).toBe(true);
});

test('kept out: one that was let in, and the others, with what was said', () => {
  const wrong = [
    socketOf({ title: 'first one', frames: [said({ hello: 1 })] }),
    socketOf({ title: 'second one', handshake: handshakeOf(500, 'crash'), hints: ['never shown'] }),
  ];

  expect(linesOf(beKeptOut({ attempts: [refused, ...wrong], controls: [open] }, contract))).toEqual([
    'first one: expected a refusal (401, 403, or close 1008, 4001, 4003, 4401 within 1 s), got an open socket from the handshake',
    '  it said: {"hello":1}',
    '  and second one: 500 from the handshake',
  ]);
});

test('kept out: a refusal proves nothing where everybody is refused', () => {
  const shut = [
    { ...refused, title: 'one' },
    { ...refused, title: 'two' },
  ];

  expect(linesOf(beKeptOut({ attempts: [refused], controls: [open, ...shut] }, contract))).toEqual([
    'one: expected an open socket, beside the refusal, got 401 from the handshake',
    '  who may come in is kept out as well, so that the refusal proves nothing: see WS1 and JC3',
    '  and two: 401 from the handshake',
  ]);
});

test('an answer: what is missing, what was said, and how it ended', () => {
  const error = { type: 'error', message: 'no model' };
  const socket = socketOf({ frames: [said(error)], closed: closeOf(1011, 'oops') });
  const [claim, ...lines] = linesOf(bringAnswer(socket, 'a', contract));
  const { sequence } = contract.realtime.events;

  expect(claim).toBe(
    `${socket.title}: expected ${sequence.map(({ name }) => name).join(', ')} within 30 s, got no event from the socket`,
  );
  expect(lines).toEqual([
    ...sequence.map(({ name }) => `  no ${name} came`),
    '  it said: {"type":"error","message":"no model"}',
    '  it has ended: close 1011 "oops"',
  ]);
  expect(linesOf(bringAnswer(socketOf(), undefined, contract))[1]).toBe('  no event says which request it belongs to');
});

test('an answer: all of it', () => {
  const small = contractWith({ realtime: { events: { sequence: [{ name: 'end', fields: {} }] } } });
  const frames = [said({ type: 'end', request_id: 'a', answer: '4' })];

  expect(bringAnswer(socketOf({ frames, closed: closeOf(1011) }), 'a', small).pass).toBe(true);
  expect(bringAnswer(socketOf({ frames }), 'b', small).pass).toBe(false);
});
