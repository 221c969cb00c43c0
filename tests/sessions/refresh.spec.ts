import { expect, test } from '../../fixtures/sessions';

test('a refresh brings a new pair', { tag: '@SE4' }, async ({ account, ownAccounts, contract }) => {
  const before = await account.signIn();

  const answer = await ownAccounts.refreshLater(before);

  expect(answer).toMatchContract(contract.sessions.refresh.status, contract.shapes.pair);
  const after = ownAccounts.sessionOf(before.identity, answer);
  expect(answer).toRenew({ before, after });
  expect(await ownAccounts.me(after)).toMatchContract(200, contract.shapes.account(before.identity));
  expect(await ownAccounts.refresh(after)).toMatchContract(contract.sessions.refresh.status);
});

test('a used refresh token is refused', { tag: '@SE5' }, async ({ account, ownAccounts, contract }) => {
  const { replayed } = await ownAccounts.replay(await account.signIn());

  expect(replayed).toBeDenied(contract.sessions.errors.usedRefreshToken);
});

test('who replays one ends its family', { tag: '@SE5' }, async ({ account, ownAccounts, contract }) => {
  ownAccounts.familyEnds();
  const { successor } = await ownAccounts.replay(await account.signIn());

  expect(successor).toBeDenied(contract.sessions.errors.usedRefreshToken);
});

test('of two refreshes at once, one wins', { tag: '@SE6' }, async ({ account, ownAccounts }) => {
  expect(await ownAccounts.races(account, 4)).toHaveOneWinner();
});
