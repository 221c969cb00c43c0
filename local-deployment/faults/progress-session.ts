import type { SessionRow } from '../functions/sessions/store';
import type { DeploymentTemplate } from '../template/types';
import { claimsOf } from './claims';
import { inGroup } from './fault';
import { around, changed } from './parts';
import { aroundHandler, everySession, sessionPartsOf } from './progress-parts';

/** By what a session is known, whose it is, and how it ends. */
export const progressSessionFaults = inGroup('session', [
  {
    name: 'sign-out-of-the-browser-only',
    defect: 'A sign-out takes the cookie away, and leaves the session.',
    cause: 'Whoever has no cookie seems to be signed out.',
    fails: ['OA4', 'OA5'],
    mutate: ({ progress: { parts } }) => {
      parts.auth.sessions = changed(parts.auth.sessions, () => ({ remove: () => Promise.resolve() }));
    },
  },
  {
    name: 'session-removal-denied',
    defect: 'A sign-out ends in a 500, and the session goes on.',
    cause: 'The role was given what a sign-in needs, and a sign-out needs DeleteItem.',
    fails: ['OA4', 'OA5'],
    mutate: ({ progress: { functions } }) => {
      functions.auth.role = functions.auth.role.map(({ actions, ...statement }) => ({
        ...statement,
        actions: actions.filter((action) => action !== 'dynamodb:DeleteItem'),
      }));
    },
  },
  {
    name: 'sign-out-unknown-to-one-function',
    defect: 'One function goes on serving sessions that are signed out.',
    cause: 'It verifies the token by itself, and was never given the table of sessions.',
    fails: ['OA5'],
    mutate: ({ progress: { parts } }) => {
      parts.progress.sessions = changed(parts.progress.sessions, () => ({ find: whatever }));
    },
  },
  {
    name: 'session-not-read-from-the-header',
    defect: 'A session counts in a cookie only, though clients other than browsers have it in a header.',
    cause: 'The guard was rewritten for the frontend, which has a cookie.',
    fails: ['OA4'],
    mutate: (template) => {
      for (const parts of sessionPartsOf(template)) {
        parts.presented = around(parts.presented, (presented, event) =>
          presented({ ...event, headers: { ...event.headers, authorization: '' } }),
        );
      }
    },
  },
  {
    name: 'session-table-not-asked',
    defect: 'A token is enough by itself, whether its session is over or not.',
    cause: 'The table is written for statistics, and the token verified as the tutorial does it.',
    fails: ['OA4', 'OA5'],
    mutate: (template) => {
      for (const parts of sessionPartsOf(template))
        parts.sessions = changed(parts.sessions, () => ({ find: whatever }));
    },
  },
  {
    name: 'session-end-left-to-the-table',
    defect: 'A session whose time is over is accepted until the table has removed its row.',
    cause: 'The TTL of a DynamoDB table is taken for a clock, and may be two days late.',
    fails: ['OA4'],
    mutate: (template) => {
      for (const parts of sessionPartsOf(template)) {
        parts.sessions = changed(parts.sessions, (sessions) => ({ find: (hash) => sessions.find(hash, 0) }));
      }
    },
  },
  {
    name: 'expired-session-accepted',
    defect: 'A token whose own time is over is accepted.',
    cause: 'The check was turned off when the clocks of two hosts differed.',
    fails: ['OA4'],
    mutate: (template) => {
      for (const parts of sessionPartsOf(template)) {
        parts.tokens = changed(parts.tokens, (tokens) => ({
          verify: (token, _nowMs, checksSignature) => tokens.verify(token, 0, checksSignature),
        }));
      }
    },
  },
  {
    name: 'session-found-by-its-id',
    defect: 'A token that was tampered with is accepted.',
    cause: 'Its session is found by the id that it names, and nobody looks at the signature any more.',
    fails: ['OA4', 'PR3'],
    mutate: (template) => {
      for (const parts of sessionPartsOf(template)) {
        parts.tokenHashOf = (token) => claimsOf(token)?.jti ?? 'none';
        parts.tokens = changed(parts.tokens, () => ({ checksSignature: false }));
      }
    },
  },
  {
    name: 'foreign-session-accepted',
    defect: 'The function behind the progress accepts tokens that nobody has issued.',
    cause: 'It reads them without verifying them, as an authorizer in front of it was to do that.',
    fails: ['OA5', 'PR3'],
    mutate: ({ progress: { parts } }) => {
      parts.progress.tokens = changed(parts.progress.tokens, () => ({ checksSignature: false }));
      parts.progress.sessions = changed(parts.progress.sessions, () => ({ find: whatever }));
    },
  },
  {
    name: 'verification-without-a-status',
    defect: 'Whoever has no session is told so with a 200.',
    cause: 'The answer says whether the session is valid, and the status was forgotten.',
    fails: ['OA4', 'OA5'],
    mutate: ({ progress }) => {
      aroundHandler(progress.functions.auth, async (handle, event) => {
        const result = await handle(event);
        if (event.routeKey !== 'POST /auth/verify' || result.statusCode !== 401) return result;
        return { ...result, statusCode: 200, body: JSON.stringify({ valid: false }) };
      });
    },
  },
  {
    name: 'verification-without-the-user',
    defect: 'A live session is confirmed, and not whose it is.',
    cause: 'The answer was cut down to what the first page needed.',
    fails: ['OA2', 'OA4', 'OA6', 'PR2', 'PR6'],
    mutate: ({ progress }) => {
      aroundHandler(progress.functions.auth, async (handle, event) => {
        const result = await handle(event);
        if (event.routeKey !== 'POST /auth/verify' || result.statusCode !== 200) return result;
        return { ...result, body: JSON.stringify({ valid: true }) };
      });
    },
  },
  {
    name: 'session-secret-out-of-date',
    defect: 'The function behind the progress verifies with another secret than sessions are signed with.',
    cause: 'The secret was renewed, and one of the functions was not deployed again.',
    fails: ['PR3', 'PR4', 'PR5', 'PR6', 'PR8'],
    mutate: ({ progress: { functions } }) => {
      functions.progress.environment['SESSION_SECRET'] = 'the one that was valid until last week';
    },
  },
  {
    name: 'session-table-of-another-environment',
    defect: 'Sessions are looked for in the table of another environment, where nobody can find any.',
    cause: "The table's name was taken from the development settings.",
    fails: everySession,
    mutate: ({ progress: { functions } }) => {
      functions.auth.environment['SESSIONS_TABLE'] = 'dev-progress-sessions';
    },
  },
  {
    name: 'profile-of-another-user',
    defect: 'The profile is that of another user than the one who has signed in.',
    cause: 'It is found by a scan for one item, whose filter was lost.',
    fails: ['OA2', 'OA6', 'PR2'],
    mutate: ({ progress: { parts, earlier } }) => {
      parts.account.accounts = changed(parts.account.accounts, (accounts) => ({
        find: () => accounts.find(earlier.userId),
      }));
    },
  },
  {
    name: 'profile-without-login',
    defect: 'The profile does not have the login.',
    cause: 'The field was renamed in the table, and the answer was not.',
    fails: ['OA2', 'OA6', 'PR2'],
    mutate: (template) => {
      leaveOutOfProfile(template, 'login');
    },
  },
  {
    name: 'profile-without-address',
    defect: 'The profile of who signed in does not have the email.',
    cause: 'The serializer leaves out what is marked as personal.',
    fails: ['OA2', 'OA6', 'PR2'],
    mutate: (template) => {
      leaveOutOfProfile(template, 'email');
    },
  },
]);

/** As if the table had a row of every token. */
function whatever(tokenHash: string): Promise<SessionRow> {
  return Promise.resolve({ tokenHash, userId: '', expiresAt: Infinity });
}

function leaveOutOfProfile({ progress: { parts } }: DeploymentTemplate, field: 'login' | 'email'): void {
  const { present } = parts.account;
  parts.account.present = (account) => ({ ...present(account), [field]: undefined });
}
