import { expect, test } from '@playwright/test';
import { defaultContract } from '../../contract';
import { beRateLimited, retryAfterProblems } from '../../fixtures/matchers/rate-limit-matcher';
import { errorBody, fromGateway, fromIntegration, type Given } from './support/answers';
import { contractWith } from './support/contract';

const request = 'GET /users/me as rateLimit';
const passed = () => fromIntegration({ request, json: {} });
const refused = (given: Given = {}) =>
  fromIntegration({
    request,
    status: 429,
    json: errorBody('RATE_LIMITED'),
    headers: { 'retry-after': '30' },
    ...given,
  });
const burstWith = (...last: ReturnType<typeof passed>[]) => [...Array.from({ length: 10 }, passed), ...last];

test('passes: one of the burst was refused, and its status stands for the test', () => {
  const last = refused();

  expect(beRateLimited(burstWith(last), defaultContract).pass).toBe(true);
  expect(last.exchange.judged).toBe(true);
});

test('passes: several were refused, of which one is sound', () => {
  expect(beRateLimited(burstWith(refused({ headers: {} }), refused()), defaultContract).pass).toBe(true);
});

test('passes: the gateway’s own throttle, where the contract expects no code', () => {
  const contract = contractWith({ errors: { rateLimited: { code: null } } });
  const response = fromGateway('TooManyRequestsException', { status: 429, headers: { 'retry-after': '1' } });

  expect(beRateLimited(burstWith(response), contract).pass).toBe(true);
});

test('fails: nothing was refused', () => {
  const { pass, message } = beRateLimited(burstWith(passed()), defaultContract);

  expect(pass).toBe(false);
  expect(message()).toBe(
    `GET /users/me as rateLimit, 11 at once: expected at least one 429 RATE_LIMITED with Retry-After, got 11 × 200
  - none of 11 requests was refused
  last: 200 from the integration: {}`,
  );
});

test('fails: refused without Retry-After, and under another code', () => {
  const headers = {};
  const { message } = beRateLimited(burstWith(refused({ headers, json: errorBody('THROTTLED') })), defaultContract);

  expect(message()).toBe(
    `GET /users/me as rateLimit, 11 at once: expected at least one 429 RATE_LIMITED with Retry-After, got 10 × 200, 1 × 429
  - error.code is "THROTTLED", not "RATE_LIMITED"
  - there is no Retry-After
  last: 429 THROTTLED from the integration: {"error":{"code":"THROTTLED","message":"no","requestId":"request-1"}}`,
  );
});

test('fails: some are neither success nor refusal', () => {
  const crashed = fromGateway('InternalServerErrorException', { request, status: 502 });

  expect(beRateLimited(burstWith(crashed, refused()), defaultContract).message()).toBe(
    `GET /users/me as rateLimit, 12 at once: expected at least one 429 RATE_LIMITED with Retry-After, got 10 × 200, 1 × 502, 1 × 429
  - neither success nor refusal: 502 from the gateway (InternalServerErrorException)
  last: 429 RATE_LIMITED from the integration: {"error":{"code":"RATE_LIMITED","message":"no","requestId":"request-1"}}`,
  );
});

test('fails: no burst at all', () => {
  expect(beRateLimited([], defaultContract)).toMatchObject({ pass: false });
});

