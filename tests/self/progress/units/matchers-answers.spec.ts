import { expect, test } from '@playwright/test';
import { defaultContract as contract } from '../../../../contract';
import type { ApiResponse } from '../../../../fixtures/client/client';
import { allBeRefused, allSucceed } from '../../../../fixtures/matchers/progress-matchers';
import { errorBody, type Given } from '../../support/answers';
import { linesOf, progressAnswer } from './support/parts';

const refusal = { status: 401, code: 'UNAUTHORIZED' };
const request = 'POST /auth/verify as nobody';

/** An answer to a request with these headers. */
function answerTo(headers: Record<string, string>, given: Given = {}): ApiResponse {
  const answer = progressAnswer({ request, status: 401, json: errorBody('UNAUTHORIZED'), ...given });
  return { ...answer, exchange: { ...answer.exchange, request: { ...answer.exchange.request, headers } } };
}

const refused = (): ApiResponse => answerTo({ cookie: '', accept: 'application/json' });
const body = 'body: {"error":{"code":"UNAUTHORIZED","message":"no","requestId":"request-1"}}';

test('all are refused, and each status stands for the test', () => {
  const answers = [refused(), refused()];

  expect(allBeRefused(answers, refusal, contract).pass).toBe(true);
  expect(answers.map(({ exchange }) => exchange.judged)).toEqual([true, true]);
  expect(linesOf(allBeRefused(answers, refusal, contract))).toEqual([
    'passes',
    `${request}: expected anything but 401 UNAUTHORIZED with no token, got 401 UNAUTHORIZED from the integration`,
    `  ${body}`,
    '  ids: apigw-requestid: r1',
  ]);
});

test('one that is let in is told of, by what it came with, and the others like it', () => {
  const wrong = [
    answerTo(
      { cookie: 'session=[session:tampered …k3Fq]', 'content-type': 'application/json', origin: 'https://a.test' },
      { status: 200, json: {} },
    ),
    answerTo({ cookie: '', authorization: 'Bearer [session:tampered …k3Fq]' }, { status: 204 }),
  ];

  expect(linesOf(allBeRefused([refused(), ...wrong, refused()], refusal, contract))).toEqual([
    `${request}: expected 401 UNAUTHORIZED with cookie session=[session:tampered …k3Fq], got 200 from the integration`,
    '  - status is 200, not 401',
    '  - error.code is undefined, not "UNAUTHORIZED"',
    '  - error.message is undefined, not a text',
    '  - error.requestId is undefined, not a text',
    `  - the same of ${request} (204)`,
    '  body: {}',
    '  ids: apigw-requestid: r1',
  ]);
});

test('the code counts where the contract has one', () => {
  const other = answerTo(
    { 'X-Api-Key': '[a]', Authorization: 'Bearer [b]' },
    { status: 401, json: errorBody('EXPIRED') },
  );

  expect(linesOf(allBeRefused([other], refusal, contract)).slice(0, 3)).toEqual([
    `${request}: expected 401 UNAUTHORIZED with X-Api-Key [a], Authorization Bearer [b], got 401 EXPIRED from the integration`,
    '  - error.code is "EXPIRED", not "UNAUTHORIZED"',
    '  body: {"error":{"code":"EXPIRED","message":"no","requestId":"request-1"}}',
  ]);
  expect(allBeRefused([other], { ...refusal, code: null }, contract).pass).toBe(true);
  expect(linesOf(allBeRefused([other], { status: 403, code: null }, contract)).slice(0, 2)).toEqual([
    `${request}: expected 403 with X-Api-Key [a], Authorization Bearer [b], got 401 EXPIRED from the integration`,
    '  - status is 401, not 403',
  ]);
});

test("the gateway's own refusal is none of the API's", () => {
  const answer = answerTo({ cookie: '' }, { json: { message: 'Unauthorized' } });

  expect(linesOf(allBeRefused([answer], refusal, contract))).toContain(
    `${request}: expected 401 UNAUTHORIZED with no token, got 401 from the gateway`,
  );
});

test('no answer at all is no refusal', () => {
  expect(linesOf(allBeRefused([], refusal, contract))).toEqual(['expected 401 UNAUTHORIZED, got no answer']);
});

const recorded = (status: number): ApiResponse =>
  progressAnswer({ request: 'POST /exercises/smoke-test/verify as first', status });

test('all succeed', () => {
  const answers = [recorded(200), recorded(204)];

  expect(allSucceed(answers, [200, 204]).pass).toBe(true);
  expect(answers.map(({ exchange }) => exchange.judged)).toEqual([true, true]);
});

test('those that do not succeed are counted, and the first one is told of', () => {
  const answers = [recorded(200), recorded(503), recorded(409), recorded(200)];

  expect(linesOf(allSucceed(answers, [200, 204]))).toEqual([
    'POST /exercises/smoke-test/verify as first: expected 200 or 204, got 503 from the integration',
    '  - 2 of 4 answers have another status',
    '  body: (empty)',
    '  ids: apigw-requestid: r1',
    "  look at: the function's log for this request id",
  ]);
});

test('no answer at all is no success', () => {
  expect(linesOf(allSucceed([], [200, 204]))).toEqual(['expected 200 or 204, got no answer']);
});
