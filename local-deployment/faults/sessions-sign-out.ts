import { claimsOf } from './claims';
import { inGroup } from './fault';
import { changed } from './parts';
import { aroundRoute, withStatus } from './sessions-parts';

/** What is left of sessions that were signed out. */
export const sessionSignOutFaults = inGroup('sessions', [
  {
    name: 'logout-does-nothing',
    defect: 'A sign-out ends nothing.',
    cause: 'The client forgets its tokens, and the route was made for the looks of it.',
    fails: ['SE7', 'SE8'],
    mutate: ({ sessions: { parts } }) => {
      parts.signOut = () => () => Promise.resolve();
    },
  },
  {
    name: 'logout-answers-ok',
    defect: 'A sign-out is answered with 200, and not with 204.',
    cause: "The framework's default status was never changed.",
    fails: ['SE7'],
    mutate: (template) => {
      aroundRoute(template, 'POST /auth/logout', (answer) => (answer.ok ? withStatus(answer, 200) : answer));
    },
  },
  {
    name: 'token-version-not-checked',
    defect: 'An access token of before the sign-out is accepted until it expires.',
    cause: 'Tokens have the version, and the dependency that compares it was left out of the guard.',
    fails: ['SE7'],
    mutate: ({ sessions: { parts } }) => {
      parts.guard = changed(parts.guard, () => ({ isCurrent: () => true }));
    },
  },
  {
    name: 'token-version-not-in-tokens',
    defect: 'Access tokens do not have the version, and count whatever it is.',
    cause: 'The claim is optional for the sake of old tokens, and nobody puts it into new ones.',
    fails: ['SE7', 'SE8'],
    mutate: ({ sessions: { parts } }) => {
      parts.accessTokens = changed(parts.accessTokens, ({ issue }) => ({
        issue: ({ id }, family) => issue({ id, token_version: undefined }, family),
      }));
      parts.guard = changed(parts.guard, ({ isCurrent }) => ({
        isCurrent: (claims, user) => claims.ver === undefined || isCurrent(claims, user),
      }));
    },
  },
  {
    name: 'access-token-survives-logout',
    defect: 'A sign-out ends the refresh tokens only.',
    cause: 'The version is raised on the object in memory, which is never saved.',
    fails: ['SE7', 'SE8'],
    mutate: ({ sessions: { parts } }) => {
      parts.users = changed(parts.users, () => ({ raiseVersion: () => Promise.resolve() }));
    },
  },
  {
    name: 'refresh-token-survives-logout',
    defect: 'A refresh token gets a new pair after the sign-out.',
    cause: 'The version ends access tokens, and refresh tokens have none.',
    fails: ['SE7'],
    mutate: ({ sessions: { parts } }) => {
      parts.refreshTokens = changed(parts.refreshTokens, () => ({ endAllOf: () => Promise.resolve() }));
    },
  },
  {
    name: 'sign-in-revives-refresh-tokens',
    defect: "A sign-in makes the user's refresh tokens good again that were signed out.",
    cause: 'Being signed out is a mark on the user, which the next sign-in takes away.',
    fails: ['SE7'],
    mutate: ({ sessions: { parts } }) => {
      parts.users = changed(parts.users, ({ findByName }) => ({
        findByName: async (db, username) => {
          const user = await findByName(db, username);
          await db.query('UPDATE refresh_tokens SET revoked_at = NULL WHERE user_id::text = $1', [user?.id ?? '']);
          return user;
        },
      }));
    },
  },
  {
    name: 'logout-ends-all-refresh-tokens',
    defect: 'A sign-out ends the refresh tokens of all users.',
    cause: 'The statement that ends them has lost its WHERE.',
    fails: ['SE7'],
    mutate: ({ sessions: { parts } }) => {
      parts.refreshTokens = changed(parts.refreshTokens, () => ({
        endAllOf: async (db) => {
          await db.query('UPDATE refresh_tokens SET revoked_at = now() WHERE revoked_at IS NULL');
        },
      }));
    },
  },
  {
    name: 'logout-ends-everybody',
    defect: 'A sign-out ends the sessions of all users.',
    cause: 'The statement that raises the version has lost its WHERE.',
    fails: ['SE7'],
    mutate: ({ sessions: { parts } }) => {
      parts.users = changed(parts.users, () => ({
        raiseVersion: async (db) => {
          await db.query('UPDATE users SET token_version = token_version + 1');
        },
      }));
    },
  },
  {
    name: 'other-sessions-survive-logout',
    defect: "A sign-out leaves the same user's other sessions as they are.",
    cause: 'It puts the one token on a list of those that are over.',
    fails: ['SE7'],
    mutate: ({ sessions: { parts } }) => {
      const families = new Map<string, string>();
      const over = new Set<string>();
      parts.accessTokens = changed(parts.accessTokens, ({ issue }) => ({
        issue: async (user, family) => {
          const token = await issue(user, family);
          families.set(String(claimsOf(token)?.jti), family);
          return token;
        },
      }));
      parts.signOut =
        () =>
        async (db, _user, { jti }) => {
          over.add(jti);
          await db.query('UPDATE refresh_tokens SET revoked_at = now() WHERE family = $1', [families.get(jti)]);
        };
      parts.guard = changed(parts.guard, () => ({ isCurrent: ({ jti }) => !over.has(jti) }));
    },
  },
  {
    name: 'version-cached-by-the-guard',
    defect: 'An access token is accepted after the sign-out where it has been used before it.',
    cause: 'The guard keeps what it has found out of a token in its memory, so as to spare the database.',
    fails: ['SE7'],
    mutate: ({ sessions: { parts } }) => {
      parts.guard = changed(parts.guard, ({ isCurrent }) => {
        const found = new Set<string>();
        return {
          isCurrent: (claims, user) => {
            if (isCurrent(claims, user)) found.add(claims.jti);
            return found.has(claims.jti);
          },
        };
      });
    },
  },
]);
