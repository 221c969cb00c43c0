import { claimsOf } from './claims';
import { inGroup } from './fault';
import { around, changed } from './parts';

/** What is accepted that should be refused, and what is written all the same. */
export const signupAdmissionFaults = inGroup('signup', [
  {
    name: 'link-expiry-ignored',
    defect: 'A link whose time is over is accepted.',
    cause: 'The library checks the time only where it is told to.',
    fails: ['SU7'],
    mutate: ({ parts }) => {
      parts.registration.readLink = around(parts.registration.readLink, (read, token) => read(token, 0));
    },
  },
  {
    name: 'link-signature-not-checked',
    defect: 'A tampered link is accepted.',
    cause: 'The token is decoded, and not verified.',
    fails: ['SU7'],
    mutate: ({ parts }) => {
      parts.registration.readLink = around(parts.registration.readLink, (read, token, nowMs) => {
        const claims = claimsOf(token);
        const isOver = claims === undefined || claims.exp * 1000 < nowMs;
        return isOver ? read(token, nowMs) : Promise.resolve({ id: claims.jti ?? '', email: claims.sub });
      });
    },
  },
  {
    name: 'link-for-anybody',
    defect: "Somebody else's link is accepted for any address.",
    cause: 'The address in the link is not compared with the one in the request.',
    fails: ['SU7'],
    mutate: ({ parts }) => {
      parts.registration.isFor = () => true;
    },
  },
  {
    name: 'any-challenge-accepted',
    defect: 'A passkey is accepted whatever challenge it answers.',
    cause: "The challenge is taken from the passkey's own client data.",
    fails: ['SU7'],
    mutate: ({ parts }) => {
      parts.registration.relyingParty = changed(parts.registration.relyingParty, (party) => ({
        verifyRegistration: (response, _challenge, expected) =>
          party.verifyRegistration(response, clientDataIn(response).challenge, expected),
      }));
    },
  },
  {
    name: 'challenge-reusable',
    defect: 'A challenge can be answered any number of times.',
    cause: 'It stays in its store until its time is over.',
    fails: ['SU7', 'SU8'],
    mutate: ({ parts }) => {
      for (const part of [parts.registration, parts.login]) {
        part.challenges = changed(part.challenges, (challenges) => ({
          async take(id, nowMs) {
            const challenge = await challenges.take(id, nowMs);
            if (challenge !== undefined) await challenges.put(id, challenge, nowMs);
            return challenge;
          },
        }));
      }
    },
  },
  {
    name: 'webauthn-origin-not-checked',
    defect: 'A passkey is accepted that was made on a page of another origin.',
    cause: 'The origin to be expected is taken from the request.',
    fails: ['SU7'],
    mutate: ({ parts }) => {
      parts.registration.relyingParty = changed(parts.registration.relyingParty, (party) => ({
        verifyRegistration: (response, challenge, expected) =>
          party.verifyRegistration(response, challenge, {
            ...expected,
            origin: clientDataIn(response).origin,
          }),
      }));
    },
  },
  {
    name: 'rp-id-not-checked',
    defect: 'A passkey of another site is accepted.',
    cause: 'All sites of the company are in the list of those that are expected.',
    fails: ['SU7'],
    mutate: ({ parts }) => {
      parts.registration.relyingParty = changed(parts.registration.relyingParty, (party) => ({
        verifyRegistration: (response, challenge, expected) =>
          party.verifyRegistration(response, challenge, { ...expected, rpId: undefined }),
      }));
    },
  },
  {
    name: 'user-verification-not-checked',
    defect: 'User verification is required, and a passkey without it is accepted.',
    cause: "The library's switch was turned off for a test key, and stayed off.",
    fails: ['SU7'],
    mutate: ({ parts }) => {
      parts.registration.relyingParty = changed(parts.registration.relyingParty, ({ expected }) => ({
        expected: { ...expected, userVerification: false },
      }));
    },
  },
  {
    name: 'verify-needs-no-begin',
    defect: 'A registration can be completed that was never begun.',
    cause: 'Where there is no challenge, none is compared.',
    fails: ['SU7'],
    mutate: ({ parts }) => {
      parts.registration.relyingParty = changed(parts.registration.relyingParty, (party) => ({
        verifyRegistration: (response, challenge, expected) =>
          party.verifyRegistration(response, challenge === '' ? clientDataIn(response).challenge : challenge, expected),
      }));
      parts.registration.challenges = changed(parts.registration.challenges, (challenges) => ({
        take: async (id, nowMs) => (await challenges.take(id, nowMs)) ?? '',
      }));
    },
  },
  {
    name: 'credential-id-not-unique',
    defect: 'A credential id that is registered already is accepted for somebody else.',
    cause: 'What exists already is passed over when it is written, and nobody looks whether anything was.',
    fails: ['SU7'],
    mutate: ({ parts }) => {
      parts.registration.credentials = changed(parts.registration.credentials, (credentials) => ({
        add: async (credential) => {
          await credentials.add(credential);
          return true;
        },
      }));
    },
  },
  {
    name: 'user-written-before-the-link-is-checked',
    defect: 'A link that is refused leaves a user behind.',
    cause: 'The user is looked up or created first, by the address that the link names.',
    fails: ['SU7'],
    mutate: ({ parts: { registration } }) => {
      const { readLink, newUsers } = registration;
      registration.readLink = (environment, aws) => {
        const read = readLink(environment, aws);
        const users = newUsers(environment, aws);
        return async (token, nowMs) => {
          const claims = claimsOf(token);
          if (claims !== undefined) await users.add({ userId: `usr_${claims.jti ?? ''}`, email: claims.sub }, nowMs);
          return read(token, nowMs);
        };
      };
    },
  },
  {
    name: 'sign-in-as-another-user',
    defect: 'A passkey signs in another user than the one that it belongs to.',
    cause: "The user is found by the passkey's name, which is not unique.",
    fails: ['SU8'],
    mutate: ({ parts, users }) => {
      parts.login.userOf = () => users.main.userId;
    },
  },
]);

interface ClientData {
  challenge: string;
  origin: string;
}

function clientDataIn({ response }: { response: { clientDataJSON: string } }): ClientData {
  return JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString()) as ClientData;
}
