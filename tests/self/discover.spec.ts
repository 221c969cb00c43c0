import { expect, test } from '@playwright/test';
import type { SeenAnswer } from '../../fixtures/client/learn';
import { discoverSecrets } from '../../fixtures/discover';
import { contractWith } from './support/contract';

const secret = 'made_up_0123456789k3Fq';
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2lnbmF0dXJl';

/** What is found in an answer to the creation of a key, unless it is another's. */
function secretsIn(json: unknown, more: Partial<SeenAnswer> = {}): string[] {
  const text = json === undefined ? '' : JSON.stringify(json);
  const answer = {
    method: 'POST',
    path: '/prod/users/api-keys',
    status: 201,
    json,
    text,
    headers: {},
    setCookie: [],
    ...more,
  };
  return discoverSecrets(contractWith())(answer).map(({ secret: found, label }) => `${label}: ${found}`);
}

test.describe('a new key', () => {
  for (const [name, json] of [
    ['under an unknown name', { id: 'key_1', token: secret }],
    ['in the envelope', { data: { id: 'key_1', token: secret } }],
    ['deep within', { result: { keys: [{ credentials: { value: secret } }] } }],
    ['as the whole body', secret],
  ] as const) {
    test(name, () => {
      expect(secretsIn(json)).toEqual([`api-key: ${secret}`]);
    });
  }

  test('under the contract’s name, however short', () => {
    expect(secretsIn({ data: { keyValue: 'sk_short' } })).toEqual(['api-key: sk_short']);
  });

  test('does not hide what is known beside it', () => {
    const key = {
      id: 'key_0123456789abcdef',
      name: 'smoke-run-123456789-1',
      label: 'the key of the smoke test',
      scopes: ['capture:write:everything'],
      createdAt: '1767323045000000000',
      expiresAt: '2026-01-02T03:04:05.678Z',
      count: 1_234_567_890_123_456,
    };

    expect(secretsIn(key)).toEqual([]);
    expect(secretsIn({ data: key })).toEqual([]);
  });

  test('does not hide its owner’s profile, which later answers show', () => {
    const answer = { id: 'key_1', keyValue: secret, userId: 'user_2NNEqL2nrIRdJ194ndJqAHwEfxC' };
    expect(secretsIn(answer)).toEqual(secretsIn({ id: 'key_1', keyValue: secret }));
  });

  for (const [name, more] of [
    ['no creation', { method: 'GET', status: 200 }],
    ['a refusal', { status: 400 }],
    ['of something else', { path: '/prod/posts' }],
  ] as const) {
    test(`is not looked for in an answer that is none: ${name}`, () => {
      expect(secretsIn({ keyValue: secret }, more)).toEqual([]);
    });
  }
});

test('a JWT in any answer', () => {
  const more = { method: 'GET', path: '/prod/session', status: 401 };

  expect(secretsIn({ session: { token: jwt }, text: `Bearer ${jwt}` }, more)).toEqual([`jwt:in-an-answer: ${jwt}`]);
  expect(secretsIn(undefined, { ...more, text: `<p>${jwt}</p>` })).toEqual([`jwt:in-an-answer: ${jwt}`]);
  expect(secretsIn({ text: 'eyJ is how they begin' }, more)).toEqual([]);
});

test('the values of cookies', () => {
  const setCookie = ['session=abc=123; Path=/; HttpOnly', 'gone=; Max-Age=0', 'AWSALB=xyz'];

  expect(secretsIn(undefined, { method: 'GET', setCookie })).toEqual(['cookie:session: abc=123', 'cookie:AWSALB: xyz']);
});

