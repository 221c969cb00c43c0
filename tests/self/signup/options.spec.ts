import { expect, test } from '@playwright/test';
import { defaultContract as contract, signupShapesOf } from '../../../contract';

const options = {
  challenge: Buffer.alloc(16, 1).toString('base64url'),
  rp: { id: 'example.com', name: 'Example' },
  user: { id: Buffer.from('somebody').toString('base64url'), name: 'somebody', displayName: '' },
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
};
const { creationOptions, registered, requestOptions, signedInAs } = signupShapesOf(
  contract,
  'https://app.example.com:8443',
);

for (const [name, json] of [
  ['as they are', options],
  ['in an envelope', { data: options }],
  ['below publicKey', { publicKey: options }],
  ['below options', { data: { session_id: 'x', options } }],
  ['with the host itself as rp.id', { ...options, rp: { ...options.rp, id: 'app.example.com' } }],
] as const) {
  test(`creation options ${name}`, () => {
    expect(creationOptions.parse(json)).toMatchObject({ value: { challenge: options.challenge } });
  });
}

for (const [name, change, problem] of [
  [
    'a challenge of 15 bytes',
    { challenge: Buffer.alloc(15).toString('base64url') },
    'challenge has 15 bytes, fewer than 16',
  ],
  [
    'a foreign rp.id',
    { rp: { id: 'pp.example.com', name: '' } },
    'rp.id is "pp.example.com", which does not fit the host app.example.com (SMOKE_TEST_ORIGIN)',
  ],
  [
    'a whole domain',
    { rp: { id: 'com', name: '' } },
    'rp.id is "com", which does not fit the host app.example.com (SMOKE_TEST_ORIGIN)',
  ],
  ['no rp.id', { rp: { name: '' } }, 'rp.id: expected string, received undefined'],
  ['an empty user.id', { user: { ...options.user, id: '' } }, 'user.id has 0 bytes, not 1 to 64'],
  [
    'a long user.id',
    { user: { ...options.user, id: Buffer.alloc(65).toString('base64url') } },
    'user.id has 65 bytes, not 1 to 64',
  ],
  [
    'no ES256',
    { pubKeyCredParams: [{ type: 'public-key', alg: -257 }] },
    'pubKeyCredParams has no ES256 (-7), only -257',
  ],
  ['no challenge', { challenge: undefined }, 'no challenge in ., options, publicKey, options.publicKey'],
] as const) {
  test(`no creation options: ${name}`, () => {
    expect(creationOptions.parse({ ...options, ...change })).toEqual({ problems: [problem] });
  });
}

test('who has registered: status, id, and how many recovery codes', () => {
  expect(registered.parse({ data: { status: 'ok', user_id: 7, recovery_codes: ['a', 'b'] } })).toEqual({
    value: { userId: '7', recoveryCodes: 2 },
  });
  expect(registered.parse({ status: 'pending' })).toEqual({
    problems: ['the body\'s status is "pending", not "ok"', 'user_id is missing, or neither a text nor a number'],
  });
});

test('who has registered: by another word, a boolean, or none at all', () => {
  const parse = (status: string | null, ok: string | boolean, json: unknown): unknown => {
    const signup = { ...contract.signup, registered: { ...contract.signup.registered, status, ok } };
    return signupShapesOf({ ...contract, signup }, 'https://example.com').registered.parse(json);
  };
  const value = { userId: '7', recoveryCodes: 0 };

  expect(parse('verified', true, { verified: true, user_id: 7 })).toEqual({ value });
  expect(parse('verified', true, { verified: 'true', user_id: 7 })).toEqual({
    problems: ['the body\'s verified is "true", not true'],
  });
  expect(parse(null, 'ok', { user_id: 7 })).toEqual({ value });
});

test('request options, and who signs in', () => {
  expect(requestOptions.parse({ options: { challenge: 'x' } })).toMatchObject({ value: { challenge: 'x' } });
  expect(signedInAs('7').parse({ user_id: 7 })).toEqual({ value: { userId: '7' } });
  expect(signedInAs('7').parse({ user_id: 8 })).toEqual({ problems: ['user_id is "8", not "7", who has signed up'] });
});
