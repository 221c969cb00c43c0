import { expect, test } from '@playwright/test';
import { mergeContract } from '../../../contract';

function problemsOf(realtime: unknown): string[] {
  const merged = mergeContract({ realtime });
  return 'problems' in merged ? merged.problems : [];
}

const nothing = (name: string, hint: string, valid: string): string =>
  `{${name}} is nothing to fill in here: ${hint}valid are ${valid}`;

for (const [name, overrides, lines] of [
  [
    'an unknown name in a carrier',
    { socket: { carriers: [{ in: 'header', name: 'authorization', value: '{token} {tokn}' }] } },
    [`realtime.socket.carriers.0: ${nothing('tokn', 'did you mean {token}? ', '{token}')}`],
  ],
  [
    'another in an offer',
    { socket: { wrongPlaces: [{ in: 'subprotocol', offer: ['{token}', '{email}'], chosen: 'jwt' }] } },
    [`realtime.socket.wrongPlaces.0: ${nothing('email', '', '{token}')}`],
  ],
  [
    'a source in lower case',
    { secret: { sources: ['JWT_{environment}'] } },
    [`realtime.secret.sources: ${nothing('environment', 'did you mean {ENVIRONMENT}? ', '{ENVIRONMENT}')}`],
  ],
  [
    'a request, however deep',
    { events: { request: { a: [{ b: '{mesage}' }] } } },
    [`realtime.events.request: ${nothing('mesage', 'did you mean {message}? ', '{request}, {message}')}`],
  ],
  [
    'a login',
    { login: { body: { user: '{emal}' } } },
    [`realtime.login.body: ${nothing('emal', 'did you mean {email}? ', '{email}, {password}')}`],
  ],
  [
    'an event that closes none',
    {
      events: {
        sequence: [
          { name: 'tool_executing', fields: {} },
          { name: 'end', fields: {}, closes: 'tool_executng' },
        ],
      },
    },
    [
      'realtime.events: "end" closes "tool_executng", which is no other event: did you mean "tool_executing"? valid are tool_executing, end',
    ],
  ],
  ['no carriers', { socket: { carriers: [] } }, [/^realtime\.socket\.carriers: Too small/]],
  [
    'a carrier of another kind',
    { socket: { carriers: [{ in: 'body', name: 'x', value: '{token}' }] } },
    [/^realtime\.socket\.carriers\.0\.in: /],
  ],
  ['a close code that is none', { expiry: { codes: [401] } }, [/^realtime\.expiry\.codes\.0: Too small/]],
  [
    'an unknown field',
    { expiry: { code: 4401 } },
    [
      'realtime.expiry.code: unknown field; did you mean "codes"? valid are lifetimeSeconds, outcome, codes, withinSeconds',
    ],
  ],
  ['an asymmetric algorithm', { token: { algorithm: 'RS256' } }, [/^realtime\.token\.algorithm: .*"HS256"/]],
  ['a deadline of no time', { events: { deadlineSeconds: 0 } }, [/^realtime\.events\.deadlineSeconds: Too small/]],
] as const) {
  test(`one line for what is wrong: ${name}`, () => {
    const wanted = lines.map((line) => (typeof line === 'string' ? line : (expect.stringMatching(line) as unknown)));

    expect(problemsOf(overrides)).toEqual(wanted);
  });
}

test('what may be left out, is', () => {
  const overrides = {
    ending: null,
    health: { secret: null },
    faulty: { tooLargeBytes: null },
    socket: { wrongPlaces: [] },
  };

  expect(problemsOf(overrides)).toEqual([]);
});

test('what is sent is a whole, and a list is replaced', () => {
  const merged = mergeContract({
    realtime: {
      events: { request: { ask: '{message}' } },
      token: { claims: { sub: 'a' } },
      secret: { sources: ['KEY'] },
    },
  });
  const realtime = 'contract' in merged ? merged.contract.realtime : undefined;

  expect(realtime?.events.request).toEqual({ ask: '{message}' });
  expect(realtime?.token.claims).toEqual({ sub: 'a' });
  expect(realtime?.secret.sources).toEqual(['KEY']);
});
