import { expect, test } from '../../fixtures/sessions';

test('a sign-out ends both tokens at once', { tag: '@SE7' }, async ({ account, ownAccounts, contract }) => {
  const { answer, ...tokens } = await ownAccounts.signedOut(await account.signIn());

  expect([answer]).toAllSucceed(contract.sessions.logout.statuses);
  expect(tokens).toHaveEnded();
});

test('a later sign-in brings neither of them back', { tag: '@SE7' }, async ({ account, ownAccounts }) => {
  expect(await ownAccounts.signedInAnew(account)).toHaveEnded();
});

test("the user's other session is as the contract says", { tag: '@SE7' }, async ({ account, ownAccounts }) => {
  expect(await ownAccounts.besideSignedOut(account)).toFareAsPromised();
});

test("another user's session lives", { tag: '@SE7' }, async ({ accounts, ownAccounts }) => {
  const [one, other] = [await accounts[0].signIn(), await accounts[1].signIn()];
  await ownAccounts.logout(one);

  expect(await ownAccounts.present(other)).toLive();
});
