import { expect, test } from '@playwright/test';
import type { ContractOverrides } from '../../../../contract';
import { admitOnly } from '../../../../fixtures/matchers/sessions-matchers';
import { openOrigins, originRoutesOf } from '../../../../fixtures/sessions/origins';
import { skipReason } from '../../progress/units/support/world';
import { contractWith } from '../../support/contract';
import { problemsOf, serviceOf, sessionOf, sessionsAnswer, type Sent } from './support/parts';

const OWN = 'https://app.example.com';
const route = { method: 'PUT', path: '/posts/1' };

test('each kind of request that browsers ask about', () => {
  const named = (sessions: NonNullable<ContractOverrides['sessions']> = {}): string[] =>
    originRoutesOf(contractWith({ sessions })).map(({ method, path }) => `${method} ${path}`);

  expect(named()).toEqual([
    ...['POST /register', 'POST /token', 'POST /auth/refresh', 'POST /auth/logout', 'POST /posts'],
    'GET /users/me',
    'GET /admin/users',
    'PATCH /users/me',
    'PUT /posts/smoke-test',
    'DELETE /posts/smoke-test',
  ]);
  expect(named({ update: null, posts: { itemPath: '/notes/{id}/latest' } })).toEqual([
    ...['POST /register', 'POST /token', 'POST /auth/refresh', 'POST /auth/logout', 'POST /posts'],
    ...['GET /users/me', 'GET /admin/users', 'PUT /notes/smoke-test/latest', 'DELETE /notes/smoke-test/latest'],
  ]);
});

test('who has one path for several things is asked once', () => {
  const sessions = { refresh: { path: '/token' }, update: { method: 'PUT' as const, path: '/posts/smoke-test' } };
  const routes = originRoutesOf(contractWith({ sessions })).map(({ method, path }) => `${method} ${path}`);

  expect(routes.filter((each) => each === 'POST /token')).toHaveLength(1);
  expect(routes.filter((each) => each === 'PUT /posts/smoke-test')).toHaveLength(1);
  expect(routes).toHaveLength(8);
});

