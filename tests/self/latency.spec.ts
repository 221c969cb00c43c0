import { expect, test } from '@playwright/test';
import { mergeContract } from '../../contract';
import type { Span } from '../../fixtures/client/exchange';
import { overBudget } from '../../fixtures/latency';

const span = (request: string, at: number, latency: number): Span => ({
  ...{ request, at, latency, duration: latency + 5, firstByte: latency, status: 200, arrived: true },
});
const latency = {
  ...{ warnMs: 100, failMs: 500 },
  routes: { 'GET /slow/{id}': { warnMs: 400, failMs: null }, 'GET /fast': { failMs: 50 } },
};

for (const [name, asked, warnings, failures] of [
  ['within the budget', span('GET /a as jwt', 0, 100), 0, 0],
  ['over the first level', span('GET /a as jwt', 0, 101), 1, 0],
  ['over the second', span('GET /a as jwt', 0, 501), 0, 1],
  ['of a route with a budget of its own', span('GET /prod/slow/7 as jwt', 0, 399), 0, 0],
  ['of a route that may take as long as it likes, once warned', span('GET /prod/slow/7 as jwt', 0, 5000), 1, 0],
  ['of a path below such a route', span('GET /prod/slow/7/more as jwt', 0, 399), 1, 0],
  ['of another method there', span('POST /prod/slow/7 as jwt', 0, 399), 1, 0],
  ['of a route that says one level only', span('GET /fast as jwt', 0, 60), 0, 1],
] as const) {
  test(`an answer ${name}`, () => {
    const found = overBudget([asked], latency);
    expect([found.warnings.length, found.failures.length]).toEqual([warnings, failures]);
  });
}

test('a line tells the request, the budget and what it took', () => {
  expect(overBudget([span('GET /a as jwt', 0, 700)], latency).failures).toEqual([
    'GET /a as jwt: expected an answer within 500 ms (latency.failMs in the contract), got one after 700 ms',
  ]);
});

test('requests at once are not measured, and by default none is', () => {
  const burst = [span('GET /a as jwt', 0, 700), span('GET /a as jwt', 10, 700)];
  expect(overBudget(burst, latency)).toEqual({ warnings: [], failures: [] });
  const merged = mergeContract({});
  if ('problems' in merged) throw new Error(merged.problems.join());
  expect(overBudget(burst.slice(0, 1), merged.contract.latency)).toEqual({ warnings: [], failures: [] });
});

test('a budget that is none is told', () => {
  expect(mergeContract({ latency: { failMs: 0, routes: { '/a': {}, 'GET /b': { warn: 1 } } } })).toEqual({
    problems: [
      'latency.failMs: Too small: expected number to be >0',
      'latency.routes./a: must be "METHOD /path"',
      'latency.routes.GET /b.warn: unknown field; did you mean "warnMs"? valid are warnMs, failMs',
    ],
  });
});
