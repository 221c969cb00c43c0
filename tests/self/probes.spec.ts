import { expect, test as base, type TestInfo } from '@playwright/test';
import type { ContractOverrides, Credential, Route } from '../../contract';
import { openKeyRing } from '../../fixtures/api-keys';
import { createVault } from '../../fixtures/client/vault';
import type { Identities } from '../../fixtures/identities';
import { openProbes, probePath, type Probes } from '../../fixtures/probes';
import { scriptedClient, type Call, type Given } from './support/answers';
import { contractWith } from './support/contract';

const ada = { userId: 'user_1', email: 'ada@example.com', role: 'user', createdAt: '2026-01-02T03:04:05Z' };

/** Who sent what, in the words of a log. */
type Sent = Call & { identity: string };

const routeOf = (key: string, ...credentials: Credential[]): Route => {
  const [method = '', path = ''] = key.split(' ');
  return { key, method, path, credentials };
};

const test = base.extend<{
  sent: Sent[];
  open: (overrides?: ContractOverrides, answer?: (call: Call) => Given | undefined) => Probes;
}>({
  sent: async ({}, use) => use([]),
  open: async ({ sent }, use, testInfo: TestInfo) => {
    await use((overrides = {}, answer = () => undefined) => {
      const contract = contractWith(overrides);
      const clientOf = (identity: string) =>
        scriptedClient((call) => {
          sent.push({ ...call, identity });
          if (call.method === 'POST' && call.path === '/users/api-keys') {
            return (
              answer(call) ?? {
                status: 201,
                json: { id: 'key_1', keyValue: 'k', scopes: ['full'], createdAt: ada.createdAt },
              }
            );
          }
          return answer(call) ?? { status: call.method === 'DELETE' ? 204 : 200, json: ada };
        }, identity).client;
      const identities: Identities = {
        vault: createVault(),
        bearer: (identity) => Promise.resolve(clientOf(identity)),
        apiKey: (identity) => Promise.resolve(clientOf(identity)),
        anonymous: () => Promise.resolve(clientOf('anonymous')),
        close: () => Promise.resolve(),
      };
      const keys = openKeyRing(clientOf('owner'), identities, contract, 'smoke-run');
      const run = {
        apiUrl: 'https://api.example.com',
        tokens: { main: 'a.b.c', admin: 'd.e.f' },
        skip: new Set<never>(),
        origin: 'https://app.example.com',
        contract,
        routes: [],
      };
      return openProbes({ run, identities, keys, contract, testInfo });
    });
  },
});

const log = (sent: readonly Sent[]): string[] =>
  sent.map(({ identity, method, path }) => `${identity}: ${method} ${path}`);

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
    ['of the route', 'PATCH /users/me', {}, { displayName: ['not a string'] }],
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

test.describe('a route that only the holder of a role could use, and whose success can’t be undone', () => {
  const route = routeOf('POST /users/invite-codes', 'jwt');

  test('is called by who lacks the role', async ({ open, sent }, testInfo) => {
    const [probed] = await open().all(route);

    expect(probed).not.toHaveProperty('withoutCredentials');
    expect(log(sent)).toEqual(['jwt: GET /users/me', 'jwt: POST /users/invite-codes']);
    expect(testInfo.annotations).toEqual([]);
  });

  test('is called without credentials for who holds it, which the report says', async ({ open, sent }, testInfo) => {
    const admin = { json: { ...ada, role: 'admin' } };
    const [probed] = await open({}, ({ path }) => (path === '/users/me' ? admin : undefined)).all(route);

    expect(probed?.withoutCredentials).toBe('jwt has the role "admin" and would succeed');
    expect(log(sent)).toEqual(['jwt: GET /users/me', 'anonymous: POST /users/invite-codes']);
    expect(testInfo.annotations).toMatchObject([
      { type: 'weaker proof', description: 'sent without credentials: jwt has the role "admin" and would succeed' },
    ]);
  });

  test('is called without credentials for who does not tell his role', async ({ open, sent }) => {
    const silent = { json: { ...ada, role: undefined } };
    const probes = open({ profile: { optional: ['role', 'displayName'] } }, ({ path }) =>
      path === '/users/me' ? silent : undefined,
    );
    await probes.all(route);

    expect(log(sent)).not.toContain('jwt: POST /users/invite-codes');
  });

  test('is not called at all when the role can’t be read', async ({ open, sent }) => {
    const probes = open({}, ({ path }) => (path === '/users/me' ? { status: 500 } : undefined));

    await expect(probes.all(route)).rejects.toThrow(
      'GET /users/me as jwt: expected a profile, got 500 from the integration',
    );
    expect(log(sent)).toEqual(['jwt: GET /users/me']);
  });
});

test('a route that the contract marks is called without credentials', async ({ open, sent }) => {
  const probes = open({ probes: { routes: { 'POST /posts': { unauthenticated: true } } } });
  const [probed] = await probes.all(routeOf('POST /posts', 'jwt'));

  expect(probed?.withoutCredentials).toBe('the contract marks the route "unauthenticated"');
  expect(log(sent)).toEqual(['anonymous: POST /posts']);
});

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
