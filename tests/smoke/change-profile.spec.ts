import { bodyWith, expect, test } from '../../fixtures';

// One user, one profile: whoever changes it, or watches that it stays, must be alone with it.
test.describe.configure({ lock: 'profile' });

test.beforeAll(({ sentAhead }, testInfo) => {
  sentAhead.captureOnlyKey(testInfo);
});

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
