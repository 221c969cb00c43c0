import { progressRoutesOf } from '../../../../fixtures/progress/routes';
import { contractWith } from '../../support/contract';
import type { Received, Reply } from '../../support/loopback';
import { expect, FRONTEND, skipReason, test, type Scripts } from './support/world';

const given: Scripts = {
  real: true,
  settings: { tokens: { first: 'token-of-the-first', other: 'token-of-the-other' } },
};
const lines = ({ requests }: { requests: Received[] }): string[] =>
  requests.map(({ method, url, headers }) =>
    [`${method} ${url}`, headers.cookie?.replace(/(; )?csrf=.*/, ''), headers.authorization]
      .filter((each) => (each ?? '') !== '')
      .join(' '),
  );
const token = 'token-of-the-first';
const byBoth = (route: string): string[] => [`${route} session=${token}`, `${route} Bearer ${token}`];

test('who is nobody asks without anything, even where an answer has set a cookie', async ({ open }) => {
  const { progress, api } = await open({ api: () => ({ json: [], headers: { 'set-cookie': 'session=x; Path=/' } }) });
  await progress.anonymous('/progress');
  await progress.exercise('a b/c');
  await progress.anonymous('/progress');

  expect(lines(api)).toEqual(['GET /progress', 'GET /exercises/a%20b%2Fc', 'GET /progress']);
});

test('a token is tried by every carrier', async ({ open }) => {
  const { progress, api } = await open(given);
  const session = await progress.session('first');
  expect((await progress.verifyToken(session)).map(({ status }) => status)).toEqual([200, 200]);
  expect(lines(api).sort()).toEqual(byBoth('POST /auth/verify').sort());
  api.requests.splice(0);
  expect(await progress.everywhere(session)).toHaveLength(10);
  const routes = [
    ...['POST /auth/verify', 'GET /users/me', 'GET /progress'],
    ...['POST /exercises/smoke-test/verify', 'DELETE /progress/smoke-test'],
  ];
  expect(lines(api).sort()).toEqual(routes.flatMap(byBoth).sort());
  const recording = api.requests.find(({ url, headers }) => url.startsWith('/exercises') && 'cookie' in headers);
  expect(recording).toMatchObject({ method: 'POST', body: '{"id":"smoke-test","completed":true}' });
  expect(recording?.headers.cookie).toBe(`session=${token}; csrf=${String(recording?.headers['x-csrf-token'])}`);
});

test('a session that is signed out is tried as if nobody had removed its cookie', async ({ open }) => {
  const { progress, api } = await open({
    api: ({ path }) =>
      path === '/auth/logout' ? { status: 204, headers: { 'set-cookie': 'session=; Path=/; Max-Age=0' } } : undefined,
  });
  const { session } = await progress.signedOut();
  api.requests.splice(0);
  await progress.everywhere(session);

  expect(lines(api).filter((line) => !/ (session=|Bearer )session-/.test(line))).toEqual([]);
});

test('no token is tried once, and a forged one by every carrier', async ({ open }) => {
  const { progress, api } = await open(given);
  await progress.verify('no token');
  expect(lines(api)).toEqual(['POST /auth/verify']);
  expect(await progress.verify('a tampered token')).toHaveLength(2);
  expect(await progress.askAsForeigner()).toHaveLength(6);
  expect(lines(api).filter((line) => line.startsWith('GET /progress '))).toHaveLength(2);
  expect(lines(api).filter((line) => line.includes(token))).toEqual([]);
});

test('a sign-out without a proof is by the cookie', async ({ open }) => {
  const { progress, api } = await open({
    ...given,
    contract: {
      session: {
        carriers: [
          { in: 'header', name: 'authorization', value: 'Bearer {token}' },
          { in: 'cookie', name: 'session' },
        ],
      },
    },
  });
  await progress.signOutWithoutProof(await progress.session('first'));

  expect(lines(api)).toEqual(['POST /auth/logout session=token-of-the-first']);
  expect(api.requests[0]?.headers.cookie).toContain('; csrf=');
  expect(api.requests[0]?.headers).not.toHaveProperty('x-csrf-token');
});

