import { expect, test } from '../../fixtures';

// A file of its own: where a token is yet to expire, the others go on beside the wait.
test('an expired token is refused as expired', { tag: '@AC4' }, async ({ expired, contract }) => {
  const response = await expired.get(contract.profile.path);

  expect(response).toBeApiError(contract.errors.expiredToken);
});
