import { expect, test } from '@playwright/test';
import { defaultContract, defaultRegistry, fillPath, parseRegistry } from '../../contract';
import { contractWith } from './support/contract';

const parse = (registry: unknown) => parseRegistry(registry, defaultContract);

test('the default registry has one route for each method of each path', () => {
  const { routes, problems } = parse(defaultRegistry);

  expect(problems).toEqual([]);
  expect(routes.map(({ key, credentials }) => `${key}: ${credentials.join(', ')}`)).toEqual([
    'POST /auth/validate-invite: jwt',
    'GET /users/me: jwt, apiKey',
    'PATCH /users/me: jwt, apiKey',
    'POST /users/api-keys: jwt, apiKey',
    'GET /users/api-keys: jwt, apiKey',
    'DELETE /users/api-keys/{id}: jwt, apiKey',
    'POST /users/invite-codes: jwt, apiKey',
    'GET /users/invite-codes: jwt, apiKey',
  ]);
});

test('entries may repeat a path with other methods, and carry fields that nobody knows', () => {
  const { routes, problems } = parse([
    { path: '/posts', methods: ['GET'], authType: 'none', functionName: 'list', memory: 512 },
    { path: '/posts', methods: ['POST'], authType: 'jwt', scopes: ['posts:write'] },
  ]);

  expect(problems).toEqual([]);
  expect(routes).toEqual([
    { key: 'GET /posts', method: 'GET', path: '/posts', credentials: ['anonymous'] },
    { key: 'POST /posts', method: 'POST', path: '/posts', credentials: ['jwt'] },
  ]);
});

test('a method that comes twice is one route, with the credentials of both', () => {
  const { routes } = parse([
    { path: '/posts', methods: ['GET'], authType: 'jwt' },
    { path: '/posts', methods: ['GET'], authType: 'apikey' },
    { path: '/posts', methods: ['GET'], authType: 'jwt-or-apikey' },
  ]);

  expect(routes).toEqual([{ key: 'GET /posts', method: 'GET', path: '/posts', credentials: ['jwt', 'apiKey'] }]);
});

test('one method as a text, in lower case, by the other field names', () => {
  const { routes, problems } = parse([{ path: '/posts', method: 'post', auth: 'jwt' }]);

  expect(problems).toEqual([]);
  expect(routes.map(({ key }) => key)).toEqual(['POST /posts']);
});

test('OPTIONS is the preflight’s, not a route to send credentials to', () => {
  expect(parse([{ path: '/posts', methods: ['GET', 'OPTIONS'], authType: 'jwt' }]).routes).toHaveLength(1);
});

test('auth types and field names are the contract’s', () => {
  const contract = contractWith({
    registry: { fields: { path: ['route'], auth: ['guard'] }, authTypes: { staff: ['admin', 'jwt'] } },
  });

  expect(parseRegistry([{ route: '/posts', methods: ['GET'], guard: 'staff' }], contract)).toEqual({
    routes: [{ key: 'GET /posts', method: 'GET', path: '/posts', credentials: ['admin', 'jwt'] }],
    problems: [],
  });
});

test('one thousand entries', () => {
  const registry = Array.from({ length: 1000 }, (_, index) => ({
    path: `/things/${index}`,
    methods: ['GET', 'PUT', 'DELETE'],
    authType: 'jwt',
  }));
  const startedAt = performance.now();
  const { routes, problems } = parse(registry);

  expect(problems).toEqual([]);
  expect(routes).toHaveLength(3000);
  expect(performance.now() - startedAt, 'milliseconds').toBeLessThan(1000);
});

test.describe('one line for what is wrong', () => {
  const list = ['ROUTE_REGISTRY must be a list with at least one route'];
  const validTypes =
    'valid are jwt, jwt-or-apikey, apikey, api-key, admin, none, public, and what the contract adds to registry.authTypes';
  const methods = 'methods or method must be of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS';
  const good = { path: '/a', methods: ['GET'], authType: 'jwt' };

  for (const [name, registry, lines] of [
    ['no list', { '/users/me': 'jwt' }, list],
    ['an empty list', [], list],
    ['an entry that is none', [good, 'GET /users'], ['ROUTE_REGISTRY[1]: must be an object']],
    ['an entry that is null', [null], ['ROUTE_REGISTRY[0]: must be an object']],
    [
      'a path without a slash',
      [good, good, { ...good, path: 'users/me' }],
      ['ROUTE_REGISTRY[2]: path must be a path that starts with "/"'],
    ],
    ['an unknown method', [{ ...good, methods: ['GET', 'FETCH'] }], [`ROUTE_REGISTRY[0]: ${methods}, not FETCH`]],
    [
      'a misspelt auth type',
      [{ ...good, authType: 'jwt-or-apikeys' }],
      [`ROUTE_REGISTRY[0]: authType or auth is "jwt-or-apikeys": did you mean "jwt-or-apikey"? ${validTypes}`],
    ],
    [
      'an auth type of another kind',
      [{ ...good, authType: ['jwt'] }],
      [`ROUTE_REGISTRY[0]: authType or auth is ["jwt"]: ${validTypes}`],
    ],
    [
      'no auth type',
      [{ path: '/a', methods: ['GET'] }],
      [`ROUTE_REGISTRY[0]: authType or auth is undefined: ${validTypes}`],
    ],
    [
      'two things at once',
      [{ path: '', methods: ['SEND'], authType: 'jwt' }],
      ['ROUTE_REGISTRY[0]: path must be a path that starts with "/"', `ROUTE_REGISTRY[0]: ${methods}, not SEND`],
    ],
  ] as const) {
    test(name, () => {
      expect(parse(registry).problems).toEqual(lines);
    });
  }

  for (const [name, entry] of [
    ['no methods', { path: '/a', authType: 'jwt' }],
    ['an empty list of methods', { path: '/a', methods: [], authType: 'jwt' }],
  ] as const) {
    test(name, () => {
      expect(parse([entry]).problems).toEqual([`ROUTE_REGISTRY[0]: ${methods}`]);
    });
  }

  test('an auth type named like what every object has', () => {
    expect(parse([{ ...good, authType: 'constructor' }]).problems).toHaveLength(1);
  });

  test('the good entries of a bad registry are read all the same', () => {
    expect(parse([good, 'bad']).routes).toHaveLength(1);
  });
});

test.describe('path parameters', () => {
  for (const [path, filled] of [
    ['/users/api-keys/{id}', '/users/api-keys/<id>'],
    ['/users/:userId/posts/:postId', '/users/<userId>/posts/<postId>'],
    ['/files/{proxy+}', '/files/<proxy>'],
    ['/users/me', '/users/me'],
    ['/a{b}/c:d', '/a{b}/c:d'],
  ] as const) {
    test(path, () => {
      expect(decodeURIComponent(fillPath(path, (parameter) => `<${parameter}>`))).toBe(filled);
    });
  }

  test('values are URL-encoded', () => {
    expect(fillPath('/keys/{id}', () => 'a/b c')).toBe('/keys/a%2Fb%20c');
  });
});
