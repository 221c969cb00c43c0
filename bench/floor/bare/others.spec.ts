import type { APIResponse } from '@playwright/test';
import { test, url } from './client';

// The suite's other tests, and their requests, all of which go out at once; nobody looks at an answer.

const tests = Number(process.env.BENCH_TESTS) - 1;
const requests = Number(process.env.BENCH_REQUESTS) - Number(process.env.BENCH_CHAIN);
let answers: Promise<APIResponse>[] | undefined;

for (let index = 0; index < tests; index += 1) {
  test(`other ${index + 1}`, async ({ client }) => {
    answers ??= Array.from({ length: requests }, () => client.get(url));
    await Promise.all(answers.filter((_, sent) => sent % tests === index));
  });
}
