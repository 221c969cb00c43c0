import type { Probe } from '../../contract';
import { ada, expect, log, routeOf, test } from './support/probes';

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

  for (const role of ['superadmin', 'owner']) {
    test(`is called without credentials for any of the roles: ${role}`, async ({ open, sent }) => {
      const probes = open({}, ({ path }) => (path === '/users/me' ? { json: { ...ada, role } } : undefined));
      await probes.all(route);

      expect(log(sent)).toEqual(['jwt: GET /users/me', 'anonymous: POST /users/invite-codes']);
    });
  }

  test('the contract names the roles', async ({ open, sent }) => {
    const routes = { 'POST /posts': { unlessRole: ['author', 'editor'] } };
    const probes = open({ probes: { routes } }, ({ path }) =>
      path === '/users/me' ? { json: { ...ada, role: 'editor' } } : undefined,
    );
    const [probed] = await probes.all(routeOf('POST /posts', 'jwt'));

    expect(probed?.withoutCredentials).toBe('jwt has the role "editor" and would succeed');
    expect(log(sent)).toEqual(['jwt: GET /users/me', 'anonymous: POST /posts']);
  });

  test('is not called at all when the role can’t be read', async ({ open, sent }) => {
    const probes = open({}, ({ path }) => (path === '/users/me' ? { status: 500 } : undefined));

    await expect(probes.all(route)).rejects.toThrow(
      'GET /users/me as jwt: expected 200 with an object, got 500 from the integration',
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

test.describe('a DELETE of something that is there', () => {
  const why = 'it deletes something that is there, and has no probe in the contract';

  test('is sent without credentials', async ({ open, sent }, testInfo) => {
    const [probed] = await open().all(routeOf('DELETE /users/me', 'jwt'));

    expect(probed).toMatchObject({ withoutCredentials: why, refused: false });
    expect(log(sent)).toEqual(['anonymous: DELETE /users/me']);
    expect(testInfo.annotations).toMatchObject([{ type: 'weaker proof' }]);
  });

  test('is sent with them where the contract has a probe', async ({ open, sent }) => {
    const probes = open({ probes: { routes: { 'DELETE /users/me': { query: { confirm: 'no' } } } } });
    await probes.all(routeOf('DELETE /users/me', 'jwt'));

    expect(log(sent)).toEqual(['jwt: DELETE /users/me']);
  });

  test('is none where a parameter names what can’t exist', async ({ open, sent }) => {
    await open().all(routeOf('DELETE /posts/{id}', 'jwt'));

    expect(log(sent)).toEqual(['jwt: DELETE /posts/smoke-no-such-id']);
  });
});

test.describe('whether a probe must be refused', () => {
  const cases: [string, Partial<Record<string, Probe>>, boolean][] = [
    ['no probe: the default body proves nothing', {}, false],
    ['a body that fails the validation', { 'POST /posts': { body: { title: 1 } } }, true],
    ['a role that is lacking', { 'POST /posts': { unlessRole: ['admin'] } }, true],
    ['a body whose success is harmless', { 'POST /posts': { body: { title: 1 }, harmless: true } }, false],
    ['a query', { 'POST /posts': { query: { q: 'x' } } }, false],
  ];
  for (const [name, routes, refused] of cases) {
    test(name, async ({ open }) => {
      const [probed] = await open({ probes: { routes } }).all(routeOf('POST /posts', 'jwt'));

      expect(probed?.refused).toBe(refused);
    });
  }
});

test.describe('a route that admits API keys', () => {
  const route = routeOf('GET /posts', 'jwt', 'apiKey');
  const spent = ({ method }: { method: string }) =>
    method === 'POST' ? { status: 429, headers: { 'retry-after': '60' } } : undefined;

  test('is called without one where none may be created any more, which the report says', async ({
    open,
    sent,
  }, testInfo) => {
    await open({}, spent).all(route);

    expect(log(sent)).toEqual(['owner: POST /users/api-keys', 'jwt: GET /posts']);
    expect(testInfo.annotations).toMatchObject([{ type: 'weaker proof' }]);
    expect(testInfo.annotations[0]?.description).toContain('budget of API keys is spent');
  });

  test('is called without one where nothing is written', async ({ open, sent }, testInfo) => {
    await open({}, undefined, 'writes, and this is production').all(route);

    expect(log(sent)).toEqual(['jwt: GET /posts']);
    expect(testInfo.annotations).toMatchObject([
      { description: 'sent without an API key: writes, and this is production' },
    ]);
  });

  test('is not called at all where it admits nothing else', async ({ open, sent }, testInfo) => {
    const probes = open({}, spent);
    const skipped = await probes.all(routeOf('GET /posts', 'apiKey')).catch((error: unknown) => String(error));

    expect(skipped).toContain('budget of API keys is spent');
    expect(log(sent)).toEqual(['owner: POST /users/api-keys']);
    expect(testInfo.expectedStatus).toBe('skipped');
    testInfo.expectedStatus = 'passed';
  });
});
