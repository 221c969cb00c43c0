import { expect, read, test } from '../../fixtures';

test.beforeAll(({ sentAhead }, testInfo) =>
  sentAhead.profiles(
    {
      AC1: ['jwt'],
      AC2: ['malformed', 'foreign-signature', 'unsigned', 'altered'],
      AC3: ['anonymous'],
      AC5: ['apiKey', 'jwt'],
      AC8: ['unknown-key'],
    },
    testInfo,
  ),
);

test.describe('GET the profile', () => {
  test('with a JWT: the profile of the token holder', { tag: '@AC1' }, async ({ profileAs, tokenHolder, contract }) => {
    const response = await profileAs('jwt');

    expect(response).toMatchContract(200, contract.shapes.profile);
    expect(response).toShow(tokenHolder);
  });

  test('with an API key: the same user', { tag: '@AC5' }, async ({ profileAs, contract }) => {
    const byKey = await profileAs('apiKey');
    const byToken = await profileAs('jwt');

    expect(byKey).toMatchContract(200, contract.shapes.profile);
    expect(byKey).toShow({ userId: read(byToken, contract.shapes.profile).userId });
  });
});

test.describe('a token that the issuer did not sign is refused', () => {
  test('no token at all', { tag: '@AC2' }, async ({ profileAs, contract }) => {
    const response = await profileAs('malformed');

    expect(response).toBeApiError(contract.errors.malformedToken);
  });

  test('a foreign signature', { tag: '@AC2' }, async ({ profileAs, contract }) => {
    const response = await profileAs('foreign-signature');

    expect(response).toBeApiError(contract.errors.foreignSignature);
  });

  test('alg: none', { tag: '@AC2' }, async ({ profileAs, contract }) => {
    const response = await profileAs('unsigned');

    expect(response).toBeApiError(contract.errors.unsignedToken);
  });

  test('an altered payload', { tag: '@AC2' }, async ({ profileAs, contract }) => {
    const response = await profileAs('altered');

    expect(response).toBeApiError(contract.errors.alteredToken);
  });
});

test('no credentials: the gateway refuses', { tag: '@AC3' }, async ({ profileAs, contract }) => {
  const response = await profileAs('anonymous');

  expect(response).toBeApiError(contract.errors.noCredentials);
  expect(response).toComeFromGateway();
});

test('an unknown API key is refused', { tag: '@AC8' }, async ({ profileAs, contract }) => {
  const response = await profileAs('unknown-key');

  expect(response).toBeApiError(contract.errors.unknownKey);
});
