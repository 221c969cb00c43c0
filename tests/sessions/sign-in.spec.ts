import { expect, test } from '../../fixtures/sessions';

test('a registration makes a user', { tag: '@SE2' }, ({ newAccount, contract }) => {
  const { account, answer } = newAccount;
  const { username } = account.credentials;

  expect(answer).toMatchContract(contract.sessions.register.status, contract.shapes.newAccount(username));
});

test('a name is registered once', { tag: '@SE2' }, async ({ account, contract }) => {
  await account.signIn();

  expect(await account.registerAgain()).toBeDenied(contract.sessions.errors.takenName);
});

test('a sign-in brings a pair of tokens', { tag: '@SE2' }, async ({ account, contract }) => {
  expect(await account.askForToken()).toMatchContract(contract.sessions.token.status, contract.shapes.pair);
});

test('the profile has the role', { tag: '@SE2' }, async ({ account, ownAccounts, contract }) => {
  const session = await account.signIn();

  expect(await ownAccounts.me(session)).toMatchContract(200, contract.shapes.account(session.identity, 'user'));
});

test('a wrong password is refused', { tag: '@SE2' }, async ({ account, ownAccounts, contract }) => {
  await account.signIn();
  const refused = await ownAccounts.wrongSignIn(account);

  expect(refused).toBeDenied(contract.sessions.errors.wrongPassword);
  expect(refused).toChallenge(contract.sessions.challenge);
});

test('nobody learns who has an account', { tag: '@SE2' }, async ({ account, ownAccounts }) => {
  expect(await ownAccounts.wrongSignIns(account)).toAnswerAlike();
});
