import { expect, test } from '../../fixtures';

test('one request more than the bucket holds is refused', { tag: '@AC14', lock: 'rate limit' }, async ({ burst }) => {
  const answers = await burst();

  expect(answers).toBeRateLimited();
});
