import { expect, inParts, read, routes, test } from '../../fixtures';

test.describe('GET the profile', () => {
  test('with a JWT: the profile of the token holder', { tag: '@AC1' }, async ({ jwt, tokenHolder, contract }) => {
    const response = await jwt.get(contract.profile.path);

    expect(response).toMatchContract(200, contract.shapes.profile);
    expect(response).toShow(tokenHolder);
  });

  test('with an API key: the same user', { tag: '@AC5' }, async ({ apiKey, jwt, contract }) => {
    const [byKey, byToken] = await Promise.all([apiKey.get(contract.profile.path), jwt.get(contract.profile.path)]);

    expect(byKey).toMatchContract(200, contract.shapes.profile);
    expect(byKey).toShow({ userId: read(byToken, contract.shapes.profile).userId });
  });
});

test.describe('every route reaches its integration with every credential that it admits', () => {
  inParts(routes(), { spread: false }, (part) => {
    test.beforeAll(({ sentAhead }, testInfo) => sentAhead.probes(part, testInfo));

    for (const route of part) {
      test(route.key, { tag: '@AC9' }, async ({ probe }) => {
        const answers = await probe.all(route);

        expect(answers).toProveDeployed();
      });
    }
  });
});
