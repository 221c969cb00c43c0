import { expect, test } from '../../fixtures/signup';

test('a challenge of another session is refused', { tag: '@SU7' }, async ({ newSignUp, contract }) => {
  const [signUp, other] = await Promise.all([newSignUp(), newSignUp()]);

  expect(await signUp.verify(await other.passkey())).toBeApiError(contract.signup.errors.foreignChallenge);
  expect(await signUp.finding()).toHoldRows(signUp.pending);
  expect(await other.finding()).toHoldRows(other.pending);
});

test('a wrong origin is refused', { tag: '@SU7' }, async ({ newSignUp, contract }) => {
  const signUp = await newSignUp();
  const passkey = await signUp.fromOrigin('https://smoke-test.example');

  expect(await signUp.verify(passkey)).toBeApiError(contract.signup.errors.wrongOrigin);
  expect(await signUp.finding()).toHoldRows(signUp.pending);
});

test('a wrong rp id is refused', { tag: '@SU7' }, async ({ newSignUp, contract }) => {
  const signUp = await newSignUp();
  const passkey = await signUp.ofRp('smoke-test.example');

  expect(await signUp.verify(passkey)).toBeApiError(contract.signup.errors.wrongRpId);
  expect(await signUp.finding()).toHoldRows(signUp.pending);
});

test('a user who was not verified is refused', { tag: '@SU7' }, async ({ newSignUp, contract }) => {
  const signUp = await newSignUp();
  const passkey = await signUp.unverified();

  expect(await signUp.verify(passkey)).toBeApiError(contract.signup.errors.unverifiedUser);
  expect(await signUp.finding()).toHoldRows(signUp.pending);
});

test('a challenge that was answered wrongly is used', { tag: '@SU7' }, async ({ newSignUp, contract }) => {
  const signUp = await newSignUp();
  const wrong = await signUp.fromOrigin('https://smoke-test.example');

  expect(await signUp.verify(wrong)).toBeApiError(contract.signup.errors.wrongOrigin);
  expect(await signUp.verifyAgain(await signUp.passkey())).toBeApiError(contract.signup.errors.usedChallenge);
  expect(await signUp.finding()).toHoldRows(signUp.pending);
});

test('a verify without begin is refused', { tag: '@SU7' }, async ({ newSignUp, contract }) => {
  const signUp = await newSignUp();

  expect(await signUp.verifyUnbegun()).toBeApiError(contract.signup.errors.withoutBegin);
  expect(await signUp.finding()).toHoldRows(signUp.untouched());
});

test('the same credential id twice is refused', { tag: '@SU7' }, async ({ newSignUp, contract }) => {
  const [known, signUp] = await Promise.all([newSignUp(), newSignUp()]);
  await known.registered();

  const response = await signUp.verify(await signUp.withIdOf(known));

  expect(response).toBeApiError(contract.signup.errors.knownCredential);
  expect(await signUp.finding()).toHoldRows(signUp.pending);
});
