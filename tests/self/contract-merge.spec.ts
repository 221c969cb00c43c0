import { expect, test } from '@playwright/test';
import { defaultContract, defineContract, mergeContract } from '../../contract';
import { contractWith } from './support/contract';

function problemsOf(overrides: unknown): string[] {
  const merged = mergeContract(overrides);
  return 'problems' in merged ? merged.problems : [];
}

test('no overrides: the default contract', () => {
  expect(contractWith()).toEqual(defaultContract);
});

test('what is overridden changes, and nothing beside it', () => {
  const contract = contractWith({ apiKeys: { fields: { secret: 'key' } }, envelope: { use: 'never' } });

  expect(contract.apiKeys.fields).toEqual({ ...defaultContract.apiKeys.fields, secret: 'key' });
  expect(contract.envelope).toEqual({ field: 'data', use: 'never' });
  expect(contract.profile).toEqual(defaultContract.profile);
});

test('a list is replaced as a whole', () => {
  const { apiKeys } = contractWith({ apiKeys: { scopes: { full: ['saves:write', 'saves:read'] } } });

  expect(apiKeys.scopes).toEqual({ full: ['saves:write', 'saves:read'], captureOnly: ['capture'] });
});

test('a body is replaced as a whole', () => {
  const { probes } = contractWith({ probes: { routes: { 'PATCH /users/me': { body: { locale: 1 } } } } });

  expect(probes.routes['PATCH /users/me']).toEqual({ body: { locale: 1 } });
});

test('a probe of one more route joins those of the default', () => {
  const { probes } = contractWith({ probes: { routes: { 'POST /posts': { unauthenticated: true } } } });

  expect(Object.keys(probes.routes)).toEqual([...Object.keys(defaultContract.probes.routes), 'POST /posts']);
});

test('undefined overrides nothing', () => {
  expect(mergeContract({ gateway: undefined })).toEqual({ contract: defaultContract });
});

test('null is a value', () => {
  expect(contractWith({ apiKeys: { nameField: null } }).apiKeys.nameField).toBeNull();
});

test('an optional part can be added', () => {
  const { apiKeys } = contractWith({ apiKeys: { revocationDeadlineSeconds: 300 } });

  expect(apiKeys.revocationDeadlineSeconds).toBe(300);
});

test('the statuses of success, and whose profile it is, can be others', () => {
  const { profile, apiKeys } = contractWith({
    profile: { updatedStatus: 204, userIdIsSubject: true },
    apiKeys: { createdStatus: 200, deletedStatus: 202 },
  });

  expect(profile).toMatchObject({ updatedStatus: 204, userIdIsSubject: true });
  expect(apiKeys).toMatchObject({ createdStatus: 200, deletedStatus: 202 });
});

test('the default contract stays as it is', () => {
  const before = structuredClone(defaultContract);
  contractWith({ profile: { fields: { userId: 'id' } }, errors: { expiredToken: { code: null } } });

  expect(defaultContract).toEqual(before);
});

test('defineContract gives its overrides back', () => {
  const overrides = defineContract({ gateway: 'http-api' });

  expect(mergeContract(overrides)).toMatchObject({ contract: { gateway: 'http-api' } });
});

test.describe('one line for what is wrong', () => {
  for (const [name, overrides, lines] of [
    [
      'an unknown part, near a known one',
      { apiKey: {} },
      [
        'apiKey: unknown field; did you mean "apiKeys"? valid are gateway, envelope, timestamps, tokens, errorShape, errors, profile, apiKeys, rateLimit, cors, probes, signup, realtime, progress, sessions, latency, diagnoses, registry',
      ],
    ],
    [
      'an unknown field within',
      { apiKeys: { scopes: { capture: ['x'] } } },
      ['apiKeys.scopes.capture: unknown field; valid are full, captureOnly'],
    ],
    [
      'an unknown field of a probe',
      { probes: { routes: { 'POST /posts': { boddy: {} } } } },
      [
        'probes.routes.POST /posts.boddy: unknown field; did you mean "body"? valid are parameters, query, body, unlessRole, harmless, unauthenticated',
      ],
    ],
    [
      'an unknown field of an optional part',
      { rateLimit: { removal: { path: '/x/{id}', id: 'id', methods: 'DELETE' } } },
      ['rateLimit.removal.methods: unknown field; valid are path, id'],
    ],
    ['a wrong type', { profile: { path: 5 } }, ['profile.path: expected string, received number']],
    ['null where an object belongs', { profile: null }, ['profile: expected object, received null']],
    [
      'a value that is none of those',
      { gateway: 'alb' },
      ['gateway: Invalid option: expected one of "rest-api"|"http-api"|"none"'],
    ],
    [
      'no path of property names',
      { profile: { fields: { userId: 'user..id' } } },
      ['profile.fields.userId: must be property names joined by dots'],
    ],
    [
      'a status that is no refusal',
      { errors: { rateLimited: { status: 200 } } },
      ['errors.rateLimited.status: Too small: expected number to be >=400'],
    ],
    [
      'an incomplete optional part',
      { rateLimit: { removal: { path: '/x/{id}' } } },
      ['rateLimit.removal.id: expected string, received undefined'],
    ],
    ['no object', [], ['the default export must be an object of overrides']],
    ['a promise', Promise.resolve({}), ['the default export must be an object of overrides']],
    ['a function', () => ({}), ['the default export must be an object of overrides']],
  ] as const) {
    test(name, () => {
      expect(problemsOf(overrides)).toEqual(lines);
    });
  }

  for (const [name, overrides, problem] of [
    ['a creation', { apiKeys: { createdStatus: 404 } }, 'apiKeys.createdStatus: Too big: expected number to be <=299'],
    ['an update', { profile: { updatedStatus: 100 } }, 'profile.updatedStatus: Too small: expected number to be >=200'],
    ['a deletion', { apiKeys: { deletedStatus: 302 } }, 'apiKeys.deletedStatus: Too big: expected number to be <=299'],
    ['a role', { probes: { routes: { 'POST /x': { unlessRole: [] } } } }, 'probes.routes.POST /x.unlessRole: '],
  ] as const) {
    test(`no success of ${name}`, () => {
      expect(problemsOf(overrides)).toEqual([expect.stringContaining(problem)]);
    });
  }

  test('a probe of no route', () => {
    expect(problemsOf({ probes: { routes: { '/users/me': {} } } })).toEqual([
      'probes.routes./users/me: must be "METHOD /path"',
    ]);
  });

  test('all at once', () => {
    expect(problemsOf({ gateway: 'alb', timestamps: 'never', nothing: 1 })).toHaveLength(3);
  });
});
