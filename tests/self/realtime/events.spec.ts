import { expect, test } from '@playwright/test';
import type { ContractOverrides } from '../../../contract';
import { eventProblems, eventsIn, isAnswered } from '../../../fixtures/realtime/events';
import { contractWith } from '../support/contract';
import { frameOf, said } from './support/parts';

type Changes = NonNullable<NonNullable<ContractOverrides['realtime']>['events']>;
const sequence: Changes['sequence'] = [
  { name: 'start', fields: {} },
  { name: 'step', fields: {}, repeats: true },
  { name: 'note', fields: {}, optional: true },
  { name: 'end', fields: {} },
];
const events = (change: Changes = {}) => contractWith({ realtime: { events: { sequence, ...change } } });
const message = (type: string, id?: unknown, rest: object = {}): object => ({ type, request_id: id, ...rest });
const end = message('end', 'a', { answer: '4' });

function problemsOf(messages: readonly object[], change: Changes = {}, id = 'a'): string[] {
  const contract = events(change);
  return eventProblems(eventsIn(messages.map(said), contract.realtime.events), id, contract);
}

for (const [name, messages, lines] of [
  ['all of them', [message('start', 'a'), message('step', 'a'), message('note', 'a'), end], []],
  [
    'an optional one is missing, another comes again',
    [...['start', 'step', 'step'].map((type) => message(type, 'a')), end],
    [],
  ],
  [
    'other types are passed over',
    [message('hello'), message('start', 'a'), message('step', 'a'), message('x', 'b'), end],
    [],
  ],
  ['nothing came', [], ['no start came', 'no step came', 'no end came']],
  ['one came twice', [message('start', 'a'), message('start', 'a'), message('step', 'a'), end], ['start came 2 times']],
  ['in another order', [message('step', 'a'), message('start', 'a'), end], ['step came before start']],
  [
    'after the last',
    [message('start', 'a'), message('step', 'a'), end, message('step', 'a'), message('step', 'a')],
    ['step came after end'],
  ],
  [
    'of another request',
    [message('start', 'a'), message('step', 'b'), message('step', 'b'), message('step', 'a'), end],
    ['step belongs to another request'],
  ],
  [
    'of no request',
    [message('start'), message('start', 'a'), message('step', ''), message('step', 'a'), end],
    ['start belongs to no request', 'step belongs to no request'],
  ],
  [
    "only another request's",
    ['start', 'step', 'end'].map((type) => message(type, 'b')),
    [
      ...['start', 'step', 'end'].map((type) => `${type} belongs to another request`),
      ...['start', 'step', 'end'].map((type) => `no ${type} came`),
    ],
  ],
] as const) {
  test(`the events of a request: ${name}`, () => {
    expect(problemsOf(messages).sort()).toEqual([...lines].sort());
  });
}

const pairs: Changes = {
  sequence: [
    { name: 'open', fields: {}, optional: true, repeats: true },
    { name: 'close', fields: {}, optional: true, repeats: true, closes: 'open' },
    { name: 'end', fields: {} },
  ],
};
for (const [types, lines] of [
  [[], []],
  [['open', 'close', 'open', 'close'], []],
  [['open', 'open', 'close', 'close'], []],
  [['open', 'close', 'open'], ['a open was not followed by its close']],
  [['open', 'close', 'close', 'open'], ['close came without a open before it']],
] as const) {
  test(`what closes another: ${types.join(', ') || 'neither'}`, () => {
    expect(problemsOf([...types.map((type) => message(type, 'a')), end], pairs)).toEqual(lines);
  });
}

test('the pairs of another request are its own', () => {
  const types = [message('open', 'a'), message('close', 'b'), message('open', 'b'), message('close', 'a')];

  expect(problemsOf([...types, end], { ...pairs, deliveredTo: 'user' })).toEqual([]);
});

test("where all of a user's connections get them, another request's are passed over", () => {
  const messages = [message('start', 'b'), message('start', 'a'), message('step', 'a'), end, message('step', 'b')];

  expect(problemsOf(messages, { deliveredTo: 'user' })).toEqual([]);
});

for (const [type, good, bad] of [
  ['text', ['x'], ['', '  ', 1, null]],
  ['number', [0, 1.5], ['1', null]],
  ['boolean', [false], ['false', 0]],
  ['object', [{}], [[], null, '{}']],
  ['list', [[]], [{}, 'x']],
  ['time', ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05+01:00'], ['2026-01-02', '2026-13-02T03:04:05Z', 1, 'now']],
  ['anything', [null, '', 0], []],
] as const) {
  test(`a field of type ${type}`, () => {
    const change = { sequence: [{ name: 'end', fields: { 'of.it': type } }] };
    const found = (value: unknown): string[] => problemsOf([{ ...end, of: { it: value } }], change);

    for (const value of good) expect(found(value), JSON.stringify(value)).toEqual([]);
    for (const value of bad)
      expect(found(value), JSON.stringify(value)).toEqual([`end has a of.it that is no ${type}`]);
    expect(found(undefined)).toEqual(['end has no of.it']);
  });
}

test('a time in a contract with numbers', () => {
  const { realtime } = events({ sequence: [{ name: 'end', fields: { at: 'time' } }] });
  const problems = (at: unknown): string[] =>
    eventProblems([{ name: 'end', requestId: 'a', json: { answer: 'x', at } }], 'a', {
      realtime,
      timestamps: 'epoch-milliseconds',
    });

  expect(problems(1_767_322_800_000)).toEqual([]);
  expect(problems('2026-01-02T03:04:05Z')).toEqual(['end has a at that is no time']);
});

for (const [answer, lines] of [
  ['4', []],
  [0, []],
  ['', ['end has no answer (answer)']],
  [' \n', ['end has no answer (answer)']],
  [null, ['end has no answer (answer)']],
  [undefined, ['end has no answer (answer)']],
] as const) {
  test(`an answer of ${answer === undefined ? 'nothing' : JSON.stringify(answer)}`, () => {
    expect(problemsOf([message('start', 'a'), message('step', 'a'), message('end', 'a', { answer })])).toEqual(lines);
  });
}

test('ids are texts, and only messages of the server are events', () => {
  const { events: rules } = events().realtime;
  const frames = [
    said(message('start', 7)),
    frameOf('client', 'message', message('step', 'a')),
    frameOf('server', 'pong', message('step', 'a')),
    frameOf('server', 'message'),
    said(message('end', {})),
  ];

  expect(eventsIn(frames, rules)).toMatchObject([
    { name: 'start', requestId: '7' },
    { name: 'end', requestId: undefined },
  ]);
});

test('a request is answered when its last event is there; without an id, any', () => {
  const { events: rules } = events().realtime;
  const frames = [said(message('step', 'b')), said(end)];

  expect(isAnswered(frames, 'a', rules)).toBe(true);
  expect(isAnswered(frames, 'b', rules)).toBe(false);
  expect(isAnswered(frames, undefined, rules)).toBe(true);
  expect(isAnswered(frames.slice(0, 1), undefined, rules)).toBe(false);
});
