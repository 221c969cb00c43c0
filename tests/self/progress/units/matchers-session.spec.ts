import { expect, test } from '@playwright/test';
import { defaultContract } from '../../../../contract';
import { endInSession } from '../../../../fixtures/matchers/sign-in-matchers';
import type { RoundTrip } from '../../../../fixtures/progress/sessions';
import { contractWith } from '../../support/contract';
import { FRONTEND, linesOf, problemsOf, progressAnswer, targetOf, tripOf } from './support/parts';

const session = 'session=[token]; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=3600';
const csrf = 'csrf=[csrf]; Path=/; Secure; SameSite=Lax';

interface How {
  status?: number;
  location?: string;
  cookies?: readonly string[];
  start?: readonly string[];
  trip?: Partial<RoundTrip>;
}

function tripWith({ status = 302, location = `${FRONTEND}/`, cookies = [session, csrf], start, trip }: How): RoundTrip {
  const made = tripOf({ status, headers: { location, 'set-cookie': cookies.join('\n') } }, trip);
  const first = progressAnswer({ status: 302, headers: { 'set-cookie': (start ?? []).join('\n') } });
  return { ...made, steps: [first, ...made.steps.slice(1)] };
}

const judge = (how: How, target = targetOf()) => endInSession(tripWith(how), target);
const other = (change: string, by = ''): string => session.replace(change, by);
const days = (count: number): string => other('3600', String(count * 86_400));
const at = (time: string): string => other('Max-Age=3600', `Expires=${time}`);
const inDays = (count: number): string => at(new Date(Date.now() + count * 86_400_000).toUTCString());

for (const [name, how] of [
  ['as it should be', {}],
  ['by 303', { status: 303 }],
  ['with something harmless in its URL', { location: `${FRONTEND}/?welcome=1#top` }],
  ['SameSite=Strict, however it is written', { cookies: [other('Lax', 'strict'), csrf] }],
  ['until a time', { cookies: [inDays(30), csrf] }],
  ['for all of 90 days', { cookies: [days(90), csrf] }],
  ['Max-Age counts more than Expires', { cookies: [`${session}; Expires=Thu, 01 Jan 1970 00:00:00 GMT`, csrf] }],
  ['with the cookie of the state removed', { cookies: [session, csrf, 'oauth_state=; Max-Age=0'] }],
  ['with an old cookie removed on another path', { cookies: ['session=; Path=/auth; Max-Age=0', session, csrf] }],
  ['by cookies of the start', { cookies: [], start: [session, csrf] }],
  ['by a better cookie than that of the start', { start: ['session=x; Path=/', 'csrf=x; Path=/; HttpOnly'] }],
] satisfies [string, How][]) {
  test(`ends in a session: ${name}`, () => {
    expect(problemsOf(judge(how))).toEqual([]);
    expect(judge(how).pass).toBe(true);
  });
}

