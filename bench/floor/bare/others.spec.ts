import type { APIResponse } from '@playwright/test';
import pLimit from 'p-limit';
import { test, url } from './client';

// The suite's other tests, and their requests, as many at once as a run may have on their way; nobody looks at an answer.

const tests = Number(process.env.BENCH_TESTS) - 1;
const requests = Number(process.env.BENCH_REQUESTS) - Number(process.env.BENCH_CHAIN);
const inTurn = pLimit(15);
let answers: Promise<APIResponse>[] | undefined;

for (let index = 0; index < tests; index += 1) {
  test(`other ${index + 1}`, async ({ client }) => {
    answers ??= Array.from({ length: requests }, () => inTurn(() => client.get(url)));
    await Promise.all(answers.filter((_, sent) => sent % tests === index));
  });
}
