import { randomUUID } from 'node:crypto';
import { expect, test } from '../../fixtures';

test.describe('a token that the issuer did not sign is refused', () => {
  test('no token at all', { tag: '@AC2' }, async ({ withToken, contract }) => {
    const response = await (await withToken('malformed', 'invalid.jwt.string')).get(contract.profile.path);

    expect(response).toBeApiError(contract.errors.malformedToken);
  });

  test('a foreign signature', { tag: '@AC2' }, async ({ withForgery, contract }) => {
    const response = await (await withForgery('foreign-signature')).get(contract.profile.path);

    expect(response).toBeApiError(contract.errors.foreignSignature);
  });

  test('alg: none', { tag: '@AC2' }, async ({ withForgery, contract }) => {
    const response = await (await withForgery('unsigned')).get(contract.profile.path);

    expect(response).toBeApiError(contract.errors.unsignedToken);
  });

  test('an altered payload', { tag: '@AC2' }, async ({ withForgery, contract }) => {
    const response = await (await withForgery('altered')).get(contract.profile.path);

    expect(response).toBeApiError(contract.errors.alteredToken);
  });
});

test('no credentials: the gateway refuses', { tag: '@AC3' }, async ({ anonymous, contract }) => {
  const response = await anonymous.get(contract.profile.path);

  expect(response).toBeApiError(contract.errors.noCredentials);
  expect(response).toComeFromGateway();
});

test('an unknown API key is refused', { tag: '@AC8' }, async ({ withKey, contract }) => {
  const response = await (await withKey('unknown-key', `smoke-${randomUUID()}`)).get(contract.profile.path);

  expect(response).toBeApiError(contract.errors.unknownKey);
});
