import type { VerifiedRegistrationResponse } from '@simplewebauthn/server';
import type { z as Z } from 'zod';
import { z } from '../../zod';
import type { Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';
import type { Credential } from './credentials';

// WebAuthn is @simplewebauthn/server's business; it is loaded when it is first needed.

const base64url = z.string().min(1);

export const registrationResponse = z.looseObject({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: base64url, attestationObject: base64url }),
  clientExtensionResults: z.looseObject({}).default({}),
});

export const authenticationResponse = z.looseObject({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url }),
  clientExtensionResults: z.looseObject({}).default({}),
});

/** Which of its checks a relying party makes, beside the challenge. */
export interface Expected {
  origin: string;
  /** Undefined: any. */
  rpId: string | undefined;
  userVerification: boolean;
}

export type Registered = Pick<
  Credential,
  'credentialId' | 'publicKey' | 'signCount' | 'uvInitialized' | 'backupEligible' | 'backupState'
>;

export interface RelyingParty {
  creationOptions(user: { userId: string; email: string }): Promise<{ challenge: string }>;
  requestOptions(): Promise<{ challenge: string }>;
  /** Undefined where a check fails. */
  verifyRegistration(
    response: Z.output<typeof registrationResponse>,
    challenge: string,
    expected: Expected,
  ): Promise<Registered | undefined>;
  /** The signature counter (WebAuthn L3 §6.1.1) after this; undefined where a check fails. */
  verifyAssertion(
    response: Z.output<typeof authenticationResponse>,
    challenge: string,
    expected: Expected,
    credential: Credential,
  ): Promise<number | undefined>;
  readonly expected: Expected;
}

/** ES256 and RS256 (RFC 9053 §2.1, RFC 8812 §2). */
const algorithms = [-7, -257];

export function createRelyingParty(environment: Environment): RelyingParty {
  const rpId = required(environment, 'RP_ID');
  const origin = required(environment, 'RP_ORIGIN');
  const webauthn = () => import('@simplewebauthn/server');
  return {
    expected: { origin, rpId, userVerification: true },
    async creationOptions({ userId, email }) {
      return (await webauthn()).generateRegistrationOptions({
        ...{ rpName: 'Example', rpID: rpId, userName: email, userID: new Uint8Array(Buffer.from(userId)) },
        attestationType: 'none',
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        supportedAlgorithmIDs: algorithms,
      });
    },
    async requestOptions() {
      return (await webauthn()).generateAuthenticationOptions({ rpID: rpId, userVerification: 'required' });
    },
    async verifyRegistration(response, challenge, expected) {
      const { verifyRegistrationResponse } = await webauthn();
      const verified = await verifyRegistrationResponse({
        response: { ...response, response: { ...response.response }, clientExtensionResults: {} },
        expectedChallenge: challenge,
        expectedOrigin: expected.origin,
        ...(expected.rpId === undefined ? {} : { expectedRPID: expected.rpId }),
        requireUserVerification: expected.userVerification,
        supportedAlgorithmIDs: algorithms,
      }).catch(() => undefined);
      return verified?.verified === true ? recordOf(verified.registrationInfo) : undefined;
    },
    async verifyAssertion(response, challenge, expected, { credentialId, publicKey, signCount }) {
      const { verifyAuthenticationResponse } = await webauthn();
      const verified = await verifyAuthenticationResponse({
        response: { ...response, response: { ...response.response }, clientExtensionResults: {} },
        expectedChallenge: challenge,
        expectedOrigin: expected.origin,
        expectedRPID: expected.rpId ?? rpId,
        requireUserVerification: expected.userVerification,
        credential: {
          id: credentialId,
          publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
          counter: signCount,
        },
      }).catch(() => undefined);
      return verified?.verified === true ? verified.authenticationInfo.newCounter : undefined;
    },
  };
}

function recordOf({
  credential,
  userVerified,
  credentialDeviceType,
  credentialBackedUp,
}: NonNullable<VerifiedRegistrationResponse['registrationInfo']>): Registered {
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    signCount: credential.counter,
    uvInitialized: userVerified,
    backupEligible: credentialDeviceType === 'multiDevice',
    backupState: credentialBackedUp,
  };
}
