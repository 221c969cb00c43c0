import { expect, test } from '@playwright/test';
import { sideBySide, type Attempt } from '../../reporters/attempts';

type Answer = { status: number; layer: string; code?: string } | { failure: string };

const exchangeOf = (path: string, answer: Answer) => ({
  identity: 'jwt',
  request: { method: 'GET', url: `https://api.example.com/prod${path}`, headers: {} },
  durationMs: 12.3,
  ...('failure' in answer
    ? answer
    : {
        response: {
          ...{ status: answer.status, layer: answer.layer },
          headers: answer.layer === 'before the gateway' ? {} : { 'x-amzn-requestid': 'r-1' },
          body: answer.code === undefined ? {} : { error: { code: answer.code } },
        },
      }),
});

const attemptOf = (
  status: Attempt['status'],
  exchanges: ReturnType<typeof exchangeOf>[],
  errors: string[] = [],
): Attempt => ({
  status,
  duration: 40.4,
  errors: errors.map((message) => ({ message })),
  attachments: [
    { name: 'before the run', contentType: 'application/json', body: Buffer.from('{"target":{}}') },
    { name: 'a file', contentType: 'application/json', path: '/somewhere' },
    { name: 'no JSON', contentType: 'application/json', body: Buffer.from('{') },
    ...exchanges.map((exchange) => ({
      name: 'an exchange',
      contentType: 'application/json',
      body: Buffer.from(JSON.stringify(exchange)),
    })),
  ],
});

const ok = { status: 200, layer: 'integration' };

test('what differed, and why the first attempt did not pass', () => {
  const before = exchangeOf('/a', ok);
  const attempts = [
    attemptOf(
      'failed',
      [before, exchangeOf('/b/1', { status: 503, layer: 'before the gateway' })],
      ['Error: \u001b[31mGET /b/1: expected 401\u001b[39m\n  - status is 503'],
    ),
    attemptOf('passed', [before, exchangeOf('/b/2', { status: 401, layer: 'gateway', code: 'EXPIRED_TOKEN' })]),
  ];

  expect(sideBySide(attempts)).toBe(`           attempt 1   attempt 2
status     failed      passed
duration   40 ms       40 ms
requests   2           2

What differed first: request 2
  attempt 1   GET /prod/b/1 as jwt → 503 from something before the gateway, 12 ms
  attempt 2   GET /prod/b/2 as jwt → 401 EXPIRED_TOKEN from the gateway, 12 ms, x-amzn-requestid: r-1

Why attempt 1 did not pass
  GET /b/1: expected 401
    - status is 503
`);
});

test('an attempt that was over sooner, and one that got no answer', () => {
  const attempts = [
    attemptOf('timedOut', []),
    attemptOf('failed', [exchangeOf('/a', { failure: 'ECONNREFUSED' })]),
    attemptOf('passed', [exchangeOf('/a', ok)]),
  ];

  expect(sideBySide(attempts)).toContain(`What differed first: request 1
  attempt 1   was over before it
  attempt 2   GET /prod/a as jwt → no answer (ECONNREFUSED), 12 ms
  attempt 3   GET /prod/a as jwt → 200 from the integration, 12 ms, x-amzn-requestid: r-1
`);
});

test('answers that differ in their ids only are the same', () => {
  const attempts = [
    attemptOf('failed', [exchangeOf('/keys/1', ok)], ['the key is not listed']),
    attemptOf('passed', [exchangeOf('/keys/2', ok)]),
  ];

  expect(sideBySide(attempts)).toContain(
    'All requests had the same answers: the same statuses, from the same layers.\n\nWhy attempt 1 did not pass\n  the key is not listed\n',
  );
});

test('a call log, with the headers of a request, is left out', () => {
  const reason =
    'apiRequestContext.get: connect ECONNREFUSED\nCall log:\n  - → GET https://api.example.com\n  -   authorization: x';

  expect(sideBySide([attemptOf('failed', [], [reason]), attemptOf('passed', [])])).toMatch(/ECONNREFUSED\n$/);
});

test('a long reason is cut', () => {
  const reason = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`).join('\n');

  expect(sideBySide([attemptOf('failed', [], [reason]), attemptOf('passed', [])])).toMatch(/line 7\n {2}…\n$/);
});
