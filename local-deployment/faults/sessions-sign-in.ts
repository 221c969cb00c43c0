import { Refusal } from '../session-service/refusal';
import { inGroup } from './fault';
import { changed } from './parts';
import { aroundRoute, everyAccount, everyLookup, withFields, withStatus } from './sessions-parts';

/** How accounts come about, and how a sign-in is answered. */
export const sessionSignInFaults = inGroup('sessions', [
  {
    name: 'unknown-user-told-by-status',
    defect: 'A sign-in under a name that nobody has is answered with 404.',
    cause: 'The account is fetched by a function that all routes share.',
    fails: ['SE1', 'SE2'],
    mutate: ({ sessions: { parts } }) => {
      parts.refusals = changed(parts.refusals, ({ wrongCredentials }) => ({
        wrongCredentials: (user) =>
          user === 'known' ? wrongCredentials(user) : new Refusal(404, 'Incorrect username or password'),
      }));
    },
  },
  {
    name: 'unknown-user-told-by-text',
    defect: 'The refusal of a sign-in says whether the name or the password is wrong.',
    cause: 'It was asked for by the support.',
    fails: ['SE2'],
    mutate: ({ sessions: { parts } }) => {
      parts.refusals = changed(parts.refusals, ({ unauthorized }) => ({
        wrongCredentials: (user) => unauthorized(user === 'known' ? 'Incorrect password' : 'User not found'),
      }));
    },
  },
  {
    name: 'attempts-left-told',
    defect: 'The refusal of a sign-in says how many attempts are left, where the name is known.',
    cause: 'Attempts are counted by account, and nobody counts those of no account.',
    fails: ['SE2'],
    mutate: ({ sessions: { parts } }) => {
      let left = 1_000;
      parts.refusals = changed(parts.refusals, ({ unauthorized, wrongCredentials }) => ({
        wrongCredentials: (user) => {
          left -= 1;
          return user === 'known' ? unauthorized(`Wrong, ${left} attempts left`) : wrongCredentials(user);
        },
      }));
    },
  },
  {
    name: 'unknown-user-told-by-header',
    defect: 'The refusal of a sign-in lacks its challenge where nobody has the name.',
    cause: 'Two branches of the code answer, and one of them was corrected.',
    fails: ['SE2'],
    mutate: ({ sessions: { parts } }) => {
      parts.refusals = changed(parts.refusals, ({ wrongCredentials }) => ({
        wrongCredentials: (user) =>
          user === 'known' ? wrongCredentials(user) : new Refusal(401, 'Incorrect username or password'),
      }));
    },
  },
  {
    name: 'wrong-password-is-a-bad-request',
    defect: 'A wrong password is answered with 400.',
    cause: 'The example of the framework did so for years.',
    fails: ['SE1', 'SE2'],
    mutate: (template) => {
      aroundRoute(template, 'POST /token', (answer) => (answer.status === 401 ? withStatus(answer, 400) : answer));
    },
  },
  {
    name: 'password-not-verified',
    defect: 'Whoever knows a name signs in with any password.',
    cause: 'A shortcut for the tests of the frontend has come along.',
    fails: ['SE2'],
    mutate: ({ sessions: { parts } }) => {
      parts.hashing = changed(parts.hashing, () => ({ verify: () => Promise.resolve(true) }));
    },
  },
  {
    name: 'challenge-missing',
    defect: 'Refusals with 401 do not have WWW-Authenticate.',
    cause: "The handler of errors answers status and body, and drops the error's headers.",
    fails: ['SE2'],
    mutate: ({ sessions: { parts } }) => {
      parts.refusals = changed(parts.refusals, () => ({
        unauthorized: (detail) => new Refusal(401, detail),
        wrongCredentials: () => new Refusal(401, 'Incorrect username or password'),
      }));
    },
  },
  {
    name: 'taken-name-crashes',
    defect: 'A registration under a name that is taken is answered with 500.',
    cause: "The table's constraint is what notices it, and nobody catches that.",
    fails: ['SE2'],
    mutate: ({ sessions: { parts } }) => {
      parts.users = changed(parts.users, ({ create }) => ({
        create: async (db, user) => {
          const created = await create(db, user);
          if (!created) throw new Error('a constraint of the table users is violated');
          return created;
        },
      }));
    },
  },
  {
    name: 'taken-name-admitted',
    defect: 'A registration under a name that is taken makes a second account.',
    cause: 'The constraint was dropped by the migration that moved the table.',
    fails: ['SE2'],
    mutate: ({ sessions }) => {
      sessions.schema = sessions.schema.replaceAll(' UNIQUE', '');
    },
  },
  {
    name: 'registration-stores-nothing',
    defect: 'A registration is answered as if it were done, and there is no account.',
    cause: 'The address has to be confirmed first, and this environment sends no mail.',
    fails: everyAccount,
    mutate: ({ sessions: { parts } }) => {
      parts.users = changed(parts.users, ({ create }) => ({
        create: async (db, user) => {
          const created = await create(db, user);
          if (created && user.id === undefined) await db.query('DELETE FROM users WHERE id = $1', [created.id]);
          return created;
        },
      }));
    },
  },
  {
    name: 'token-type-missing',
    defect: 'The answer to a sign-in does not say of what type the token is.',
    cause: 'The field was left out, as it is always the same.',
    fails: ['SE2'],
    mutate: (template) => {
      aroundRoute(template, 'POST /token', (answer) =>
        answer.ok ? withFields(answer, { token_type: undefined }) : answer,
      );
    },
  },
  {
    name: 'token-type-wrong',
    defect: 'The answer to a sign-in says that the token is of the type jwt.',
    cause: 'The format of the token was taken for its type.',
    fails: ['SE2'],
    mutate: (template) => {
      aroundRoute(template, 'POST /token', (answer) =>
        answer.ok ? withFields(answer, { token_type: 'jwt' }) : answer,
      );
    },
  },
  {
    name: 'sign-in-wants-json',
    defect: 'A sign-in is refused where it is sent as a form.',
    cause: 'The route was rewritten like all the others, and clients by the standard were forgotten.',
    fails: everyLookup,
    mutate: ({ sessions: { parts } }) => {
      parts.fields = changed(parts.fields, ({ signIn }) => ({ signIn: () => signIn(undefined) }));
    },
  },
  {
    name: 'profile-of-somebody-else',
    defect: 'The profile is that of the first user, whoever asks.',
    cause: 'The query for the user has lost its condition.',
    fails: ['SE2', 'SE4', 'SE9'],
    mutate: ({ sessions: { parts, users } }) => {
      parts.presentation = changed(parts.presentation, ({ profile }) => ({
        profile: (user) => profile({ ...user, id: users.earlier.id, username: users.earlier.username }),
      }));
    },
  },
]);
