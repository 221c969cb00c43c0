import { expect, test } from '@playwright/test';
import { shapesOf } from '../../contract';
import { matchContract } from '../../fixtures/matchers/contract-matchers';
import { answerOf, errorBody, fromGateway, fromIntegration } from './support/answers';
import { contractWith } from './support/contract';

const { profile } = shapesOf(contractWith());
const sound = { userId: 'user_1', email: 'ada@example.com', role: 'user', createdAt: '2026-01-02T03:04:05Z' };

test('passes: status, content type and shape are right', () => {
  const response = fromIntegration({ json: { data: sound } });

  expect(matchContract(response, 200, profile).pass).toBe(true);
  expect(response.exchange.judged).toBe(true);
});

for (const contentType of [
  'application/json; charset=utf-8',
  'Application/JSON',
  'application/hal+json',
  'application/vnd.api+json;v=1',
]) {
  test(`passes: ${contentType}`, () => {
    const response = fromIntegration({ headers: { 'content-type': contentType }, json: sound });

    expect(matchContract(response, 200, profile).pass).toBe(true);
  });
}

test('passes: no body where no shape is expected, whatever the content type says', () => {
  const response = fromIntegration({ status: 204, headers: { 'content-type': 'application/json' }, text: '' });

  expect(matchContract(response, 204).pass).toBe(true);
});

test('passes: any body where no shape is expected', () => {
  expect(matchContract(fromIntegration({ json: { deleted: true } }), 200).pass).toBe(true);
});

test('fails: a field is missing, and another is wrong', () => {
  const response = fromIntegration({ json: { ...sound, userId: undefined, role: 7 } });
  const { pass, message } = matchContract(response, 200, profile);

  expect(pass).toBe(false);
  expect(message()).toBe(
    `GET /users/me as jwt: expected 200 with a profile, got 200 from the integration
  - userId is missing, or neither a text nor a number
  - role is no string but number
  body: {"email":"ada@example.com","role":7,"createdAt":"2026-01-02T03:04:05Z"}
  ids: x-amzn-requestid: request-1, x-amz-apigw-id: gateway-1`,
  );
});

test('fails: the gateway refused', () => {
  const { pass, message } = matchContract(
    fromGateway('AccessDeniedException', { status: 401, json: errorBody('EXPIRED_TOKEN') }),
    200,
    profile,
  );

  expect(pass).toBe(false);
  expect(message()).toBe(
    `GET /users/me as jwt: expected 200 with a profile, got 401 EXPIRED_TOKEN from the gateway (AccessDeniedException)
  - status is 401, not 200
  - userId is missing, or neither a text nor a number
  - email is missing
  - role is missing
  - createdAt is missing
  body: {"error":{"code":"EXPIRED_TOKEN","message":"no","requestId":"request-1"}}
  ids: x-amzn-requestid: request-1, x-amz-apigw-id: gateway-1
  look at: the authorizer's decision: its log says why it denied`,
  );
});

test('fails: the function crashed', () => {
  const { message } = matchContract(
    fromGateway('InternalServerErrorException', { status: 502, json: { message: 'Internal server error' } }),
    204,
  );

  expect(message()).toBe(
    `GET /users/me as jwt: expected 204, got 502 from the gateway (InternalServerErrorException)
  - status is 502, not 204
  body: {"message":"Internal server error"}
  ids: x-amzn-requestid: request-1, x-amz-apigw-id: gateway-1
  look at: the function's log: it crashed, perhaps at start (a missing environment variable)`,
  );
});

test('fails: a page instead of JSON, from something before the gateway', () => {
  const { message } = matchContract(
    answerOf({ status: 403, headers: { 'content-type': 'text/html' }, text: '<h1>Blocked</h1>' }),
    200,
    profile,
  );

  expect(message()).toBe(
    `GET /users/me as jwt: expected 200 with a profile, got 403 from something before the gateway
  - status is 403, not 200
  - content-type is text/html, not application/json
  - the body is no JSON
  body: <h1>Blocked</h1>
  look at: a CDN, WAF or proxy in front of the API, or SMOKE_TEST_API_URL; no API Gateway at all: set "gateway" in the contract`,
  );
});

test('fails: the body is right, and its content type is wrong', () => {
  const response = fromIntegration({ headers: { 'content-type': 'text/plain' }, json: sound });

  expect(matchContract(response, 200, profile).message()).toContain(
    '\n  - content-type is text/plain, not application/json\n  body:',
  );
});

test('fails: no content type, and no body', () => {
  expect(matchContract(fromIntegration(), 200, profile).message()).toBe(
    `GET /users/me as jwt: expected 200 with a profile, got 200 from the integration
  - content-type is missing, not application/json
  - the body is no JSON
  body: (empty)
  ids: x-amzn-requestid: request-1, x-amz-apigw-id: gateway-1`,
  );
});

test.describe('the envelope', () => {
  for (const [use, json, problem] of [
    ['always', sound, '  - no "data" around the body\n'],
    ['never', { data: sound }, '  - userId is missing, or neither a text nor a number\n'],
  ] as const) {
    test(`fails: ${use}`, () => {
      const shapes = shapesOf(contractWith({ envelope: { use } }));
      const { pass, message } = matchContract(fromIntegration({ json }), 200, shapes.profile);

      expect(pass).toBe(false);
      expect(message()).toContain(problem);
    });
  }
});

test('a long body is cut', () => {
  const { message } = matchContract(fromIntegration({ json: { text: 'x'.repeat(1000) } }), 204);

  expect(message()).toContain(`  body: {"text":"${'x'.repeat(291)}…\n`);
});

test('denied, the message says what was not wanted', () => {
  expect(matchContract(fromIntegration({ json: sound }), 200, profile).message()).toMatch(
    /^GET \/users\/me as jwt: expected anything but 200 with a profile, got 200 from the integration\n/,
  );
});
