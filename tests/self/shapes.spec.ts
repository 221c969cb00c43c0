import { expect, test } from '@playwright/test';
import { bodyWith, shapesOf, unwrap, valueAt, type ContractOverrides } from '../../contract';
import { contractWith } from './support/contract';

const nameless = {
  userId: 'user_1',
  email: 'ada@example.com',
  role: 'user',
  createdAt: '2026-01-02T03:04:05.678Z',
};
const profile = { ...nameless, displayName: 'Ada' };
const key = { id: 'key_1', keyValue: '[api-key …k3Fq]', scopes: ['full'], createdAt: '2026-01-02T03:04:05Z' };

const parseProfile = (json: unknown, overrides: ContractOverrides = {}) =>
  shapesOf(contractWith(overrides)).profile.parse(json);
const parseKey = (json: unknown, overrides: ContractOverrides = {}) =>
  shapesOf(contractWith(overrides)).createdKey.parse(json);

test.describe('the envelope', () => {
  const missing = { problems: ['no "data" around the body'] };

  for (const [use, name, json, result] of [
    ['optional', 'bare', profile, { value: profile }],
    ['optional', 'wrapped', { data: profile }, { value: profile }],
    ['always', 'wrapped', { data: profile }, { value: profile }],
    ['always', 'bare', profile, missing],
    ['always', 'null', { data: null }, missing],
    ['never', 'bare', profile, { value: profile }],
  ] as const) {
    test(`${use}: ${name}`, () => {
      expect(parseProfile(json, { envelope: { use } })).toEqual(result);
    });
  }

  test('never: wrapped', () => {
    expect(parseProfile({ data: profile }, { envelope: { use: 'never' } })).toHaveProperty('problems');
  });

  test('of another name', () => {
    expect(parseProfile({ result: profile }, { envelope: { field: 'result' } })).toEqual({ value: profile });
  });

  test('around a list', () => {
    expect(unwrap({ data: [1] }, { field: 'data', use: 'optional' })).toEqual([1]);
  });
});

test.describe('a profile', () => {
  test('may have no display name', () => {
    expect(parseProfile(nameless)).toEqual({ value: nameless });
    expect(parseProfile({ ...profile, displayName: null })).toEqual({ value: nameless });
  });

  test('may lack what the contract calls optional', () => {
    const rest = { ...profile, email: undefined };

    expect(parseProfile(rest, { profile: { optional: ['email'] } })).toEqual({ value: rest });
    expect(parseProfile({ ...rest, email: null }, { profile: { optional: ['email'] } })).toEqual({ value: rest });
  });

  test('may have a number for an id', () => {
    expect(parseProfile({ ...profile, userId: 7 })).toEqual({ value: { ...profile, userId: '7' } });
  });

  test('is found where the contract says', () => {
    const json = { user: { sub: 'user_1' }, ...profile, userId: undefined };

    expect(parseProfile(json, { profile: { fields: { userId: 'user.sub' } } })).toEqual({ value: profile });
  });

  test('may have fields that nobody knows', () => {
    expect(parseProfile({ ...profile, locale: 'en' })).toEqual({ value: profile });
  });

  for (const [name, json, problems] of [
    [
      'an empty object',
      {},
      [
        'userId is missing, or neither a text nor a number',
        'email is missing',
        'role is missing',
        'createdAt is missing',
      ],
    ],
    ['an empty id', { ...profile, userId: '' }, ['userId is empty']],
    ['no address', { ...profile, email: 'ada' }, ['email is no email address']],
    ['null for a field', { ...profile, role: null }, ['role is no string but null']],
    ['a time of another format', { ...profile, createdAt: 'yesterday' }, ['createdAt is no ISO datetime']],
    ['a time as a number', { ...profile, createdAt: 1_767_323_045 }, ['createdAt is no string but number']],
  ] as const) {
    test(`refused: ${name}`, () => {
      expect(parseProfile(json)).toEqual({ problems });
    });
  }

  test('refused under the deployment’s own field name', () => {
    expect(parseProfile({ ...profile, sub: true }, { profile: { fields: { userId: 'sub' } } })).toEqual({
      problems: ['sub is missing, or neither a text nor a number'],
    });
  });
});

