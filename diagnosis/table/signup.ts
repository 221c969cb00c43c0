import { functionLog } from '../commands';
import type { Entry } from '../entry';

const accepted = /^2/;
const beginning = { scenarios: ['SU2'], status: accepted } as const;
const refusals = { scenarios: ['SU7'], status: accepted } as const;
const stored = { scenarios: ['SU5'] } as const;
const told = /likely cause/;

/** Sign-up by a bootstrap link and a passkey. What its scenarios say of the cause themselves is not here. */
export const signup: readonly Entry[] = [
  {
    id: 'challenge-too-short',
    cause:
      'the challenge of a registration has {1} bytes, too few to be unguessable: it is made by a function for short ids',
    next: ['make it of 32 random bytes'],
    where: { ...beginning, says: /challenge has (\d+) bytes, fewer/ },
  },
  {
    id: 'rp-id-of-another-site',
    cause:
      'passkeys are made for another site ({1}) than the page is on: the relying party id is that of other settings',
    next: ["set the relying party id to the page's domain; compare SMOKE_TEST_ORIGIN"],
    where: { ...beginning, says: /rp\.id is "([^"]+)", which does not fit/ },
  },
  {
    id: 'creation-options-lack-the-user',
    cause: 'the creation options have no user id: bytes that a bare serializer turns into nothing',
    next: ["write the options by the WebAuthn library's own function, which makes base64url of bytes"],
    where: { ...beginning, says: /user\.id/ },
  },
  {
    id: 'common-algorithm-not-offered',
    cause: 'the creation options do not offer ES256 (-7), the one algorithm that all authenticators have',
    next: ['add -7 to pubKeyCredParams'],
    where: { ...beginning, says: /no ES256/ },
  },
  {
    id: 'challenge-not-base64url',
    cause: 'the challenge is written in plain base64, and comes back as base64url',
    next: ["write the options by the WebAuthn library's own function (RFC 4648 §5, without padding)"],
    where: { scenarios: ['SU3', 'SU7', 'SU8'], says: /base64url/ },
  },
  {
    id: 'registration-left-pending',
    cause: 'a completed registration is answered as one that is still pending: its status is read before it is changed',
    next: ['answer what the write has returned'],
    where: { scenarios: ['SU4'], says: /status is "\w+", not/ },
  },
  {
    id: 'new-user-without-id',
    cause:
      'the answer to a completed registration does not say who the user is: the field was renamed, or the serializer leaves it out',
    next: ["compare the answer in the report with the contract's signup part; correct the handler, or the contract"],
    where: { scenarios: ['SU4'], status: accepted, says: /is missing, or neither/ },
  },
  {
    id: 'user-written-twice',
    cause:
      'a registration leaves {1} user rows with one address: what its beginning has written is not found again at its end',
    next: ['look the user up by the address in both steps, and have the table enforce that it is unique'],
    command: functionLog,
    where: { ...stored, says: /there are (\d+) user rows/ },
  },
  {
    id: 'value-stored-as-text',
    cause: "a credential's booleans or numbers are stored as text, and can't be read again when somebody signs in",
    next: ['look at what turns the record into text before it is written, and correct the rows that are there'],
    command: functionLog,
    where: { ...stored, says: /is a string; the authenticator said/ },
  },
  {
    id: 'credential-of-another-user',
    cause:
      'the credential is stored with another user than the answer names: the id is made anew where it should be passed on',
    next: ['pass on the id of the user who was written'],
    where: { ...stored, says: /its user is|its passkey belongs to/ },
  },
  {
    id: 'credential-id-in-another-form',
    cause: 'the credential is stored under another form of its id, by which no browser will ask for it',
    next: ['store the id as base64url, as browsers send it'],
    where: { ...stored, says: /its passkey is \S+, not/ },
  },
  {
    id: 'credential-not-written',
    cause: 'a registration is completed, and no credential is stored: the write fails, or nobody waits for it',
    next: [
      "look at the function's permissions for the table, and for an exception that is caught where passkeys are verified",
    ],
    command: functionLog,
    where: { ...stored, says: /no credential row|0 credential rows/ },
  },
  {
    id: 'link-reusable',
    cause:
      'a link can be used again after a registration was completed with it: it is not marked as used, or nobody reads the mark',
    next: ['mark the link in the same write that completes the registration, and look at the mark first'],
    where: { scenarios: ['SU6'], status: accepted },
  },
  {
    id: 'refused-and-written',
    cause: 'a link that is refused leaves a user behind: the user is written before the link is checked',
    next: ['check the link before anything is written'],
    where: { scenarios: ['SU7'], expected: /no user row/ },
  },
  {
    id: 'link-expiry-ignored',
    cause: 'a link whose time is over is accepted: the library checks the time only where it is told to',
    next: ['have the verification of the link check exp'],
    where: { ...refusals, test: /expired link/ },
  },
  {
    id: 'link-signature-not-checked',
    cause: 'a tampered link is accepted: the token is decoded, and not verified',
    next: ['verify it with the signing key, by a named algorithm'],
    where: { ...refusals, test: /tampered link/ },
  },
  {
    id: 'link-for-anybody',
    cause:
      "somebody else's link is accepted for any address: the address in the link is not compared with the one in the request",
    next: ['take the address from the link alone'],
    where: { ...refusals, test: /another address/ },
  },
  {
    id: 'challenge-not-compared',
    cause: 'a passkey is accepted whatever challenge it answers',
    next: ["compare with the challenge that was stored for this session, not with the passkey's own client data"],
    where: { ...refusals, test: /challenge of another session/ },
  },
  {
    id: 'challenge-not-required',
    cause: 'a registration can be completed that was never begun: where no challenge is stored, none is compared',
    next: ['refuse where there is no stored challenge'],
    where: { scenarios: ['SU7'], test: /without begin|answered wrongly/, status: /^[25]/ },
    seen: { scenarios: ['SU7'], test: /without begin/, status: /^[25]/ },
  },
  {
    id: 'challenge-reusable',
    cause: 'a challenge can be answered any number of times: it stays in its store when it was answered',
    next: ['delete the challenge when it is read, before it is compared'],
    where: { scenarios: ['SU7', 'SU8'], test: /^$|answered wrongly/, status: accepted, expected: /^4/ },
    unseen: { ...refusals, test: /wrong origin|wrong rp id|another session|not verified/ },
  },
  {
    id: 'webauthn-origin-not-checked',
    cause: 'a passkey is accepted that was made on a page of another origin',
    next: ["name the frontend's origin as the expected one, and don't take it from the request"],
    where: { ...refusals, test: /wrong origin/ },
  },
  {
    id: 'rp-id-not-checked',
    cause: 'a passkey of another site is accepted: the expected relying party ids are too many, or not compared',
    next: ['expect the one relying party id of this site'],
    where: { ...refusals, test: /wrong rp id/ },
  },
  {
    id: 'user-verification-not-checked',
    cause: 'a passkey without user verification is accepted, though it is required: the check is switched off',
    next: ['require user verification where the answer is verified'],
    where: { ...refusals, test: /not verified/ },
  },
  {
    id: 'credential-id-not-unique',
    cause:
      'a credential id that is registered already is accepted again: what exists is passed over when it is written',
    next: ['write with a condition (attribute_not_exists), and answer 409 where it fails'],
    where: { ...refusals, test: /same credential id/ },
    passed: ['SU5'],
  },
  {
    id: 'passkey-signs-in-another-user',
    cause: 'a passkey signs in another user than the one that it belongs to: the user is found by what is not unique',
    next: ["find the user by the credential's row"],
    where: { scenarios: ['SU8'], status: accepted, says: /who has signed up/ },
  },
  {
    id: 'sign-up-step-fails',
    cause: 'a step of the sign-up fails at {requests}',
    next: ["look at the function's log for the check that failed"],
    command: functionLog,
    where: { scenarios: ['SU2', 'SU3', 'SU4'], saysNot: told },
    fallback: true,
  },
  {
    id: 'sign-up-check-fails',
    cause: 'what should be refused or signed in after a sign-up is not: {tests}',
    next: ["look at the function's log for the check that failed"],
    command: functionLog,
    where: { scenarios: ['SU6', 'SU7', 'SU8'], saysNot: told },
    unseen: { scenarios: ['SU1', 'SU2', 'SU3', 'SU4', 'SU5'] },
    fallback: true,
  },
];
