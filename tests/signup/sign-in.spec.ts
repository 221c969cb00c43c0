import { expect, test } from '../../fixtures/signup';

test('the passkey signs in, and no answer of it twice', { tag: '@SU8' }, async ({ newSignIn, contract }) => {
  const signUp = await newSignIn();
  const { userId } = await signUp.registered();

  const { send, status } = await signUp.signIn();

  expect(await send()).toMatchContract(status, contract.shapes.signedInAs(userId));
  expect(await send()).toBeApiError(contract.signup.errors.usedAssertion);
});
