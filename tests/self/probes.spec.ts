import { probePath } from '../../fixtures/prober';
import { contractWith } from './support/contract';
import { expect, log, routeOf, test } from './support/probes';

test('each kind of credential that the route admits is tried', async ({ open, sent }) => {
  const probed = await open().all(routeOf('GET /users/invite-codes', 'jwt', 'admin', 'anonymous'));

  expect(log(sent)).toEqual([
    'jwt: GET /users/invite-codes',
    'admin: GET /users/invite-codes',
    'anonymous: GET /users/invite-codes',
  ]);
  expect(probed.map(({ withoutCredentials }) => withoutCredentials)).toEqual([undefined, undefined, undefined]);
});

test('an API key is created for it', async ({ open, sent }) => {
  await open().all(routeOf('GET /posts', 'apiKey'));

  expect(log(sent)).toEqual(['owner: POST /users/api-keys', 'apiKey:full: GET /users/me', 'apiKey:full: GET /posts']);
});

test.describe('the body', () => {
  for (const [name, key, probes, body] of [
    ['of the default, where nothing else is said', 'POST /posts', {}, []],
    ['of the route', 'POST /auth/validate-invite', {}, { code: '' }],
    ['of the user’s contract', 'PUT /posts', { routes: { 'PUT /posts': { body: { title: 1 } } } }, { title: 1 }],
    ['of the user’s default', 'POST /posts', { body: 'nonsense' }, 'nonsense'],
  ] as const) {
    test(name, async ({ open, sent }) => {
      await open({ probes }).all(routeOf(key, 'jwt'));

      expect(sent[0]?.body).toEqual(body);
    });
  }

  for (const method of ['GET', 'HEAD', 'DELETE']) {
    test(`of a ${method}: none`, async ({ open, sent }) => {
      await open().all(routeOf(`${method} /posts`, 'jwt'));

      expect(sent[0]).not.toHaveProperty('body');
    });
  }
});

test('a query is sent where the contract has one', async ({ open, sent }) => {
  const probes = open({ probes: { routes: { 'GET /search': { query: { q: 'x' } } } } });
  await probes.all(routeOf('GET /search', 'jwt'));

  expect(sent[0]?.query).toEqual({ q: 'x' });
});

for (const [path, filled] of [
  ['/users/api-keys/{id}', '/users/api-keys/smoke-no-such-id'],
  ['/orgs/{org}/files/{proxy+}', '/orgs/acme%2F1/files/smoke-no-such-id'],
  ['/posts/:id', '/posts/smoke-no-such-id'],
] as const) {
  test(`${path} is filled with ids that can’t exist`, () => {
    const contract = contractWith({ probes: { routes: { [`GET ${path}`]: { parameters: { org: 'acme/1' } } } } });

    expect(probePath(routeOf(`GET ${path}`), contract)).toBe(filled);
  });
}

test('a preflight names origin, method and headers, and carries no credentials', async ({ open, sent }) => {
  await open().preflight(routeOf('DELETE /users/api-keys/{id}', 'jwt'));

  expect(sent).toEqual([
    {
      identity: 'anonymous',
      method: 'OPTIONS',
      path: '/users/api-keys/smoke-no-such-id',
      headers: {
        origin: 'https://app.example.com',
        'access-control-request-method': 'DELETE',
        'access-control-request-headers': 'authorization,content-type,x-api-key',
      },
    },
  ]);
});
