import { expect, test } from '@playwright/test';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import {
  createAuthenticator,
  madeUpOptions,
  PasskeyError,
  withId,
  type Passkey,
} from '../../../fixtures/signup/passkey';

// The verifier knows nothing of the authenticator: they are libraries of different people.

const origin = 'http://localhost:3000';
const options = madeUpOptions(origin);

/** What the verifier makes of a passkey: its id, or the check that fails. */
async function verdictOn({ credential }: Passkey, challenge = options.challenge): Promise<string> {
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: { ...credential, response: { ...credential.response }, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: 'localhost',
    });
    return registrationInfo?.credential.id ?? 'not verified';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test('a passkey is verified, and says what it is made of', async () => {
  const passkey = createAuthenticator().make(options, origin);

  expect(await verdictOn(passkey)).toBe(passkey.id);
  expect(passkey.clientData).toEqual({ type: 'webauthn.create', challenge: options.challenge, origin });
  expect(passkey.flags).toEqual({ uvInitialized: true, backupEligible: true, backupState: true });
  expect(passkey.credential.response.publicKeyAlgorithm).toBe(-7);
});

for (const [name, make, check] of [
  [
    'a challenge of another session',
    () => createAuthenticator().make(madeUpOptions(origin), origin),
    /^Unexpected registration response challenge /,
  ],
  [
    'a wrong origin',
    () => createAuthenticator().make(options, 'https://smoke-test.example'),
    /^Unexpected registration response origin "https:\/\/smoke-test\.example"/,
  ],
  [
    'a wrong rp id',
    () => createAuthenticator().make({ ...options, rp: { id: 'smoke-test.example', name: '' } }, origin),
    /^Unexpected RP ID hash$/,
  ],
  [
    'a user who was not verified',
    () => createAuthenticator({ userVerified: false }).make(options, origin),
    /^User verification was required, but user could not be verified$/,
  ],
] as const) {
  test(`the check that refuses ${name}, and no other one`, async () => {
    expect(await verdictOn(make())).toMatch(check);
  });
}

test('the same passkey under the id of another one is verified: only the table can tell', async () => {
  const [known, own] = [createAuthenticator(), createAuthenticator()].map((each) => each.make(options, origin));

  expect(known?.id).not.toBe(own?.id);
  expect(await verdictOn(withId(own as Passkey, known?.id ?? ''))).toBe(known?.id);
});

test('it signs in, and again with the same counter', async () => {
  const authenticator = createAuthenticator();
  const { id, credential } = authenticator.make(options, origin);
  const { registrationInfo } = await verifyRegistrationResponse({
    response: { ...credential, response: { ...credential.response }, clientExtensionResults: {} },
    expectedChallenge: options.challenge,
    expectedOrigin: origin,
    expectedRPID: 'localhost',
  });
  const publicKey = registrationInfo?.credential.publicKey ?? new Uint8Array();
  for (const challenge of ['b25lIGNoYWxsZW5nZQ', 'YW5vdGhlciBvbmU']) {
    const assertion = authenticator.sign({ challenge, rpId: 'localhost' }, origin);
    const verified = await verifyAuthenticationResponse({
      response: assertion as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: 'localhost',
      credential: { id, publicKey, counter: 0 },
    });

    expect(verified).toMatchObject({ verified: true, authenticationInfo: { newCounter: 0 } });
  }
});

test("an authenticator has nobody else's passkeys", () => {
  createAuthenticator().make(options, origin);

  expect(() => createAuthenticator().sign({ challenge: 'AAAA', rpId: 'localhost' }, origin)).toThrow(PasskeyError);
});

test('options of which no passkey can be made are told in one line', () => {
  const unknown = { ...options, pubKeyCredParams: [{ type: 'public-key', alg: -999 }] };

  expect(() => createAuthenticator().make(unknown, origin)).toThrow(/^NotSupportedError: [^\n]+$/);
});
