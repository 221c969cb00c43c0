import { expect, test } from '../../fixtures/signup';

test('an expired link is refused', { tag: '@SU7' }, async ({ newSignUp, contract }) => {
  const signUp = await newSignUp();

  expect(await signUp.beginTooLate()).toBeApiError(contract.signup.errors.expiredLink);
  expect(await signUp.finding()).toHoldRows(signUp.untouched());
});

test('a link for another address is refused', { tag: '@SU7' }, async ({ newSignUp, contract }) => {
  const [signUp, other] = await Promise.all([newSignUp(), newSignUp()]);

  expect(await signUp.beginWith(other)).toBeApiError(contract.signup.errors.foreignLink);
  expect(await signUp.finding()).toHoldRows(signUp.untouched());
  expect(await other.finding()).toHoldRows(other.untouched());
});

test('a tampered link is refused', { tag: '@SU7' }, async ({ newSignUp, contract }) => {
  const signUp = await newSignUp();

  expect(await signUp.beginTampered()).toBeApiError(contract.signup.errors.tamperedLink);
  expect(await signUp.finding()).toHoldRows(signUp.untouched());
});
