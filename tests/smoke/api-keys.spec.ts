import { expect, revocationDeadlines, test } from '../../fixtures';

test('a key is created, listed without its secret, deleted, and gone', { tag: '@AC13' }, async ({ keys, contract }) => {
  const response = await keys.request('full');
  expect(response).toMatchContract(contract.apiKeys.createdStatus, contract.shapes.createdKey);

  const key = await keys.of(response, 'full');
  const listing = await keys.untilListed(key);
  expect(listing).toKeepSecret(key);

  const deletion = await keys.remove(key);
  expect(deletion).toMatchContract(contract.apiKeys.deletedStatus);
  await keys.untilUnlisted(key);
});

test('a key that was deleted before its first use is refused', { tag: '@AC7' }, async ({ keys, contract }) => {
  const key = await keys.retired();

  const response = await key.client.get(contract.profile.path);

  expect(response).toBeApiError(contract.errors.revokedKey);
});

for (const seconds of revocationDeadlines()) {
  test(`a key in use is refused within ${seconds} s of its deletion`, { tag: '@AC7' }, async ({ keys, contract }) => {
    const { answer, elapsedMs } = await keys.revokeInUse(seconds);

    expect(answer).toBeApiError(contract.errors.revokedKey);
    test.info().annotations.push({ type: 'refused after', description: `${elapsedMs} ms` });
  });
}
