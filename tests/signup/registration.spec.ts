import { expect, test } from '../../fixtures/signup';

// Each step needs those before it; a retry begins with the first one, and somebody new.
test.describe.configure({ mode: 'serial' });

test('a bootstrap token is minted', { tag: '@SU1' }, async ({ registration }) => {
  expect(await registration.minting()).toBringToken();
});

test('it begins a registration', { tag: '@SU2' }, async ({ registration, contract }) => {
  expect(await registration.begun()).toMatchContract(contract.signup.begin.status, contract.shapes.creationOptions);
});

test('a passkey is made of the options', { tag: '@SU3' }, async ({ registration, run }) => {
  const { challenge } = await registration.options();

  expect(await registration.making()).toCarry({ challenge, origin: run.origin });
});

test('the passkey is verified', { tag: '@SU4' }, async ({ registration, contract }) => {
  expect(await registration.verified()).toMatchContract(contract.signup.verify.status, contract.shapes.registered);
});

test('one user and one passkey are stored', { tag: '@SU5' }, async ({ registration }) => {
  const { userId } = await registration.registered();
  const { address } = registration;

  expect(await registration.stored()).toPersist({ address, userId, passkey: await registration.passkey() });
});

test('the token is spent', { tag: '@SU6' }, async ({ registration, contract }) => {
  await registration.registered();

  expect(await registration.beginAgain()).toBeApiError(contract.signup.errors.spentLink);
});
