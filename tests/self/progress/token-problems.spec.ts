import { expect, test } from '@playwright/test';
import { progressTokenProblems, type ProgressSettings } from '../../../fixtures/settings';
import { secondsFrom, tokenOf } from '../support/tokens';

const now = new Date('2031-05-01T12:00:00Z');
const HOUR = 3600;
const until = (seconds: number, sub: string): string => tokenOf({ sub, exp: secondsFrom(now, seconds) });
const linesOf = (tokens: ProgressSettings['tokens']): string[] =>
  progressTokenProblems({ given: true, logins: {}, tokens, commandSeconds: 60 }, now);

const paste = 'paste a fresh token (see .env.smoke.example)';
const over = 'it must be a token whose time is over';

for (const [name, tokens] of [
  ['none', {}],
  ['two users, who have time left, and one who has not', { first: until(HOUR, 'a'), other: until(HOUR, 'b') }],
  ['one that is over, for what must be over', { expired: until(-HOUR, 'a') }],
  ['one that nobody can read, whatever it is for', { first: 's%3Aone.two', spare: 'opaque', expired: 'opaque-too' }],
  ['one that looks like a JWT, and is none', { first: 'one.two.three', expired: 'four.five.six' }],
  ['one that never ends', { first: tokenOf({ sub: 'a' }) }],
  // Whether its session is over, only the deployment can tell.
  ['one of an ended session that still has time', { ended: until(HOUR, 'a') }],
  ['the same user, signed in twice', { first: until(HOUR, 'a'), spare: until(2 * HOUR, 'a') }],
  ['users that are not named', { first: tokenOf({ jti: '1' }), other: tokenOf({ jti: '2' }) }],
] satisfies [string, ProgressSettings['tokens']][]) {
  test(`no line for: ${name}`, () => {
    expect(linesOf(tokens)).toEqual([]);
  });
}

for (const [name, tokens, lines] of [
  ['the first is over', { first: until(-HOUR, 'a') }, [`SMOKE_PROGRESS_JWT expired 60 min ago: ${paste}`]],
  [
    'the first is all but over',
    { first: until(3, 'a') },
    [`SMOKE_PROGRESS_JWT expires in 3 s, too soon for a run: ${paste}`],
  ],
  [
    'another one is over',
    { first: until(HOUR, 'a'), other: until(-HOUR, 'b') },
    [`SMOKE_PROGRESS_OTHER_JWT expired 60 min ago: ${paste}`],
  ],
  [
    'the one that may be signed out is over',
    { spare: until(-2 * HOUR, 'a') },
    [`SMOKE_PROGRESS_SPARE_JWT expired 2 h ago: ${paste}`],
  ],
  [
    'what must be over is not',
    { expired: until(HOUR, 'a') },
    [`SMOKE_PROGRESS_EXPIRED_JWT has not expired yet (60 min left): ${over}`],
  ],
  [
    'what must be over never will be',
    { expired: tokenOf({ sub: 'a' }) },
    [`SMOKE_PROGRESS_EXPIRED_JWT never expires (it has no exp claim): ${over}`],
  ],
  [
    'what must be over is so since a moment',
    { expired: until(-4, 'a') },
    ['SMOKE_PROGRESS_EXPIRED_JWT expired only 4 s ago: verifiers allow for clock skew, so wait until 10 s have passed'],
  ],
  [
    'two tokens of one user',
    { first: until(HOUR, 'user_1'), other: until(2 * HOUR, 'user_1') },
    ['SMOKE_PROGRESS_OTHER_JWT belongs to the same user as SMOKE_PROGRESS_JWT (sub user_1): PR6 needs two users'],
  ],
  [
    'all at once',
    { first: until(-HOUR, 'a'), other: until(-HOUR, 'a'), expired: until(HOUR, 'a') },
    [
      `SMOKE_PROGRESS_JWT expired 60 min ago: ${paste}`,
      `SMOKE_PROGRESS_OTHER_JWT expired 60 min ago: ${paste}`,
      `SMOKE_PROGRESS_EXPIRED_JWT has not expired yet (60 min left): ${over}`,
      'SMOKE_PROGRESS_OTHER_JWT belongs to the same user as SMOKE_PROGRESS_JWT (sub a): PR6 needs two users',
    ],
  ],
] satisfies [string, ProgressSettings['tokens'], string[]][]) {
  test(`one line for what is wrong at this moment: ${name}`, () => {
    expect(linesOf(tokens)).toEqual(lines);
  });
}