test.describe('Retry-After', () => {
  const date = 'Sun, 01 Mar 2026 12:00:00 GMT';
  const day = 86_400;

  for (const [name, headers, problems] of [
    ['seconds', { 'retry-after': '30' }, []],
    ['none to wait', { 'retry-after': '0' }, []],
    ['a day', { 'retry-after': '86400' }, []],
    ['an HTTP date', { 'retry-after': 'Sun, 01 Mar 2026 12:01:00 GMT', date }, []],
    ['the HTTP date of the answer', { 'retry-after': date, date }, []],
    [
      'an HTTP date that has passed',
      { 'retry-after': 'Sun, 01 Mar 2026 11:59:00 GMT', date },
      ['Retry-After is "Sun, 01 Mar 2026 11:59:00 GMT", a time that was over when the answer was sent'],
    ],
    ['missing', {}, ['there is no Retry-After']],
    ['garbage', { 'retry-after': 'soon' }, ['Retry-After is "soon", neither seconds nor an HTTP date']],
    ['empty', { 'retry-after': '' }, ['Retry-After is "", neither seconds nor an HTTP date']],
    ['a fraction', { 'retry-after': '1.5' }, ['Retry-After is "1.5", neither seconds nor an HTTP date']],
    ['negative', { 'retry-after': '-1' }, ['Retry-After is "-1", neither seconds nor an HTTP date']],
    [
      'an ISO date',
      { 'retry-after': '2026-03-01T12:01:00Z' },
      ['Retry-After is "2026-03-01T12:01:00Z", neither seconds nor an HTTP date'],
    ],
    [
      'a point in time as milliseconds',
      { 'retry-after': '1772366400000' },
      ['Retry-After is "1772366400000", more than 86400 s away: a mistake of units?'],
    ],
    [
      'a point in time as seconds',
      { 'retry-after': '1772366400' },
      ['Retry-After is "1772366400", more than 86400 s away: a mistake of units?'],
    ],
    [
      'an HTTP date too far away',
      { 'retry-after': 'Tue, 03 Mar 2026 12:00:00 GMT', date },
      ['Retry-After is "Tue, 03 Mar 2026 12:00:00 GMT", more than 86400 s away: a mistake of units?'],
    ],
  ] as const) {
    test(name, () => {
      expect(retryAfterProblems({ headers }, day)).toEqual(problems);
    });
  }

  test('a date that there is not', () => {
    const headers = { 'retry-after': 'Sun, 99 Mar 2026 25:61:61 GMT', date };

    expect(retryAfterProblems({ headers }, day)).toHaveLength(1);
  });
});

test.describe('another limit', () => {
  const limit = {
    refusal: { status: 403, code: 'SLOW_DOWN' },
    maxRetryAfterSeconds: 60,
    successes: [200, 399],
  } as const;
  const redirect = () => fromIntegration({ request, status: 302 });
  const slowDown = (seconds: string) =>
    fromIntegration({ request, status: 403, json: errorBody('SLOW_DOWN'), headers: { 'retry-after': seconds } });

  test('passes: redirects are successes, and the refusal is its own', () => {
    expect(beRateLimited([redirect(), slowDown('60')], defaultContract, limit).pass).toBe(true);
    expect(beRateLimited([redirect(), refused()], defaultContract).pass).toBe(false);
  });

  test('fails: nothing of it', () => {
    const burst = [redirect(), refused(), fromIntegration({ request, status: 400 })];

    expect(beRateLimited(burst, defaultContract, limit).message()).toBe(
      `GET /users/me as rateLimit, 3 at once: expected at least one 403 SLOW_DOWN with Retry-After, got 1 × 302, 1 × 429, 1 × 400
  - none of 3 requests was refused
  - neither success nor refusal: 429 RATE_LIMITED from the integration; 400 from the integration
  last: 400 from the integration: `,
    );
  });

  test('fails: its own longest wait', () => {
    expect(beRateLimited([redirect(), slowDown('61')], defaultContract, limit).message()).toContain(
      '\n  - Retry-After is "61", more than 60 s away: a mistake of units?\n',
    );
  });

  test('passes: without a code, any body', () => {
    const refusal = { status: 429, code: null };
    const burst = [redirect(), refused({ json: {} })];

    expect(beRateLimited(burst, defaultContract, { ...limit, refusal }).pass).toBe(true);
  });

  for (const [status, pass] of [
    [199, false],
    [200, true],
    [399, true],
    [400, false],
  ] as const) {
    test(`${status} is ${pass ? 'a' : 'no'} success`, () => {
      const burst = [fromIntegration({ request, status }), slowDown('1')];

      expect(beRateLimited(burst, defaultContract, limit).pass).toBe(pass);
    });
  }
});
