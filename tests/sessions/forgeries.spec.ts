import { expect, forgeries, test } from '../../fixtures/sessions';

for (const forgery of forgeries) {
  test(`${forgery} is refused`, { tag: '@SE8' }, async ({ presented, contract }) => {
    expect(await presented(forgery)).toBeForgeries(contract.sessions.errors.forgedToken);
  });
}

test('a token whose time is over is refused', { tag: '@SE8' }, async ({ account, ownAccounts, contract }) => {
  expect(await ownAccounts.expired(account)).toBeDenied(contract.sessions.errors.expiredToken);
});

test('tokens signed with default keys are refused', { tag: '@SE12' }, async ({ presentedDefaults, contract }) => {
  expect(await presentedDefaults()).toBeForgeries(contract.sessions.errors.forgedToken);
});