test('preflights from the settings’ origin, from stale ones, and from those that are nobody’s', async () => {
  const { service, sent } = serviceOf();
  const { wanted } = await openOrigins(service, OWN).preflights(route);

  expect(sent.map(({ headers }) => headers?.origin)).toEqual([
    ...[OWN, 'http://localhost:3000', 'http://localhost:5173', 'http://127.0.0.1:3000'],
    ...['https://smoke-test.example', `${OWN}.smoke-test.example`, 'null'],
    ...['https://smoke-test.app.example.com', 'https://smoke-testapp.example.com'],
  ]);
  expect(sent[0]).toEqual({
    ...{ as: 'nobody', route: 'OPTIONS /posts/1' },
    headers: {
      origin: OWN,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
  expect(wanted).toEqual({ statuses: [200, 204], headers: ['authorization', 'content-type'], methods: ['PUT'] });
});

test('the contract’s origins stand in for the settings’; a stale one that is admitted is not stale', async () => {
  const { service, sent } = serviceOf(undefined, {
    cors: {
      origins: ['https://a.example.com', 'http://localhost:3000'],
      stale: ['http://localhost:3000', 'https://old.example.com'],
    },
  });
  const { admitted, others } = await openOrigins(service, OWN).answers();

  expect(sent.map(({ headers }) => headers?.origin)).not.toContain(OWN);
  expect([admitted.length, others.length]).toEqual([2, 9]);
  expect(sent.map(({ headers }) => headers?.origin)).toEqual([
    ...['https://a.example.com', 'http://localhost:3000', 'https://old.example.com'],
    ...['https://smoke-test.example', 'https://a.example.com.smoke-test.example', 'null'],
    ...['https://smoke-test.a.example.com', 'https://smoke-testa.example.com'],
    'http://localhost:3000.smoke-test.example',
    ...['http://smoke-test.localhost:3000', 'http://smoke-testlocalhost:3000'],
  ]);
});

test('who has signed in asks for his profile, who has not how the service is, whatever they are told', async () => {
  const { service, sent } = serviceOf(({ route }: Sent) => ({ status: route === 'GET /users/me' ? 200 : 503 }));
  const origins = openOrigins(service, OWN);
  const [own, health] = [await origins.answers(sessionOf()), await origins.answers()];

  expect([...new Set(sent.map(({ as, route }) => `${route} as ${as}`))]).toEqual([
    ...['GET /users/me as smoke-1', 'GET /health as nobody'],
  ]);
  expect(sent[0]?.headers).toEqual({ origin: OWN, authorization: 'Bearer [a]' });
  expect([own.wanted, health.wanted]).toEqual([
    { statuses: [200], headers: [] },
    { statuses: [503], headers: [] },
  ]);
});

test('a method that needs no leave is not asked for', async () => {
  const { service } = serviceOf();
  expect((await openOrigins(service, OWN).preflights({ method: 'POST', path: '/token' })).wanted.methods).toEqual([]);
});

test('skipped where the origin that a deployment is to admit is one that it must not', async () => {
  const { service } = serviceOf();
  const stale = 'http://localhost:3000';
  const deployed = { ...service, url: 'https://accounts.example.com' };

  expect(await skipReason(() => openOrigins(deployed, stale))).toBe(
    `${stale} is SMOKE_TEST_ORIGIN, which may be its default, and one of sessions.cors.stale in the contract: name the origin of the deployed frontend`,
  );
  expect((await openOrigins({ ...service, url: 'http://127.0.0.1:1' }, stale).answers()).admitted).toHaveLength(1);
  expect((await openOrigins(deployed, OWN).answers()).admitted).toHaveLength(1);
});

test('skipped where browsers have no part', async () => {
  const { service } = serviceOf(undefined, { cors: null });
  expect(await skipReason(() => openOrigins(service, OWN))).toBe(
    "the contract's sessions.cors is null: browsers have no part in it",
  );
});

test('judged: the first origin that fares otherwise than it should', async () => {
  const cors = (origin: string) => ({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
  });
  const answering = (admits: (origin: string) => boolean) =>
    openOrigins(
      serviceOf(({ headers: { origin = '' } = {} }: Sent) => ({ headers: admits(origin) ? cors(origin) : {} })).service,
      OWN,
    ).answers();
  const asked = (origin: string, each: ReturnType<typeof sessionsAnswer>) => ({
    ...each,
    exchange: { ...each.exchange, request: { ...each.exchange.request, headers: { origin } } },
  });
  const named = async (admits: (origin: string) => boolean) => {
    const { admitted, others, wanted } = await answering(admits);
    const origins = [
      'http://localhost:3000',
      'http://localhost:5173',
      'http://127.0.0.1:3000',
      'https://smoke-test.example',
      `${OWN}.smoke-test.example`,
      'null',
      'https://smoke-test.app.example.com',
      'https://smoke-testapp.example.com',
    ];
    return problemsOf(
      admitOnly({
        admitted: admitted.map((each) => asked(OWN, each)),
        others: others.map((each, at) => asked(origins[at] ?? '', each)),
        wanted,
      }),
    );
  };

  expect(await named((origin) => origin === OWN)).toEqual([]);
  expect(await named((origin) => origin === OWN || origin === 'http://localhost:5173')).toEqual([
    'a page of http://localhost:5173 is admitted as well: access-control-allow-origin is http://localhost:5173',
  ]);
  expect(await named((origin) => origin.startsWith(OWN))).toEqual([
    `a page of ${OWN}.smoke-test.example is admitted as well: access-control-allow-origin is ${OWN}.smoke-test.example`,
  ]);
  expect(await named((origin) => origin.endsWith('app.example.com'))).toEqual([
    'a page of https://smoke-test.app.example.com is admitted as well: access-control-allow-origin is https://smoke-test.app.example.com',
    'a page of https://smoke-testapp.example.com is admitted as well: access-control-allow-origin is https://smoke-testapp.example.com',
  ]);
  expect(problemsOf(admitOnly({ admitted: [], others: [], wanted: { statuses: [200], headers: [] } }))).toEqual([]);
  expect(admitOnly({ admitted: [], others: [], wanted: { statuses: [200], headers: [] } }).pass).toBe(false);
});
