import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { inGroup } from './fault';
import { changed } from './parts';
import { aroundRoute, withFields, withStatus } from './sessions-parts';

/** Longer than two requests that are sent at the same time are apart. */
const readToWriteMs = 300;

/** How a pair of tokens is exchanged for the next one. */
export const sessionRotationFaults = inGroup('sessions', [
  {
    name: 'refresh-token-not-used-up',
    defect: 'A refresh token stays valid when it has been used.',
    cause: 'The refresh writes the new row, and never marks the old one.',
    fails: ['SE5', 'SE6'],
    mutate: ({ sessions: { parts } }) => {
      parts.refreshTokens = changed(parts.refreshTokens, () => ({ use: nothing }));
    },
  },
  {
    name: 'rotation-not-atomic',
    defect: 'Two refreshes at once with one refresh token both get a pair.',
    cause: 'The row is read, judged and written without a transaction, and others read it in between.',
    fails: ['SE6'],
    mutate: ({ sessions: { parts } }) => {
      parts.transaction =
        (_environment, { pool }) =>
        (work) =>
          work(pool);
      parts.refreshTokens = changed(parts.refreshTokens, ({ find }) => ({
        find: async (db, token) => {
          const row = await find(db, token);
          await delay(readToWriteMs, undefined, { ref: false });
          return row;
        },
      }));
    },
  },
  {
    name: 'family-outlives-a-replay',
    defect: 'A used refresh token is refused, and the one that took its place goes on.',
    cause: 'The replay was taken for a mistake of the client, and not for a theft.',
    fails: ['SE5'],
    mutate: ({ sessions: { parts } }) => {
      parts.refreshTokens = changed(parts.refreshTokens, () => ({ endFamily: nothing }));
    },
  },
  {
    name: 'refreshed-refresh-token-not-stored',
    defect: 'The refresh token that a refresh answers is refused from the start.',
    cause: 'It is made once for the answer, and once more for the table.',
    fails: ['SE3', 'SE4', 'SE5'],
    mutate: ({ sessions: { parts } }) => {
      parts.presentation = changed(parts.presentation, ({ refreshed }) => ({
        refreshed: (pair) => ({
          ...refreshed(pair),
          refresh_token: `${randomUUID()}.${randomBytes(32).toString('base64url')}`,
        }),
      }));
    },
  },
  {
    name: 'same-refresh-token-again',
    defect: 'A refresh answers the refresh token that it was asked with.',
    cause: 'Rotation was turned off for a client that could not store the new one.',
    fails: ['SE4', 'SE5', 'SE6'],
    mutate: (template) => {
      const { parts } = template.sessions;
      parts.refreshTokens = changed(parts.refreshTokens, () => ({ use: nothing }));
      aroundRoute(template, 'POST /auth/refresh', async (answer, request) =>
        answer.ok ? withFields(answer, (await request.json()) as object) : answer,
      );
    },
  },
  {
    name: 'same-access-token-again',
    defect: 'A refresh answers the access token of the sign-in, which ends as it would have.',
    cause: 'Tokens are cached by session so as to sign less.',
    fails: ['SE4'],
    mutate: ({ sessions: { parts } }) => {
      parts.accessTokens = changed(parts.accessTokens, ({ issue }) => {
        const cached = new Map<string, Promise<string>>();
        return {
          issue: (user, family) => {
            const token = cached.get(family) ?? issue(user, family);
            cached.set(family, token);
            return token;
          },
        };
      });
    },
  },
  {
    name: 'refreshed-access-token-refused',
    defect: 'The access token of a refresh is refused.',
    cause: 'What refreshes runs as a process of its own, which has the key of before its renewal.',
    fails: ['SE4'],
    mutate: ({ sessions: { parts } }) => {
      const { accessTokens } = parts;
      parts.accessTokens = (environment, backends) => {
        const tokens = accessTokens(environment, backends);
        const outdated = accessTokens({ ...environment, SECRET_KEY: 'the one until last week' }, backends);
        const signedIn = new Set<string>();
        return {
          ...tokens,
          issue: (user, family) => {
            const issuing = signedIn.has(family) ? outdated : tokens;
            signedIn.add(family);
            return issuing.issue(user, family);
          },
        };
      };
    },
  },
  {
    name: 'refresh-without-refresh-token',
    defect: 'A refresh answers an access token, and no refresh token.',
    cause: 'The answer was modelled on the example of a framework that does not rotate.',
    fails: ['SE3', 'SE4', 'SE5', 'SE6'],
    mutate: (template) => {
      aroundRoute(template, 'POST /auth/refresh', (answer) =>
        answer.ok ? withFields(answer, { refresh_token: undefined }) : answer,
      );
    },
  },
  {
    name: 'refresh-route-gone',
    defect: 'There is no route by which tokens are refreshed.',
    cause: 'The router of the new module was never added to the application.',
    fails: ['SE3', 'SE4', 'SE5', 'SE6', 'SE7'],
    mutate: (template) => {
      aroundRoute(template, 'POST /auth/refresh', (answer) => withStatus(answer, 404));
    },
  },
  {
    name: 'replay-crashes',
    defect: 'A used refresh token is answered with 500.',
    cause: 'Ending the family is done by a query for a column that the migration has renamed.',
    fails: ['SE5', 'SE6'],
    mutate: ({ sessions: { parts } }) => {
      parts.refreshTokens = changed(parts.refreshTokens, () => ({
        endFamily: async (db) => {
          await db.query('UPDATE refresh_tokens SET revoked = true');
        },
      }));
    },
  },
]);

function nothing(): Promise<void> {
  return Promise.resolve();
}
