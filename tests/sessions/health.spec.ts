import { expect, test } from '../../fixtures/sessions';

test('the service says that all is well', { tag: '@SE1' }, async ({ ownAccounts, contract }) => {
  expect(await ownAccounts.health()).toMatchContract(contract.sessions.health.status, contract.shapes.health);
});

test('its database looks somebody up', { tag: '@SE1' }, async ({ ownAccounts, contract }) => {
  expect(await ownAccounts.askForNobody()).toBeDenied(contract.sessions.errors.wrongPassword);
});
