import { expect, test } from '@playwright/test';
import { namesBy, namesOf } from '../../../../fixtures/sessions/names';
import { filled, withFields } from '../../../../fixtures/sessions/service';
import { openOwnAccountsApi } from '../../../../fixtures/sessions/api';
import { openAccounts } from '../../../../fixtures/sessions/accounts';
import { skipReason } from '../../progress/units/support/world';
import type { Given } from '../../support/answers';
import { contractWith } from '../../support/contract';
import { pairOf, serviceOf, sessionOf, type Sent } from './support/parts';

const limited = (rest: string): Given => ({ status: 429, headers: { 'retry-after': rest } });
const credentials = { username: 'smoke-1', email: 'smoke-1@example.com', password: '[p]' };

test('a limit is waited for as often as others take what is left', async () => {
  const answers = [limited('0'), limited('0'), limited('0'), { json: pairOf() }];
  const { requests, sent } = serviceOf(() => answers.shift());

  expect((await requests.askForToken(credentials)).status).toBe(200);
  expect(sent).toHaveLength(4);
});

test('but not for long', async () => {
  const { requests } = serviceOf(() => limited('26'));

  expect(await skipReason(() => requests.askForToken(credentials))).toBe(
    'sign-ins are limited for another 26 s, perhaps by a run before this one: run again then',
  );
  const never = serviceOf(() => limited('0'));
  expect(await skipReason(() => never.requests.askForToken(credentials))).toMatch(
    /^sign-ins are limited for another 0 s/,
  );
});

test('a limit that does not tell when it is over is an answer like any other', async () => {
  const { requests, sent } = serviceOf(() => ({ status: 429 }));

  expect((await requests.askForToken(credentials)).status).toBe(429);
  expect(sent).toHaveLength(1);
});

test('who signs in by an address sends it', async () => {
  const { requests, sent } = serviceOf(() => ({ json: pairOf() }), {
    token: { request: { body: { email: '{email}', secret: '{password}' } } },
  });
  await requests.signIn(credentials);

  expect(sent[0]?.body).toEqual({ email: 'smoke-1@example.com', secret: '[p]' });
});

test("nobody's name is made as the accounts' are", async () => {
  const accounts = { username: 's{n}@example.org', email: '{n}@example.com' };
  const { service, requests, sent } = serviceOf(() => ({ status: 401 }), {
    accounts,
    token: { request: { body: { login: '{username}', mail: '{email}' } } },
  });
  await openOwnAccountsApi(service, requests, openAccounts(service, requests, undefined)).askForNobody();

  expect(sent[0]?.body).toEqual({
    login: expect.stringMatching(/^snobody-\w{8}@example\.org$/) as unknown,
    mail: expect.stringMatching(/^nobody-\w{8}@example\.com$/) as unknown,
  });
});

test('names are known by the username; of others, it stands for the address', () => {
  const { accounts } = contractWith({ sessions: { accounts: { email: 'x{n}@example.com' } } }).sessions;

  expect(namesOf(3, accounts)).toEqual({ username: 'smoke-3', email: 'x3@example.com' });
  expect(namesBy('smoke-3', accounts)).toEqual({ username: 'smoke-3', email: 'x3@example.com' });
  expect(namesBy('smoke-30', accounts)).toEqual({ username: 'smoke-30', email: 'smoke-30' });
});

test('a session is what the body has, and the cookie that is set', () => {
  const { requests } = serviceOf(undefined, { token: { refreshToken: { in: 'cookie', name: 'rt' } } });
  const answer = { ...sessionOf().answer, json: pairOf(), headers: { 'set-cookie': 'rt=of-a-cookie; HttpOnly' } };

  expect(requests.sessionOf('smoke-1', answer).refreshToken).toBe('[of-a-cookie]');
  expect(() => requests.sessionOf('smoke-1', { ...answer, headers: {} })).toThrow('expected a pair of tokens, got 200');
});

test('an answer that brings no session is told by what it lacks', () => {
  const { requests } = serviceOf();
  const { answer } = sessionOf();

  expect(() => requests.sessionOf('smoke-1', { ...answer, json: { access_token: 'a' } })).toThrow(
    /expected a pair of tokens, got 200 .*: refresh_token is no text$/,
  );
});

test('every refresh token that an answer brings is noted, whatever becomes of it', async () => {
  const issued: string[] = [];
  const { service, requests } = serviceOf(() => ({ json: { ...pairOf(), refresh_token: 'new' } }));
  service.issued = (placeholder) => void issued.push(placeholder);
  await requests.askForToken(credentials);
  await requests.refresh(sessionOf());

  expect(issued).toEqual(['[new]', '[new]']);
});

for (const [name, request, sent] of [
  ['a body', { body: { a: '{username}', n: 1 } }, { body: { a: 'u', n: 1, role: 'admin', flag: true } }],
  ['a form', { form: { a: '{username}' } }, { form: { a: 'u', role: 'admin', flag: 'true' } }],
  ['nothing', {}, { body: { role: 'admin', flag: true } }],
  ['a text', { body: '{username}' }, { body: { role: 'admin', flag: true } }],
] as const) {
  test(`more fields in ${name}`, () => {
    expect(withFields(filled(request, { username: 'u' }), { role: 'admin', flag: true })).toEqual(sent);
  });
}

test('headers are filled in, too', () => {
  expect(filled({ headers: { cookie: 'rt={refreshToken}' } }, { refreshToken: '[r]' })).toEqual({
    headers: { cookie: 'rt=[r]' },
  });
});

test('races are one after the other, each with a session of its own', async () => {
  const routes: string[] = [];
  const { service, requests } = serviceOf(({ route }: Sent) => {
    routes.push(route);
    return { json: pairOf() };
  });
  const accounts = openAccounts(service, requests, undefined);
  const [account] = await accounts.take(1);
  const api = openOwnAccountsApi(service, requests, accounts);
  if (account === undefined) throw new Error('no account');

  expect(await api.races(account, 2)).toHaveLength(2);
  expect(routes).toEqual(
    Array.from({ length: 2 }, () => ['POST /token', 'POST /auth/refresh', 'POST /auth/refresh']).flat(),
  );
  accounts.release();
});

test('with a time of grace, a race is none', async () => {
  const { service, requests } = serviceOf(undefined, { refresh: { graceSeconds: 2 } });
  const accounts = openAccounts(service, requests, undefined);
  const [account] = await accounts.take(1);
  const api = openOwnAccountsApi(service, requests, accounts);

  expect(await skipReason(() => account && api.races(account, 1))).toBe(
    "the contract's sessions.refresh.graceSeconds is 2: for so long, one token may be used again",
  );
  accounts.release();
});
