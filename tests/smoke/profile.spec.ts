import { bodyWith, expect, read, test } from '../../fixtures';

// Beside the changes, nobody waits for what stands for itself.
test.beforeAll(({ sendAhead }) => {
  sendAhead.captureOnlyKey();
  sendAhead.profiles({
    AC1: ['jwt'],
    AC3: ['anonymous'],
    AC4: ['expired'],
    AC5: ['apiKey', 'jwt'],
    AC8: ['unknown-key'],
    // Last, since forging takes this process longer than sending does: the changes have begun by then.
    AC2: ['malformed', 'unsigned', 'altered', 'foreign-signature'],
  });
});

test.describe('PATCH the profile', () => {
  // One user, one profile: whoever changes it, or watches that it stays, must be alone with it. (The whole file has the lock, but where
  // each test is one's own.)
  test.describe.configure({ lock: 'profile' });

  test('the display name is updated, and shown', { tag: '@AC11' }, async ({ jwt, ownProfile, contract, mark }) => {
    const body = bodyWith(contract.profile.fields.displayName, mark);
    const response = await jwt.patch(contract.profile.path, { body });

    expect(response).toMatchContract(contract.profile.updatedStatus, contract.shapes.updatedName);
    expect(response).toShow({ displayName: mark });
    expect(await ownProfile.getWithName(mark)).toShow({ displayName: mark });
  });

  test('a role can not be given to oneself', { tag: '@AC12' }, async ({ jwt, ownProfile, contract }) => {
    const body = bodyWith(contract.profile.fields.role, contract.profile.forbiddenRole);
    const response = await jwt.patch(contract.profile.path, { body });

    expect(response).toBeApiError(contract.errors.forbiddenRoleChange);
    expect(await ownProfile.get()).toShow({ role: ownProfile.before.role });
  });

  test(
    'a capture-only key may not update it',
    { tag: '@AC6' },
    async ({ captureOnlyKey, ownProfile, contract, mark }) => {
      const body = bodyWith(contract.profile.fields.displayName, mark);
      const response = await captureOnlyKey.patch(contract.profile.path, { body });

      expect(response).toBeApiError(contract.errors.insufficientScope);
      expect(await ownProfile.get()).toShow(ownProfile.before);
    },
  );
});

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

// The last one: a token that is yet to expire is waited for.
test('an expired token is refused as expired', { tag: '@AC4' }, async ({ profileAs, contract }) => {
  const response = await profileAs('expired');

  expect(response).toBeApiError(contract.errors.expiredToken);
});
