import { expect, test } from '@playwright/test';
import type { ContractOverrides } from '../../../../contract';
import { openSession, present, protectedRoutes, type CsrfProof } from '../../../../fixtures/progress/session';
import { proofBy } from '../../../../fixtures/progress/service';
import type { Call } from '../../support/answers';
import { contractWith } from '../../support/contract';
import { browserOf, FRONTEND, serviceOf } from './support/parts';

type SessionOverrides = NonNullable<NonNullable<ContractOverrides['progress']>['session']>;

const token = '[session:first …k3Fq]';
const byHeader = { in: 'header', name: 'authorization', value: 'Bearer {token}' } as const;
const byCookie = { in: 'cookie', name: 'session' } as const;
const foreign = 'https://smoke-test.example';
const uuid = expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/) as unknown;

/** Somebody with these cookies, by such a contract; and what he sends. */
async function sessionWith(
  session: SessionOverrides,
  cookies = ['session', 'csrf'],
  answer: unknown = { csrfToken: 'told' },
) {
  const contract = contractWith({ progress: { session } });
  const { browser, calls } = browserOf(({ path }) => (path === '/csrf' ? { json: answer } : {}));
  for (const name of cookies) await browser.take(name, name === 'session' ? token : `[${name}]`);
  return { session: openSession(serviceOf({ contract }), browser, 'first', token), calls, browser };
}

async function sent(session: SessionOverrides, method: string, proof?: CsrfProof): Promise<Call['headers'][]> {
  const { session: somebody, calls } = await sessionWith(session);
  await somebody.send(method, '/progress', { headers: { 'x-one': '1' } }, proof);
  return calls.map(({ headers }) => headers);
}

const cookie = `session=${token}; csrf=[csrf]`;
const origin = FRONTEND;
const answered = { by: 'answer', path: '/csrf', at: 'csrfToken', header: 'x-xsrf' } as const;

for (const [name, session, method, proof, headers] of [
  ['a cookie alone reads', {}, 'GET', undefined, [{ cookie }]],
  ['a cookie writes with its proof', {}, 'POST', undefined, [{ cookie, origin, 'x-csrf-token': '[csrf]' }]],
  ['the same, said', {}, 'DELETE', 'as it should be', [{ cookie, origin, 'x-csrf-token': '[csrf]' }]],
  ['without its proof', {}, 'POST', 'none', [{ cookie, origin }]],
  ['with a wrong one', {}, 'POST', 'a wrong one', [{ cookie, origin, 'x-csrf-token': uuid }]],
  ['where there is no proof', { csrf: null }, 'POST', undefined, [{ cookie, origin }]],
  ['where there is none to be wrong', { csrf: null }, 'POST', 'a wrong one', [{ cookie, origin }]],
  ['by its origin', { csrf: { by: 'origin' } }, 'POST', undefined, [{ cookie, origin }]],
  ['by no origin', { csrf: { by: 'origin' } }, 'POST', 'none', [{ cookie }]],
  ['by a wrong one', { csrf: { by: 'origin' } }, 'POST', 'a wrong one', [{ cookie, origin: foreign }]],
  ['by what it is told', { csrf: answered }, 'POST', undefined, [{ cookie }, { cookie, origin, 'x-xsrf': 'told' }]],
  ['told, and silent', { csrf: answered }, 'POST', 'none', [{ cookie }, { cookie, origin }]],
  ['told, and wrong', { csrf: answered }, 'POST', 'a wrong one', [{ cookie }, { cookie, origin, 'x-xsrf': uuid }]],
  [
    'a header alone reads',
    { carriers: [byHeader, byCookie] },
    'GET',
    undefined,
    [{ cookie: '', authorization: `Bearer ${token}` }],
  ],
  [
    'a header writes without a proof',
    { carriers: [byHeader] },
    'POST',
    undefined,
    [{ cookie: '', origin, authorization: `Bearer ${token}` }],
  ],
  [
    'where a proof is said, a cookie is meant',
    { carriers: [byHeader, byCookie] },
    'POST',
    'none',
    [{ cookie, origin }],
  ],
] satisfies [string, SessionOverrides, string, CsrfProof | undefined, unknown[]][]) {
  test(`what a session sends: ${name}`, async () => {
    const found = await sent(session, method, proof);
    const own = headers.map((each, index) => (index === headers.length - 1 ? { ...each, 'x-one': '1' } : each));

    expect(found).toEqual(own);
  });
}

test('a wrong proof is another one each time, and never the right one', async () => {
  const { session, calls } = await sessionWith({});
  await session.send('POST', '/progress', {}, 'a wrong one');
  await session.send('POST', '/progress', {}, 'a wrong one');
  const [one, other] = calls.map(({ headers }) => headers?.['x-csrf-token']);

  expect(one).not.toBe(other);
  expect([one, other]).not.toContain('[csrf]');
});

