import { expect, test } from '@playwright/test';
import { defaultContract } from '../../../contract';
import {
  isLetIn,
  isRefused,
  notOpen,
  refusalText,
  settled,
  spokenAdmission,
  spokenClose,
  turnedAway,
} from '../../../fixtures/realtime/admission';
import type { Socket } from '../../../fixtures/realtime/socket';
import { contractWith } from '../support/contract';
import { closeOf, frameOf, handshakeOf, said, socketOf } from './support/parts';

const { realtime } = defaultContract;
const gone = { ...socketOf(), handshake: undefined, isOpen: false, closed: closeOf(1006) };
const opened = { failure: 'Invalid frame', closed: closeOf(1006) };

for (const [name, socket, spoken, refused, letIn] of [
  ['open', socketOf(), 'an open socket from the handshake', false, true],
  ['refused', socketOf({ handshake: handshakeOf(403) }), '403 from the handshake', true, false],
  ['refused otherwise', socketOf({ handshake: handshakeOf(500) }), '500 from the handshake', false, false],
  ['closed', socketOf({ closed: closeOf(1008, 'no token') }), 'close 1008 "no token" from the socket', true, false],
  ['closed otherwise', socketOf({ closed: closeOf(1000) }), 'close 1000 from the socket', false, false],
  ['broken', socketOf(opened), 'a broken connection from the socket: Invalid frame', false, false],
  [
    'ended',
    socketOf({ closed: closeOf(1006) }),
    'the end of the connection without a close frame from the socket',
    false,
    false,
  ],
  [
    'nobody there',
    { ...gone, failure: 'connection refused (ECONNREFUSED)' },
    'no connection from the handshake: connection refused (ECONNREFUSED)',
    false,
    false,
  ],
  ['nobody there, and nobody knows why', gone, 'no connection from the handshake: it was closed', false, false],
] as const) {
  test(`how a socket was admitted: ${name}`, () => {
    expect(spokenAdmission(socket)).toBe(spoken);
    expect(isRefused(socket, realtime.socket)).toBe(refused);
    expect(isLetIn(socket)).toBe(letIn);
  });
}

test('a close that comes later than a refusal may take is none, counted from the opening', () => {
  const { withinSeconds } = realtime.socket.refused;
  const closedAfter = (seconds: number, openedAtMs = 0): boolean =>
    isRefused(
      socketOf({
        handshake: { status: 101, text: '', protocol: '', atMs: openedAtMs },
        closed: closeOf(1008, '', openedAtMs + seconds * 1000),
      }),
      realtime.socket,
    );

  expect(closedAfter(withinSeconds)).toBe(true);
  expect(closedAfter(withinSeconds + 0.01)).toBe(false);
  expect(closedAfter(withinSeconds, 20_000)).toBe(true);
});

test('closes as they are spoken', () => {
  expect([closeOf(4401, 'x'), closeOf(1005), closeOf(1006)].map((each) => each && spokenClose(each))).toEqual([
    'close 4401 "x"',
    'close without a code',
    'the end of the connection without a close frame',
  ]);
});

test('what was said with a refusal: body, reason, and messages of the server', () => {
  const frames = [said({ no: 1 }), frameOf('client', 'message', { own: 1 }), frameOf('server', 'pong')];

  expect(refusalText(socketOf({ handshake: handshakeOf(101), closed: closeOf(1008, 'why'), frames }))).toBe(
    'why | {"no":1}',
  );
  expect(refusalText(socketOf({ handshake: handshakeOf(403, 'body') }))).toBe('body');
  expect(refusalText(socketOf())).toBe('');
});

test('why a socket is not open, with 300 characters of what was said, and hints', () => {
  const hints = ['likely cause: x', 'try: y'];
  const socket = socketOf({ handshake: handshakeOf(401, 'z'.repeat(400)), hints });

  expect(notOpen(socket).split('\n')).toEqual([
    'WebSocket /ws by ?token= as first: expected an open socket, got 401 from the handshake',
    `  it said: ${'z'.repeat(300)}`,
    '  likely cause: x',
    '  try: y',
  ]);
  expect(notOpen(socketOf({ handshake: handshakeOf(401) }))).not.toContain('\n');
});

/** How long a socket with these frames was waited for, and whether it was found at once. */
async function waits(
  judge: typeof settled,
  given: Partial<Socket>,
  rules = realtime,
): Promise<[seconds: number, found: unknown][]> {
  const waited: [number, unknown][] = [];
  const wait: Socket['wait'] = (find, seconds) => {
    waited.push([seconds, find()]);
    return Promise.resolve(undefined);
  };
  await judge(socketOf({ ...given, wait }), rules);
  return waited;
}

test('who is let in is so when greeted, whatever else is said', async () => {
  const greeted = [said({ type: 'hello' }), said({ type: realtime.socket.greeting })];
  const others = [
    said({ type: 'error' }),
    frameOf('server', 'pong'),
    frameOf('client', 'message', { type: realtime.socket.greeting }),
  ];

  expect(await waits(settled, { frames: greeted })).toEqual([[1, true]]);
  expect(await waits(settled, { frames: others })).toEqual([[1, undefined]]);
  expect(await waits(settled, { closed: closeOf(1008) })).toEqual([]);
});

test('where nobody is greeted, not to be closed is enough', async () => {
  const { realtime: mute } = contractWith({ realtime: { socket: { greeting: null } } });

  expect(await waits(settled, { frames: [said({ type: null }), said({ type: 'hello' })] }, mute)).toEqual([
    [1, undefined],
  ]);
});

test('who is turned away may be greeted before, and is waited for all the same', async () => {
  const frames = [said({ type: realtime.socket.greeting })];

  expect(await waits(turnedAway, { frames })).toEqual([[1, undefined]]);
});