test('preflights: of the frontend’s origin, and of nobody’s', async ({ open }) => {
  const { progress, api } = await open({ settings: { frontendUrl: `${FRONTEND}/web` } });
  const { own, foreign } = await progress.preflights({ method: 'DELETE', path: '/progress/a' });
  await progress.fromOrigins('/exercises');

  expect([own, ...foreign].map(({ exchange }) => exchange.request.headers['origin'])).toEqual([
    FRONTEND,
    'https://smoke-test.example',
    `${FRONTEND}.smoke-test.example`,
    'null',
  ]);
  expect(lines(api).sort()).toEqual([
    ...Array.from({ length: 4 }, () => 'GET /exercises'),
    ...Array.from({ length: 4 }, () => 'OPTIONS /progress/a'),
  ]);
  expect(own.exchange.request.headers).toMatchObject({
    'access-control-request-method': 'DELETE',
    'access-control-request-headers': 'content-type,x-csrf-token',
  });
  expect(progress.cors()).toEqual({
    origin: FRONTEND,
    statuses: [200, 204],
    headers: ['content-type', 'x-csrf-token'],
  });
});

test('where the frontend is of one origin with the API, nothing is to be admitted', async ({ open }) => {
  const { progress } = await open({ contract: { cors: null } });

  expect(await skipReason(() => progress.cors())).toBe(
    "the contract's progress.cors is null: the frontend is of the API's own origin",
  );
});

test('starts of so many browsers, and how much of their states is chance', async ({ open }) => {
  const { progress, api } = await open();
  const { started, stateBits } = await progress.starts(3);

  expect(new Set(started.map(({ state }) => state)).size).toBe(4);
  expect(started[3]?.browser).toBe(started[0]?.browser);
  expect(stateBits).toBeGreaterThanOrEqual(96);
  expect(lines(api)).toHaveLength(4);
});

test('where there is no state, none of it is chance', async ({ open }) => {
  const { progress } = await open({ api: () => ({ status: 500 }) });

  expect((await progress.starts(2)).stateBits).toBe(0);
});

test('a round trip to a foreign page: by each name that the contract has', async ({ open }) => {
  const { progress, api } = await open({ contract: { oauth: { returnParameters: ['next', 'to'] } } });
  await progress.roundTripTo('https://smoke-test.example/a');

  expect(api.requests[0]?.url).toBe(
    '/auth/github?next=https%3A%2F%2Fsmoke-test.example%2Fa&to=https%3A%2F%2Fsmoke-test.example%2Fa',
  );
});

test('too many sign-ins: as many as the contract says, and then a rest', async ({ open }) => {
  const limited: Reply = { status: 429, headers: { 'retry-after': '1' } };
  const { progress, api } = await open({ api: () => (api.requests.length > 2 ? limited : { status: 302 }) });
  const before = performance.now();
  const answers = await progress.tooManySignIns({ path: '/auth/github', requests: 4, maxRetryAfterSeconds: 3600 });

  expect(answers.map(({ status }) => status).sort()).toEqual([302, 302, 429, 429]);
  expect(performance.now() - before).toBeGreaterThan(990);
});

test('whose session it is, and by which name', async ({ open }) => {
  const { progress } = await open();
  const trip = await progress.roundTrip('first');

  expect(await progress.userId(progress.sessionOf(trip))).toBe('7');
  expect([progress.login('first'), progress.login('other')]).toEqual(['ada', undefined]);
});

test('the routes that a page asks, by the contract', () => {
  const routesOf = (contract: ReturnType<typeof contractWith>) =>
    progressRoutesOf(contract).map(({ method, path }) => `${method} ${path}`);

  expect(routesOf(contractWith({ progress: { exercises: { marked: 'a/b' } } }))).toEqual([
    ...['GET /exercises', 'GET /exercises/a%2Fb', 'GET /users/me', 'GET /progress', 'POST /exercises/a%2Fb/verify'],
    ...['POST /auth/verify', 'POST /auth/logout', 'DELETE /progress/a%2Fb'],
  ]);
  expect(routesOf(contractWith({ progress: { progress: { removal: null } } })).at(-1)).toBe('POST /auth/logout');
});