test('who has no second cookie makes one up, and both go', async () => {
  const { session, calls } = await sessionWith({}, ['session']);
  await session.send('POST', '/progress');
  await session.send('POST', '/progress');
  const made = calls[0]?.headers?.['x-csrf-token'] ?? '';

  expect(made).toEqual(uuid);
  expect(calls.map(({ headers }) => headers)).toEqual(
    [1, 2].map(() => ({ cookie: `session=${token}; csrf=${made}`, origin, 'x-csrf-token': made })),
  );
});

test('who has a wrong proof has the cookie as well', async () => {
  const { session, calls } = await sessionWith({}, ['session']);
  await session.send('POST', '/progress', {}, 'none');

  expect(calls[0]?.headers?.cookie).toMatch(/; csrf=[\da-f-]{36}$/);
  expect(calls[0]?.headers).not.toHaveProperty('x-csrf-token');
});

test('where there is nothing to compare, the session has its cookie alone', async () => {
  const { session, calls } = await sessionWith({}, ['session', 'csrf']);
  await session.send('POST', '/progress', {}, 'nothing to compare');

  expect(calls[0]?.headers?.cookie).toBe(`session=${token}`);
  expect(calls[0]?.headers).not.toHaveProperty('x-csrf-token');
});

test('what it is told is asked for once, and may be in the envelope', async () => {
  const { session, calls } = await sessionWith({ csrf: { ...answered, at: 'a.b' } }, ['session'], {
    data: { a: { b: 'told' } },
  });
  await session.send('POST', '/progress');
  await session.send('POST', '/progress');

  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /csrf',
    'POST /progress',
    'POST /progress',
  ]);
  expect(calls.slice(1).map(({ headers }) => headers?.['x-xsrf'])).toEqual(['told', 'told']);
});

for (const answer of [{}, { csrfToken: '' }, { csrfToken: null }, 'told']) {
  test(`who is told nothing does not go on: ${JSON.stringify(answer)}`, async () => {
    const { session, calls } = await sessionWith({ csrf: answered }, ['session'], answer);

    await expect(session.send('POST', '/progress')).rejects.toThrow(
      /^GET \/csrf as somebody: expected what requests have to repeat at csrfToken, got 200 from the integration \(progress\.session\.csrf in the contract\)$/,
    );
    expect(calls).toHaveLength(1);
  });
}

test('bodies and queries go as they are, and headers of a request count more', async () => {
  const { session, calls } = await sessionWith({});
  await session.send('POST', '/progress', { body: { a: 1 }, query: { b: '2' }, headers: { origin: foreign } });

  expect(calls[0]).toMatchObject({ body: { a: 1 }, query: { b: '2' }, headers: { origin: foreign, cookie } });
});

test('what a token is presented by, and by cookie with a proof', async () => {
  const { browser, calls } = browserOf();
  const service = { contract: contractWith({}), frontendUrl: 'https://app.example.com/web' };
  await browser.take('session', '[other]');
  for (const carrier of [byCookie, byHeader])
    await present(service, browser, { method: 'POST', path: '/a' }, carrier, token);
  await present(service, browser, { method: 'GET', path: '/a' }, byCookie, token);
  await present(service, browser, { method: 'GET', path: '/a' }, byCookie, undefined);

  const { 'x-csrf-token': made } = calls[0]?.headers ?? {};
  expect(made).toMatch(/^[\da-f-]{36}$/);
  expect(calls).toEqual([
    {
      method: 'POST',
      path: '/a',
      headers: {
        cookie: `session=${token}; csrf=${String(made)}`,
        origin: 'https://app.example.com',
        'x-csrf-token': made,
      },
    },
    {
      method: 'POST',
      path: '/a',
      headers: { cookie: '', origin: 'https://app.example.com', authorization: `Bearer ${token}` },
    },
    { method: 'GET', path: '/a', headers: { cookie: '', ...proofBy(byCookie, token) } },
    { method: 'GET', path: '/a', headers: { cookie: '' } },
  ]);
});

test('carriers: what they send', () => {
  const own = { in: 'header', name: 'x-session', value: '{token}' } as const;

  expect(proofBy(own, token)).toEqual({ 'x-session': token });
});

test('what is protected', () => {
  const contract = contractWith({ progress: { me: { path: '/me' } } });

  expect(protectedRoutes(contract).map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /auth/verify',
    'GET /me',
    'GET /progress',
    'POST /exercises/smoke-test/verify',
    'DELETE /progress/smoke-test',
  ]);
});
