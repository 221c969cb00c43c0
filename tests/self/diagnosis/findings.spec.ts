import { expect, test } from '@playwright/test';
import { findingsOf } from '../../../diagnosis';
import { verdict } from '../../../fixtures/matchers/answer';
import { fromGateway } from '../support/answers';

const told = (...reasons: string[]): ReturnType<typeof findingsOf> =>
  findingsOf({ id: 'AC9', verdict: 'FAIL', reasons });

test('a message of a matcher is read', () => {
  const response = fromGateway('UnauthorizedException', { status: 401, json: { error: { code: 'UNAUTHORIZED' } } });

  expect(told(verdict(response, '200 with a profile', ['status is 401, not 200']).message())[0]).toMatchObject({
    scenario: 'AC9',
    test: '',
    request: 'GET /users/me',
    identity: 'jwt',
    expected: '200 with a profile',
    status: 401,
    code: 'UNAUTHORIZED',
    origin: 'the gateway',
    errorType: 'UnauthorizedException',
    text: expect.stringContaining('  - status is 401, not 200'),
  });
});

for (const [line, found] of [
  [
    'alg: none: GET /users/me as unsigned: expected 401 UNAUTHORIZED, got 200 from the integration',
    { test: 'alg: none', request: 'GET /users/me', identity: 'unsigned', status: 200, code: undefined },
  ],
  [
    'DELETE /a/{id}: POST /a as apiKey:full: expected the API key, got 502 INTERNAL_ERROR from the gateway (X)',
    { test: 'DELETE /a/{id}', request: 'POST /a', identity: 'apiKey:full', status: 502 },
  ],
  [
    'GET /a as jwt: expected it to be gone from the list, got it still listed after 3 ms, in 200 from the integration',
    { got: 'it still listed after 3 ms, in 200 from the integration', status: 200 },
  ],
  [
    'nobody gets in: WebSocket /ws by ?token= as one with none: expected a refusal, got an open socket from the handshake',
    { test: 'nobody gets in', request: 'WebSocket /ws by ?token=', identity: 'one with none', status: undefined },
  ],
  [
    'GET https://api.example.com/prod/a as jwt: no answer: connection refused (ECONNREFUSED)',
    { request: 'GET /prod/a', got: 'no answer: connection refused (ECONNREFUSED)', expected: 'an answer' },
  ],
  ['expected a JWT secret, got none from the sources', { test: '', request: '', got: 'none from the sources' }],
] as const) {
  test(`it is read: ${line}`, () => {
    expect(told(line)).toEqual([expect.objectContaining(found)]);
  });
}

test('of a burst, the last answer stands for it', () => {
  const [found] = told(
    'GET /a as rateLimit, 11 at once: expected at least one 429, got 11 × 500\n  last: 500 from the integration: {}',
  );
  expect(found).toMatchObject({ request: 'GET /a', identity: 'rateLimit', status: 500, origin: 'the integration' });
});

test('each headline begins a finding, and has the lines behind it', () => {
  const found = told(
    'GET /a as jwt: expected 200, got 500\n  - one\nGET /b as jwt: expected 200, got 404',
    'Error: rest',
  );

  expect(found.map(({ text }) => text)).toEqual([
    'GET /a as jwt: expected 200, got 500\n  - one',
    'GET /b as jwt: expected 200, got 404\nError: rest',
  ]);
});

test('a finding says after which scenarios it comes', () => {
  const after = (text: string): readonly string[] | undefined => told(text)[0]?.after;

  expect(after('OA2 did not pass: GET /a as first: expected a session, got 302')).toEqual(['OA2']);
  expect(after('GET /a: expected x, got y\n  so that the refusal proves nothing: see WS1 and JC3')).toEqual([
    'JC3',
    'WS1',
  ]);
  expect(after('AC9 did not pass: expected x, got y')).toEqual([]);
});
