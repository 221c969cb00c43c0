import { expect, test } from '../../fixtures/sessions';

test('administration is nothing for nobody', { tag: '@SE9' }, async ({ ownAccounts, contract }) => {
  expect(await ownAccounts.administer()).toBeDenied(contract.sessions.errors.noToken);
});

test('administration is nothing for a user', { tag: '@SE9' }, async ({ account, ownAccounts, contract }) => {
  const session = await account.signIn();

  expect(await ownAccounts.administer(session)).toBeDenied(contract.sessions.errors.forbidden);
});

test('an admin may administer', { tag: '@SE9' }, async ({ ownAccounts, contract }) => {
  const admin = await ownAccounts.admin();

  expect(await ownAccounts.me(admin)).toMatchContract(200, contract.shapes.account(admin.identity, 'admin'));
  expect(await ownAccounts.administer(admin)).toMatchContract(contract.sessions.admin.status);
});

test('nobody registers as an admin', { tag: '@SE9' }, async ({ newAccount, ownAccounts }) => {
  const { account, answer } = newAccount;
  const standing = await ownAccounts.standing(await account.signIn());

  expect([{ answer, ...standing }]).toMakeNoAdmin(account.credentials.username);
});

test('nobody makes himself an admin', { tag: '@SE9' }, async ({ account, ownAccounts }) => {
  expect(await ownAccounts.elevate(account)).toMakeNoAdmin(account.credentials.username);
});