const open = 'cookie session is not HttpOnly: any script of the page can read it';
for (const [name, how, problems] of [
  ['another status', { status: 200 }, ['status is 200, not 302 or 303']],
  ['another page', { location: `${FRONTEND}/login` }, [`it leads to ${FRONTEND}/login, not to ${FRONTEND}/`]],
  ['another host', { location: 'https://a.test/' }, [`it leads to https://a.test/, not to ${FRONTEND}/`]],
  ['a relative page', { location: '/' }, [`it leads to https://api.example.com/, not to ${FRONTEND}/`]],
  ['no session', { trip: { token: undefined } }, ['there is no session in cookie session']],
  ['a secret in the query', { location: `${FRONTEND}/?t=[token]` }, ['its URL has a secret in "t"']],
  [
    'the token, which nobody took for a secret',
    { location: `${FRONTEND}/?t=abc`, trip: { token: 'abc' } },
    ['its URL has a secret in "t"'],
  ],
  ['a secret in the fragment', { location: `${FRONTEND}/#a=1&token=[other]` }, ['its URL has a secret in "token"']],
  ['a secret as the fragment', { location: `${FRONTEND}/#[token]` }, ['its URL has a secret in "[token]"']],
  [
    'two of them',
    { location: `${FRONTEND}/?code=[code]&state=[state]` },
    ['its URL has a secret in "code"', 'its URL has a secret in "state"'],
  ],
  ['not HttpOnly', { cookies: [other('HttpOnly; '), csrf] }, [open]],
  ['not Secure', { cookies: [other('Secure; '), csrf] }, ['cookie session is not Secure: it would go over plain http']],
  [
    'no SameSite',
    { cookies: [other('SameSite=Lax; '), csrf] },
    ['cookie session has no SameSite, which should be Lax or Strict'],
  ],
  [
    'a SameSite that is none',
    { cookies: [other('Lax', 'Some'), csrf] },
    ['cookie session has no SameSite, which should be Lax or Strict'],
  ],
  ['SameSite=None', { cookies: [other('Lax', 'None'), csrf] }, ['cookie session is SameSite=none, not Lax or Strict']],
  ['no expiry', { cookies: [other('; Max-Age=3600'), csrf] }, ['cookie session has no expiry (Max-Age, or Expires)']],
  ['an expiry that is none', { cookies: [at('never'), csrf] }, ['cookie session has no expiry (Max-Age, or Expires)']],
  ['over at once', { cookies: [days(0), csrf] }, ['cookie session is over already']],
  ['over since long', { cookies: [at('Thu, 01 Jan 1970 00:00:00 GMT'), csrf] }, ['cookie session is over already']],
  ['for a year', { cookies: [days(365), csrf] }, ['cookie session lives 365 days, longer than 90']],
  ['until next year', { cookies: [inDays(365), csrf] }, ['cookie session lives 365 days, longer than 90']],
  ['no second cookie', { cookies: [session] }, ['there is no cookie csrf, which requests have to repeat']],
  [
    'a second cookie that is removed',
    { cookies: [session, 'csrf=; Path=/; Max-Age=0'] },
    ['there is no cookie csrf, which requests have to repeat'],
  ],
  [
    'a second cookie that no page can read',
    { cookies: [session, `${csrf}; HttpOnly`] },
    ['cookie csrf is HttpOnly: no page can read what it has to send'],
  ],
  [
    'two of one name, of which one is open',
    { cookies: [session, 'session=x; Path=/auth; Secure; SameSite=Lax; Max-Age=60', csrf] },
    [open],
  ],
  [
    'two of one name, both of which are open',
    { cookies: [other('HttpOnly; '), other('HttpOnly; ').replace('/', '/auth'), csrf] },
    [open],
  ],
  ['set again, and worse', { cookies: [session, other('HttpOnly; '), csrf] }, [open]],
  ['a poor cookie of the start', { cookies: [csrf], start: [other('HttpOnly; ')] }, [open]],
  [
    'nothing at all',
    { cookies: ['session=x'], trip: { token: undefined } },
    [
      'there is no session in cookie session',
      open,
      'cookie session is not Secure: it would go over plain http',
      'cookie session has no SameSite, which should be Lax or Strict',
      'cookie session has no expiry (Max-Age, or Expires)',
      'there is no cookie csrf, which requests have to repeat',
    ],
  ],
] satisfies [string, How, string[]][]) {
  test(`does not end in a session: ${name}`, () => {
    const found = judge(how);

    expect(found.pass).toBe(false);
    expect(problemsOf(found)).toEqual(problems);
  });
}

test('nowhere: the whole message', () => {
  const landing = { status: 500, headers: { 'set-cookie': [session, csrf].join('\n') } };

  expect(linesOf(endInSession(tripOf(landing), targetOf()))).toEqual([
    `GET /auth/github/callback as first: expected a redirect to ${FRONTEND}/ with a session, got 500 from the integration`,
    '  - status is 500, not 302 or 303',
    '  - there is no Location',
    '  body: (empty)',
    '  ids: apigw-requestid: r1',
    "  look at: the function's log for this request id",
  ]);
});

test('the callback stands for the test', () => {
  const trip = tripWith({});
  endInSession(trip, targetOf());

  expect(trip.landing.exchange.judged).toBe(true);
});

for (const [place, location] of [
  ['query', `${FRONTEND}/home?t=[token]`],
  ['fragment', `${FRONTEND}/home#t=[token]`],
] as const) {
  test(`a token in the ${place} is as it should be, where the contract says so`, () => {
    const from = { in: place, name: 't' } as const;
    const contract = contractWith({ progress: { session: { from }, oauth: { landing: '/home' } } });
    const target = targetOf({ contract });

    expect(judge({ location, cookies: [] }, target).pass).toBe(true);
    expect(problemsOf(judge({ location: `${location}&u=[token]`, cookies: [] }, target))).toEqual([
      'its URL has a secret in "u"',
    ]);
    expect(
      problemsOf(judge({ location: `${FRONTEND}/home`, cookies: [], trip: { token: undefined } }, target)),
    ).toEqual([`there is no session in ${place} t`]);
  });
}

test('by what the contract says of cookies', () => {
  const contract = contractWith({
    progress: { session: { sameSite: ['None'], longestDays: 1 / 24, csrf: { by: 'origin' } } },
  });
  const target = targetOf({ contract });

  expect(judge({ cookies: [other('Lax', 'None')] }, target).pass).toBe(true);
  expect(problemsOf(judge({ cookies: [session] }, target))).toEqual(['cookie session is SameSite=lax, not None']);
  expect(judge({ cookies: [session] }, targetOf({ contract: defaultContract })).pass).toBe(false);
});
