import { expect, test } from '../../fixtures/progress';

test('too many sign-ins are limited', { tag: '@PR9' }, async ({ signInBurst, contract }) => {
  const { limited: refusal } = contract.progress.errors;
  const { maxRetryAfterSeconds } = contract.progress.limit ?? { maxRetryAfterSeconds: 0 };

  expect(await signInBurst()).toBeRateLimited({ refusal, maxRetryAfterSeconds, successes: [200, 399] });
});
