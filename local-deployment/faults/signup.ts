import { randomBytes } from 'node:crypto';
import type { Credential } from '../functions/sign-up/credentials';
import type { RegistrationParts } from '../functions/sign-up/registration';
import { inGroup } from './fault';
import { changed } from './parts';

const signingKey = 'SIGNUP_SIGNING_KEY';

/** How a link begins a registration, and what is stored. */
export const signupFaults = inGroup('signup', [
  {
    name: 'signing-key-missing',
    defect: 'No bootstrap token can be minted.',
    cause: 'The signing key was added to the settings of the API, and not to those of one-off commands.',
    fails: ['SU1', 'SU7', 'SU8'],
    mutate: ({ operator }) => {
      operator.environment[signingKey] = '';
    },
  },
  {
    name: 'signing-key-of-another-environment',
    defect: 'Links are minted with another signing key than they are checked with.',
    cause: "The one-off command runs with staging's settings.",
    fails: ['SU2', 'SU7', 'SU8'],
    mutate: ({ operator }) => {
      operator.environment[signingKey] = randomBytes(32).toString('base64url');
    },
  },
  {
    name: 'signup-flag-off',
    defect: 'There is no sign-up by link.',
    cause: 'The feature flag was never set in this environment.',
    fails: ['SU2', 'SU7', 'SU8'],
    mutate: ({ functions }) => {
      functions.registration.environment['SIGNUP_ENABLED'] = 'false';
    },
  },
  {
    name: 'challenge-too-short',
    defect: 'The challenge has eight bytes.',
    cause: 'It was made by a function for short ids.',
    fails: ['SU2', 'SU7', 'SU8'],
    mutate: ({ parts }) => {
      changeOptions(parts.registration, () => ({ challenge: randomBytes(8).toString('base64url') }));
    },
  },
  {
    name: 'rp-id-of-another-site',
    defect: "Passkeys are made for another site than the page's.",
    cause: 'The relying party id is that of the development settings.',
    fails: ['SU2', 'SU7', 'SU8'],
    mutate: ({ functions }) => {
      functions.registration.environment['RP_ID'] = 'dev.example.com';
    },
  },
  {
    name: 'user-id-missing',
    defect: 'The creation options have no user id.',
    cause: 'A bare serializer turns bytes into nothing.',
    fails: ['SU2', 'SU7', 'SU8'],
    mutate: ({ parts }) => {
      changeOptions(parts.registration, () => ({ user: { name: 'somebody', displayName: 'Somebody' } }));
    },
  },
  {
    name: 'common-algorithm-not-offered',
    defect: 'The creation options offer RS256 alone, which no phone has.',
    cause: 'The list of algorithms was copied from the settings of session tokens.',
    fails: ['SU2', 'SU7', 'SU8'],
    mutate: ({ parts }) => {
      changeOptions(parts.registration, () => ({ pubKeyCredParams: [{ type: 'public-key', alg: -257 }] }));
    },
  },
  {
    name: 'challenge-not-url-safe',
    defect: 'The challenge is written in plain base64, and what comes back is base64url.',
    cause: "Options are serialized by the framework instead of the library's own function.",
    fails: ['SU3', 'SU7', 'SU8'],
    mutate: ({ parts }) => {
      changeOptions(parts.registration, ({ challenge }) => ({
        challenge: Buffer.from(challenge, 'base64url').toString('base64'),
      }));
    },
  },
  {
    name: 'challenge-not-stored',
    defect: 'The challenge is not stored, so that nothing can be verified against it.',
    cause: 'The challenge store is out of reach, and its errors are swallowed.',
    fails: ['SU4', 'SU7', 'SU8'],
    mutate: ({ parts }) => {
      parts.registration.challenges = changed(parts.registration.challenges, () => ({
        put: () => Promise.resolve(),
      }));
    },
  },
  {
    name: 'new-user-without-id',
    defect: 'The answer to a completed registration does not say who the user is.',
    cause: 'The field was renamed in the model, and the serializer leaves out what it does not know.',
    fails: ['SU4', 'SU7', 'SU8'],
    mutate: ({ parts }) => {
      parts.registration.presentUser = () => ({ status: 'ok' });
    },
  },
  {
    name: 'credential-not-written',
    defect: 'A registration is completed, and no credential is stored.',
    cause: 'The write fails after the answer was composed, in a task that nobody waits for.',
    fails: ['SU5', 'SU7', 'SU8'],
    mutate: ({ parts }) => {
      parts.registration.credentials = changed(parts.registration.credentials, () => ({
        add: () => Promise.resolve(true),
      }));
    },
  },
  {
    name: 'boolean-stored-as-text',
    defect: "A credential's booleans are stored as texts, and can't be read again.",
    cause: 'The record goes through a form of strings before it is written.',
    fails: ['SU5', 'SU8'],
    mutate: ({ parts }) => {
      parts.registration.credentials = changed(parts.registration.credentials, (credentials) => ({
        add: (credential) => credentials.add(withTextFor(credential)),
      }));
    },
  },
  {
    name: 'credential-of-another-user',
    defect: 'The credential is stored with another user than the answer names.',
    cause: 'The id is made anew where it should have been passed on.',
    fails: ['SU5', 'SU8'],
    mutate: ({ parts }) => {
      parts.registration.presentUser = (_userId, codes) => ({
        ...{ status: 'ok', user_id: `usr_${randomBytes(12).toString('hex')}`, recovery_codes: codes },
      });
    },
  },
  {
    name: 'registration-left-pending',
    defect: 'A completed registration is answered as one that is still to be confirmed.',
    cause: 'The status is read before the transaction that changes it.',
    fails: ['SU4', 'SU7', 'SU8'],
    mutate: ({ parts }) => {
      const { presentUser } = parts.registration;
      parts.registration.presentUser = (userId, codes) => ({ ...presentUser(userId, codes), status: 'pending' });
    },
  },
  {
    name: 'user-written-twice',
    defect: 'A registration leaves two users with one address.',
    cause: 'What begin has written is not found again in verify, which writes it anew.',
    fails: ['SU5'],
    mutate: ({ parts: { registration } }) => {
      registration.newUsers = changed(registration.newUsers, (users) => {
        const emails = new Map<string, string>();
        return {
          async add(user, nowMs) {
            emails.set(user.userId, user.email);
            await users.add(user, nowMs);
          },
          async activate(userId, hashes) {
            await users.activate(userId, hashes);
            await users.add({ userId: `${userId}2`, email: emails.get(userId) ?? '' }, Date.now());
          },
        };
      });
    },
  },
  {
    name: 'credential-id-in-hex',
    defect: 'The credential is stored under another form of its id, by which no browser will ask for it.',
    cause: 'Bytes are written by a helper of another table.',
    fails: ['SU5', 'SU8'],
    mutate: ({ parts }) => {
      parts.registration.credentials = changed(parts.registration.credentials, (credentials) => ({
        add: ({ credentialId, ...others }) =>
          credentials.add({ ...others, credentialId: Buffer.from(credentialId, 'base64url').toString('hex') }),
      }));
    },
  },
  {
    name: 'link-reusable',
    defect: 'A link can be used again after a registration was completed with it.',
    cause: 'It is marked as used in a row that nobody reads.',
    fails: ['SU6'],
    mutate: ({ parts }) => {
      parts.registration.spentLinks = changed(parts.registration.spentLinks, () => ({
        has: () => Promise.resolve(false),
      }));
    },
  },
  {
    name: 'sign-up-not-deleted',
    defect: "The operator's command for deletion deletes nothing.",
    cause: 'It was written for a table that has been renamed since.',
    fails: [],
    told: 'after SMOKE_SIGNUP_DELETE_CMD there is still',
    mutate: ({ operator }) => {
      operator.actions = changed(operator.actions, () => ({ delete: () => Promise.resolve({}) }));
    },
  },
]);

function withTextFor(credential: Credential): Credential {
  const stored: object = { ...credential, backupState: String(credential.backupState) };
  return stored as Credential;
}

function changeOptions(
  parts: Pick<RegistrationParts, 'relyingParty'>,
  change: (options: { challenge: string }) => object,
): void {
  parts.relyingParty = changed(parts.relyingParty, (party) => ({
    creationOptions: async (user) => {
      const options = await party.creationOptions(user);
      return { ...options, ...change(options) };
    },
  }));
}
