import { expect, test } from '@playwright/test';
import { mixUps, type Party } from '../../../fixtures/realtime/events';
import { keepApart } from '../../../fixtures/matchers/realtime-matchers';
import type { Frame } from '../../../fixtures/realtime/socket';
import { contractWith } from '../support/contract';
import { frameOf, said } from './support/parts';

const event = (id: string | undefined, type = 'end', rest: object = {}): Frame =>
  said({ type, request_id: id, ...rest });
const party = (number: number, holder: string, requestId: string | undefined, frames: Frame[]): Party => ({
  ...{ name: `socket ${number} (${holder})`, holder, requestId, marker: `marker ${number}`, frames },
});
const contractFor = (deliveredTo: 'connection' | 'user', idFrom: 'client' | 'server' = 'client') =>
  contractWith({
    realtime: {
      events: {
        deliveredTo,
        idFrom,
        sequence: [
          { name: 'start', fields: {} },
          { name: 'end', fields: {} },
        ],
      },
    },
  });
const { events: toConnection } = contractFor('connection').realtime;
const { events: toUser } = contractFor('user').realtime;

test('each its own: nothing to say', () => {
  const parties = [party(1, 'first', 'a', [event('a')]), party(2, 'other', 'b', [event('b', 'start'), event('b')])];

  expect(mixUps(parties, toConnection)).toEqual([]);
  expect(mixUps(parties, toUser)).toEqual([]);
});

test("another connection's of the same user: a mix-up where they belong to the connection", () => {
  const parties = [
    party(1, 'first', 'a', [event('a'), event('c', 'start'), event('c')]),
    party(3, 'first', 'c', [event('c')]),
  ];

  expect(mixUps(parties, toConnection)).toEqual(['socket 1 (first) got start, end of socket 3 (first)']);
  expect(mixUps(parties, toUser)).toEqual([]);
});

test("another user's: a mix-up either way", () => {
  const parties = [party(1, 'first', 'a', [event('a'), event('b')]), party(2, 'other', 'b', [event('b')])];
  const lines = ['socket 1 (first) got end of socket 2 (other)'];

  expect(mixUps(parties, toConnection)).toEqual(lines);
  expect(mixUps(parties, toUser)).toEqual(lines);
});

test('what nobody has sent, what belongs to nobody, and no answer', () => {
  const parties = [
    party(1, 'first', 'a', [event('z', 'start'), event('z', 'start')]),
    party(2, 'other', 'b', [event(undefined)]),
  ];

  expect(mixUps(parties, toConnection)).toEqual([
    'socket 1 (first) got start of a request that nobody here has sent',
    'socket 1 (first) got no end',
    'socket 2 (other) got end of no request',
    'socket 2 (other) got no end',
  ]);
});

for (const [name, foreign, got] of [
  ['an event that the contract does not name, by its id', event('b', 'trace'), 'trace'],
  ['one that says what only the other has asked', said({ type: 'echo', of: [{ it: 'you said marker 2!' }] }), 'echo'],
  ['one under the own id, with what the other has asked', event('a', 'start', { text: 'marker 2' }), 'start'],
  ['a message without a type', said({ request_id: 'b' }), 'a message'],
  ['a message that is no JSON', { ...frameOf('server', 'message'), text: '<p>marker 2</p>' }, 'a message'],
] as const) {
  test(`another user's is a mix-up, whatever it is: ${name}`, () => {
    const parties = [party(1, 'first', 'a', [event('a'), foreign]), party(2, 'other', 'b', [event('b')])];
    const lines = [`socket 1 (first) got ${got} of socket 2 (other)`];

    expect(mixUps(parties, toConnection)).toEqual(lines);
    expect(mixUps(parties, toUser)).toEqual(lines);
  });
}

test('what is of nobody, and of a type that the contract does not name, is passed over; so is what we say', () => {
  const frames = [said({ type: 'hello' }), event('z', 'trace'), frameOf('client', 'message', { text: 'marker 2' })];
  const parties = [party(1, 'first', 'a', [event('a', 'end', { text: 'marker 1' }), ...frames])];

  expect(mixUps([...parties, party(2, 'other', 'b', [event('b')])], toConnection)).toEqual([]);
});

test('two sockets with one request id: the second got the events of the first', () => {
  const parties = [party(1, 'first', 'r', [event('r')]), party(2, 'other', 'r', [event('r')])];
  const line = 'socket 2 (other) got the events of the request of socket 1 (first)';

  expect(mixUps(parties, contractFor('connection', 'server').realtime.events)).toContain(line);
  expect(mixUps(parties, toUser)).toContain(line);
});

test('ids that the server makes up: whoever has told none got no answer', () => {
  const { events } = contractFor('connection', 'server').realtime;
  const parties = [party(1, 'first', 'r1', [event('r1', 'start'), event('r1')]), party(2, 'other', undefined, [])];

  expect(mixUps(parties, events)).toEqual(['socket 2 (other) got no end']);
});

test('in the message, six lines, and how many more', () => {
  const silent = Array.from({ length: 8 }, (_, index) => party(index + 1, 'first', String(index), []));
  const { pass, message } = keepApart(silent, contractFor('connection'));

  expect(pass).toBe(false);
  expect(message().split('\n')).toEqual([
    '8 sockets: expected for each the events of its own request, got others from the socket',
    ...Array.from({ length: 6 }, (_, index) => `  socket ${index + 1} (first) got no end`),
    '  and 2 more',
  ]);
  expect(keepApart([party(1, 'first', 'a', [event('a')])], contractFor('connection')).pass).toBe(true);
});
