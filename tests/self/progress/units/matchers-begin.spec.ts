import { expect, test } from '@playwright/test';
import { defaultContract as contract } from '../../../../contract';
import { beginAtProvider } from '../../../../fixtures/matchers/sign-in-matchers';
import { locationOf, type SignIn } from '../../../../fixtures/progress/sign-in';
import type { Given } from '../../support/answers';
import { contractWith } from '../../support/contract';
import { AUTHORIZE, browserOf, CALLBACK, linesOf, problemsOf, progressAnswer, targetOf } from './support/parts';

const right = { client_id: 'client-1', redirect_uri: CALLBACK, scope: 'read:user user:email', state: 'a' };
const to = (change: Record<string, string>, at = AUTHORIZE): Given => ({
  status: 302,
  headers: { location: `${at}?${new URLSearchParams({ ...right, ...change }).toString()}` },
});

function startOf(given: Given): SignIn {
  const answer = progressAnswer({ request: 'GET /auth/github as somebody', ...given });
  const authorize = locationOf(answer);
  const state = authorize?.searchParams.get('state') ?? undefined;
  return { browser: browserOf().browser, steps: [answer], authorize, state, code: undefined };
}

const judge = (given: Given[], target = targetOf(), stateBits = 128) =>
  beginAtProvider({ started: given.map(startOf), stateBits }, target);
const others = [to({ state: 'b' }), to({ state: 'c' })];

for (const [name, given, target] of [
  ['as it should be', to({}), targetOf()],
  ['by 303', { ...to({}), status: 303 }, targetOf()],
  ['scopes by commas, and more of them', to({ scope: 'repo,user:email,read:user' }), targetOf()],
  ['any client, where none is given', to({ client_id: 'other' }), targetOf({ clientId: undefined })],
  ['more parameters', to({ login: 'ada', allow_signup: 'false' }), targetOf()],
  [
    'what stands in for the provider',
    to({}, 'http://127.0.0.1:4000/login/oauth/authorize'),
    targetOf({ authorizeUrl: 'http://127.0.0.1:4000/login/oauth/authorize' }),
  ],
] satisfies [string, Given, ReturnType<typeof targetOf>][]) {
  test(`begins at the provider: ${name}`, () => {
    expect(problemsOf(judge([given, ...others], target))).toEqual([]);
    expect(judge([given, ...others], target).pass).toBe(true);
  });
}

for (const [name, given, problems] of [
  ['another status', { ...to({}), status: 200 }, ['status is 200, not 302 or 303']],
  ['nowhere', { status: 302 }, ['there is no Location']],
  ['nothing that can be read', { status: 302, headers: { location: 'https://' } }, ['there is no Location']],
  ['a crash', { status: 500 }, ['status is 500, not 302 or 303', 'there is no Location']],
  [
    'elsewhere',
    to({}, 'https://a.test/login/oauth/authorize'),
    [`it leads to https://a.test/login/oauth/authorize, not to ${AUTHORIZE}`],
  ],
  ['another page', to({}, 'https://github.com/login'), [`it leads to https://github.com/login, not to ${AUTHORIZE}`]],
  [
    'plain http',
    to({}, AUTHORIZE.replace('https', 'http')),
    [`it leads to http://github.com/login/oauth/authorize, not to ${AUTHORIZE}`],
  ],
  [
    'relative',
    { status: 302, headers: { location: '/login/oauth/authorize' } },
    [`it leads to https://api.example.com/login/oauth/authorize, not to ${AUTHORIZE}`],
  ],
  ['no client', to({ client_id: '' }), ['client_id is missing']],
  ['another client', to({ client_id: 'client-2' }), ['client_id is "client-2", not "client-1"']],
  ['no redirect URI', to({ redirect_uri: '' }), ['redirect_uri is missing']],
  [
    'another redirect URI',
    to({ redirect_uri: 'https://a.test/' }),
    [`redirect_uri is "https://a.test/", not "${CALLBACK}"`],
  ],
  ['no scope', to({ scope: '' }), ['scope lacks read:user', 'scope lacks user:email']],
  ['part of the scopes', to({ scope: 'read:user' }), ['scope lacks user:email']],
  ['part of a scope', to({ scope: 'read:user user:email:more' }), ['scope lacks user:email']],
  ['no state', to({ state: '' }), ['state is missing: anybody can bring a code of his own']],
  ['one state', to({ state: 'b' }), ['state is the same for different browsers']],
  [
    'all at once',
    { ...to({ client_id: 'x', redirect_uri: 'y', scope: 'z', state: '' }), status: 307 },
    [
      'status is 307, not 302 or 303',
      'client_id is "x", not "client-1"',
      `redirect_uri is "y", not "${CALLBACK}"`,
      'scope lacks read:user',
      'scope lacks user:email',
      'state is missing: anybody can bring a code of his own',
    ],
  ],
] satisfies [string, Given, string[]][]) {
  test(`does not begin at the provider: ${name}`, () => {
    const found = judge([given, ...others]);

    expect(found.pass).toBe(false);
    expect(problemsOf(found)).toEqual(problems);
  });
}

test('no client at all is a problem, whoever it should be', () => {
  const target = targetOf({ clientId: undefined });

  expect(problemsOf(judge([to({ client_id: '' }), ...others], target))).toEqual(['client_id is missing']);
});

test('a state that can be guessed', () => {
  const guessed = judge([to({}), ...others], targetOf(), 87);

  expect(judge([to({}), ...others], targetOf(), 88).pass).toBe(true);
  expect(linesOf(guessed)).toEqual([
    `GET /auth/github as somebody: expected a redirect to ${AUTHORIZE} with a state of its own, got 302 from the integration`,
    '  - state can be guessed: what differs from browser to browser has 87 bits at most, fewer than 88',
    '  body: (empty)',
    '  ids: apigw-requestid: r1',
  ]);
});

test('one who was not sent there is told of, also where others were', () => {
  const throttled = { status: 429, request: 'GET /auth/github as the third one' };
  const found = judge([...others, throttled]);

  expect(found.pass).toBe(false);
  expect(linesOf(found)[0]).toContain('GET /auth/github as the third one: expected');
  expect(problemsOf(found)).toEqual(['status is 429, not 302 or 303', 'there is no Location']);
});

test('the answer that is told of stands for the test', () => {
  const started = [to({}), ...others].map(startOf);
  beginAtProvider({ started, stateBits: 128 }, targetOf());

  expect(started[0]?.steps[0]?.exchange.judged).toBe(true);
});

test('nobody has started', () => {
  expect(linesOf(judge([]))).toEqual(['expected a start, got none']);
});

test('by what the contract says', () => {
  const own = contractWith({
    progress: { oauth: { redirectStatuses: [307], scopes: ['openid'], stateLeastBits: 32 } },
  });
  const given = { ...to({ scope: 'openid' }), status: 307 };

  expect(judge([given, ...others], targetOf({ contract: own }), 40).pass).toBe(true);
  expect(judge([given, ...others], targetOf({ contract }), 40).pass).toBe(false);
});
