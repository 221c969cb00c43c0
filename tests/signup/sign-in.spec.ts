import { expect, test } from '../../fixtures';

test('the passkey signs in, and no answer of it twice', { tag: '@SU8' }, async ({ newSignIn, contract }) => {
  const signUp = await newSignIn();
  const { userId } = await signUp.registered();

  const send = await signUp.signIn();

  expect(await send()).toMatchContract(200, contract.shapes.signedInAs(userId));
  expect(await send()).toBeApiError(contract.signup.errors.usedAssertion);
});
