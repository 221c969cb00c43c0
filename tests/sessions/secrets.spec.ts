import { expect, provocations, test } from '../../fixtures/sessions';

for (const provocation of provocations) {
  test(`${provocation} shows no secret`, { tag: '@SE3' }, async ({ provoked }) => {
    expect(await provoked(provocation)).toHoldNoSecret();
  });
}

test('a registration shows no secret', { tag: '@SE3' }, ({ newAccount, ownAccounts }) => {
  expect(ownAccounts.searched([newAccount.answer])).toHoldNoSecret();
});