test.describe('what is said to be a secret', () => {
  const login = { method: 'POST', path: '/login', status: 200 };

  for (const name of [
    'refresh_token',
    'accessToken',
    'clientSecret',
    'password',
    'otp',
    'API_KEY',
    'ticket',
    'sessionId',
  ]) {
    test(`${name}, wherever in a body`, () => {
      expect(secretsIn({ data: [{ [name]: 'made up' }] }, login)).toEqual([`${name}: made up`]);
    });
  }

  test('every text below such a name', () => {
    const body = { recovery_codes: ['one', 'two'], password: { value: 'three' } };

    expect(secretsIn(body, login)).toEqual(['recovery-code: one', 'recovery-code: two', 'password: three']);
  });

  test('every text below a name that the contract has among its secrets', () => {
    const body = { user: { salt: { v: ['one', { w: 'two' }] }, passwordHash: 'three' } };

    expect(secretsIn(body, login)).toEqual(['salt: one', 'salt: two', 'passwordHash: three']);
  });

  test('what is only said of a token is none, and neither is a cursor', () => {
    const said = { tokenType: 'Bearer', token_expires: 'in an hour', secretary: 'Ada Lovelace', message: 'no token' };
    const pages = { nextToken: 'key_00000002', next_page_token: 'abc', continuationToken: 'def' };

    expect(secretsIn({ ...said, ...pages }, login)).toEqual([]);
  });

  test('in a header', () => {
    const headers = { 'x-auth-token': secret, 'x-request-id': 'request-0123456789', via: `1.1 ${jwt}` };

    expect(secretsIn(undefined, { ...login, headers })).toEqual([
      `jwt:in-an-answer: ${jwt}`,
      `x-auth-token: ${secret}`,
    ]);
  });

  for (const location of [
    'https://app.example.com/back?code=made-up-code&state=1',
    '/back#access_token=x&code=made-up-code',
  ]) {
    test(`what a redirect passes on: ${location}`, () => {
      const headers = { location };
      expect(secretsIn(undefined, { method: 'GET', status: 302, headers })).toContain('code: made-up-code');
    });
  }

  test('a state that a redirect passes on, and only there', () => {
    const location = 'https://idp.example.com/authorize?client_id=a&state=made-up-state-1';
    const more = { method: 'GET', path: '/auth', status: 302 };

    expect(secretsIn(undefined, { ...more, headers: { location } })).toEqual(['state: made-up-state-1']);
    expect(secretsIn(undefined, { ...more, headers: { location: '/back#state=made-up-state-1' } })).toEqual([
      'state: made-up-state-1',
    ]);
    expect(secretsIn({ state: 'made-up-state-1' }, more)).toEqual([]);
    expect(secretsIn(undefined, { ...more, text: 'state=made-up-state-1' })).toEqual([]);
  });

  test('in a form, whose code is an error’s', () => {
    const text = `access_token=${secret}&scope=user&code=NOT_FOUND`;
    expect(secretsIn(undefined, { ...login, text })).toEqual([`access_token: ${secret}`]);
  });
});

test.describe('everywhere, or only where it was found', () => {
  const where = (more: Partial<SeenAnswer>): boolean[] =>
    discoverSecrets(contractWith())({
      ...{ method: 'GET', path: '/', status: 200, json: undefined, text: '', headers: {}, setCookie: [] },
      ...more,
    }).map(({ everywhere }) => everywhere);

  for (const [name, more, everywhere] of [
    ['a token that chance made', { json: { token: secret } }, true],
    ['a validation message', { json: { errors: { password: 'required' } } }, false],
    ['a setting', { json: { otp: 'disabled' } }, false],
    ['a session cookie', { setCookie: [`sid=${secret}`] }, true],
    ['a cookie that no script may read', { setCookie: [`x=${secret}; Path=/; HttpOnly`] }, true],
    ['a state', { headers: { location: `/?state=${secret}` } }, true],
    ['a state in a URL of the body', { json: { url: `https://a.example/authorize?state=${secret}` } }, true],
    ['a state that tells a page', { headers: { location: '/?state=welcome' } }, false],
    ['a region', { setCookie: ['session_region=eu-west-1'] }, false],
    ['a time', { setCookie: ['session_seen=1700000000000000'] }, false],
    ['the choice of a balancer', { setCookie: [`AWSALB=${secret}${secret}`] }, false],
  ] as const) {
    test(name, () => {
      expect(where(more)).toEqual([everywhere]);
    });
  }
});

test('recovery codes are found where the contract has them', () => {
  const contract = contractWith({ signup: { registered: { recoveryCodes: 'recovery.codes' } } });
  const json = { data: { recovery: { codes: ['ab12-cd34', '12345678'] }, user: 'somebody' } };
  const seen = { ...{ method: 'POST', path: '/verify', status: 200, json, text: '' }, headers: {}, setCookie: [] };

  expect(discoverSecrets(contract)(seen)).toEqual([
    { secret: 'ab12-cd34', label: 'recovery-code', everywhere: true, part: 'body' },
    { secret: '12345678', label: 'recovery-code', everywhere: true, part: 'body' },
  ]);
});
