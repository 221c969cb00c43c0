import { Refusal } from '../session-service/refusal';
import { inGroup } from './fault';
import { changed } from './parts';
import { everyProfile } from './sessions-parts';

/** What answers have that is nobody's business. */
export const sessionSecretFaults = inGroup('sessions', [
  {
    name: 'hash-in-the-profile',
    defect: "The profile has the password's hash.",
    cause: 'The row is answered as it is, since the response model was taken off to save a field.',
    fails: everyProfile,
    mutate: ({ sessions: { parts } }) => {
      parts.presentation = changed(parts.presentation, ({ profile }) => ({
        profile: (user) => ({ ...profile(user), hashed_password: user.password_hash }),
      }));
    },
  },
  {
    name: 'hash-in-the-registration',
    defect: "The answer to a registration has the password's hash.",
    cause: 'It answers the object that it has just stored.',
    // Those that are the first to need an account, one after the other.
    fails: ['SE3', 'SE8', 'SE9'],
    mutate: ({ sessions: { parts } }) => {
      parts.presentation = changed(parts.presentation, ({ registered }) => ({
        registered: (user) => ({ ...registered(user), password_hash: user.password_hash }),
      }));
    },
  },
  {
    name: 'hashes-in-the-list-of-users',
    defect: "The admin's list of users has their passwords' hashes.",
    cause: 'The list has a model of its own, which was made from the table.',
    fails: ['SE3', 'SE9'],
    mutate: ({ sessions: { parts } }) => {
      parts.presentation = changed(parts.presentation, ({ listed }) => ({
        listed: (user) => ({ ...listed(user), password: user.password_hash }),
      }));
    },
  },
  {
    name: 'refresh-hash-in-the-refresh',
    defect: "The answer to a refresh has the hash of the refresh token's row.",
    cause: 'The row was spread into the answer to add its id.',
    fails: ['SE3', 'SE4', 'SE5', 'SE6', 'SE7'],
    mutate: ({ sessions: { parts } }) => {
      parts.presentation = changed(parts.presentation, ({ refreshed }) => ({
        refreshed: (pair) => ({ ...refreshed(pair), session: { stored: pair.refreshToken.hash } }),
      }));
    },
  },
  {
    name: 'third-party-token-in-the-profile',
    defect: "The profile has the token of the user's linked account.",
    cause: 'The column was added to the table, and the profile shows all of them.',
    fails: everyProfile,
    mutate: ({ sessions: { parts } }) => {
      parts.presentation = changed(parts.presentation, ({ profile }) => ({
        profile: (user) => ({ ...profile(user), tiktok_access_token: user.tiktok_access_token }),
      }));
    },
  },
  {
    name: 'third-party-token-in-posts',
    defect: "A post's author comes with the token of the linked account.",
    cause: 'The author is joined to the post with all columns.',
    fails: ['SE3', 'SE10'],
    mutate: ({ sessions: { parts } }) => {
      parts.presentation = changed(parts.presentation, ({ post, profile }) => ({
        post: (shown, author) => ({
          ...post(shown, author),
          author: { ...profile(author), linked: { tiktok: author.tiktok_access_token } },
        }),
      }));
    },
  },
  {
    name: 'password-echoed',
    defect: 'The refusal of an invalid registration repeats the password.',
    cause: "The framework's own answer has the input of each error, and was left as it is.",
    fails: ['SE3'],
    mutate: ({ sessions: { parts } }) => {
      parts.refusals = changed(parts.refusals, ({ invalid }) => ({
        invalid: (issues, input) => {
          const { status, detail } = invalid(issues, input);
          return new Refusal(status, typeof detail === 'string' ? detail : detail.map((each) => ({ ...each, input })));
        },
      }));
    },
  },
]);