test.describe('timestamps', () => {
  for (const [timestamps, createdAt, sound] of [
    ['iso-8601', '2026-01-02T03:04:05Z', true],
    ['iso-8601', '2026-01-02T03:04:05+02:00', true],
    ['iso-8601', '2026-01-02', false],
    ['epoch-seconds', 1_767_323_045, true],
    ['epoch-seconds', 1_767_323_045_678, false],
    ['epoch-seconds', 0, false],
    ['epoch-milliseconds', 1_767_323_045_678, true],
    ['epoch-milliseconds', 1_767_323_045, false],
    ['epoch-milliseconds', '1767323045678', false],
  ] as const) {
    test(`${createdAt} is ${sound ? '' : 'not '}${timestamps}`, () => {
      expect('value' in parseProfile({ ...profile, createdAt }, { timestamps })).toBe(sound);
    });
  }
});

test.describe('a time in another unit is told as such', () => {
  for (const [timestamps, createdAt] of [
    ['epoch-seconds', 1_767_323_045_678],
    ['epoch-milliseconds', 1_767_323_045],
  ] as const) {
    test(`${createdAt} for ${timestamps}`, () => {
      const result = parseProfile({ ...profile, createdAt }, { timestamps });

      expect(JSON.stringify(result)).not.toMatch(/Too big|is empty/);
    });
  }
});

test.describe('a created key', () => {
  const { keyValue, ...rest } = key;

  test('has its secret under our name', () => {
    expect(parseKey(key)).toEqual({ value: { ...rest, secret: keyValue } });
  });

  test('with the secret in another field, and no scopes', () => {
    const json = { data: { id: 'key_1', key: keyValue, createdAt: key.createdAt } };

    expect(parseKey(json, { apiKeys: { fields: { secret: 'key' }, optional: ['scopes'] } })).toEqual({
      value: { id: 'key_1', secret: keyValue, createdAt: key.createdAt },
    });
  });

  test('without a secret', () => {
    expect(parseKey(rest)).toEqual({ problems: ['keyValue is missing'] });
  });

  test('may have a number for an id, and null for what is optional', () => {
    const json = { ...key, id: 7, scopes: null };

    expect(parseKey(json, { apiKeys: { optional: ['scopes'] } })).toEqual({
      value: { id: '7', secret: keyValue, createdAt: key.createdAt },
    });
  });

  test('is of use with no more than id and secret', () => {
    const { newKey } = shapesOf(contractWith());

    expect(newKey.parse({ id: 7, keyValue })).toEqual({ value: { id: '7', secret: keyValue } });
    expect(newKey.parse({ id: 7 })).toEqual({ problems: ['keyValue is missing'] });
  });

  test('without any scope', () => {
    expect(parseKey({ ...key, scopes: [] })).toEqual({
      problems: ['scopes is empty'],
    });
  });
});

test.describe('a value at a path', () => {
  for (const [path, json, value] of [
    ['.', { a: 1 }, { a: 1 }],
    ['a', { a: 1 }, 1],
    ['a.b', { a: { b: 2 } }, 2],
    ['a.b', { a: null }, undefined],
    ['a.b', { a: 'text' }, undefined],
    ['a', undefined, undefined],
    ['constructor', {}, undefined],
  ] as const) {
    test(`${path} of ${JSON.stringify(json)}`, () => {
      expect(valueAt(json, path)).toEqual(value);
    });
  }

  test('is put there by bodyWith', () => {
    expect(bodyWith('a.b', 1)).toEqual({ a: { b: 1 } });
    expect(bodyWith('a', null)).toEqual({ a: null });
  });
});
