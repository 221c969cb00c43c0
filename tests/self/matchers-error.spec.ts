import { expect, test } from '@playwright/test';
import { defaultContract, type Refusal } from '../../contract';
import { beApiError } from '../../fixtures/matchers/contract-matchers';
import { answerOf, errorBody, fromGateway, fromIntegration } from './support/answers';
import { contractWith } from './support/contract';

const unauthorized: Refusal = { status: 401, code: 'UNAUTHORIZED' };
const refuse = (json: unknown) => fromIntegration({ status: 401, json });

test('passes: the status, the code, a message and a request id', () => {
  const response = refuse(errorBody('UNAUTHORIZED'));

  expect(beApiError(response, unauthorized, defaultContract).pass).toBe(true);
  expect(response.exchange.judged).toBe(true);
});

test('passes: any body where the contract expects no code', () => {
  const response = fromGateway('UnauthorizedException', { status: 401, json: { message: 'Unauthorized' } });

  expect(beApiError(response, { status: 401, code: null }, defaultContract).pass).toBe(true);
});

test('passes: the parts where the contract says, and the optional ones missing', () => {
  const contract = contractWith({ errorShape: { code: 'code', message: 'detail', optional: ['requestId'] } });

  expect(beApiError(refuse({ code: 'UNAUTHORIZED', detail: 'no' }), unauthorized, contract).pass).toBe(true);
});

test('fails: another code', () => {
  const { pass, message } = beApiError(
    fromGateway('UnauthorizedException', { status: 401, json: errorBody('UNAUTHORIZED') }),
    { status: 401, code: 'EXPIRED_TOKEN' },
    defaultContract,
  );

  expect(pass).toBe(false);
  expect(message()).toBe(
    `GET /users/me as jwt: expected 401 EXPIRED_TOKEN, got 401 UNAUTHORIZED from the gateway (UnauthorizedException)
  - error.code is "UNAUTHORIZED", not "EXPIRED_TOKEN"
  body: {"error":{"code":"UNAUTHORIZED","message":"no","requestId":"request-1"}}
  ids: x-amzn-requestid: request-1, x-amz-apigw-id: gateway-1
  look at: the credential: the authorizer refused it, or never got it`,
  );
});

test('fails: let in', () => {
  const { message } = beApiError(fromIntegration({ json: { userId: 'user_1' } }), unauthorized, defaultContract);

  expect(message()).toBe(
    `GET /users/me as jwt: expected 401 UNAUTHORIZED, got 200 from the integration
  - status is 200, not 401
  - error.code is undefined, not "UNAUTHORIZED"
  - error.message is undefined, not a text
  - error.requestId is undefined, not a text
  body: {"userId":"user_1"}
  ids: x-amzn-requestid: request-1, x-amz-apigw-id: gateway-1`,
  );
});

test('fails: a 401 that should be a 403, where no code is expected', () => {
  const { message } = beApiError(
    answerOf({ status: 401, gateway: 'none', text: 'no' }),
    { status: 403, code: null },
    defaultContract,
  );

  expect(message()).toBe(
    `GET /users/me as jwt: expected 403, got 401 from an undetermined layer
  - status is 401, not 403
  body: no`,
  );
});

test.describe('fails: a part of the error shape', () => {
  const { code, message, requestId } = { code: 'UNAUTHORIZED', message: 'no', requestId: 'request-1' };

  for (const [name, json, problem] of [
    ['no message', { error: { code, requestId } }, 'error.message is undefined, not a text'],
    ['an empty message', { error: { code, requestId, message: ' ' } }, 'error.message is " ", not a text'],
    ['no request id', { error: { code, message } }, 'error.requestId is undefined, not a text'],
    ['a request id of null', { error: { code, message, requestId: null } }, 'error.requestId is null, not a text'],
    ['no code', { error: { message, requestId } }, 'error.code is undefined, not "UNAUTHORIZED"'],
    [
      'a code in lower case',
      { error: { code: 'unauthorized', message, requestId } },
      'error.code is "unauthorized", not "UNAUTHORIZED"',
    ],
  ] as const) {
    test(name, () => {
      const verdict = beApiError(refuse(json), unauthorized, defaultContract);

      expect(verdict.pass).toBe(false);
      expect(
        verdict
          .message()
          .split('\n')
          .filter((line) => line.startsWith('  - ')),
      ).toEqual([`  - ${problem}`]);
    });
  }

  test('optional parts may be missing, but not be empty', () => {
    const contract = contractWith({ errorShape: { optional: ['message', 'requestId'] } });

    expect(beApiError(refuse({ error: { code, message: '' } }), unauthorized, contract).pass).toBe(false);
  });
});

test('fails: the right body with the wrong content type', () => {
  const response = fromIntegration({
    status: 401,
    headers: { 'content-type': 'text/plain' },
    json: errorBody('UNAUTHORIZED'),
  });

  expect(beApiError(response, unauthorized, defaultContract).message()).toContain(
    '\n  - content-type is text/plain, not application/json\n',
  );
});

test('fails: no JSON', () => {
  const response = fromIntegration({ status: 401, headers: { 'content-type': 'application/json' }, text: 'no' });

  expect(beApiError(response, unauthorized, defaultContract).message()).toContain('\n  - the body is no JSON\n');
});
