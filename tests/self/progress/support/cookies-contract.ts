import type { ContractOverrides } from '../../../../contract';

const refusal = (status: number, code: string): { status: number; code: string } => ({ status, code });
const anonymous = refusal(401, 'anonymous');

/** How it is told that a request is the frontend's: by its Origin, or by the header that an answer has told. */
export type Proof = 'origin' | 'answer';

export const cookiesContract = (proof: Proof): ContractOverrides => ({
  errorShape: { code: 'error', message: 'message', optional: ['message', 'requestId'] },
  progress: {
    gateway: 'none',
    envelope: { use: 'never' },
    oauth: {
      start: '/login',
      callback: '/login/done',
      redirectStatuses: [303],
      authorizePath: '/authorize',
      scopes: ['openid', 'email'],
      stateLeastBits: 112,
      consent: {
        path: '/decision',
        form: { account: '{login}', return_to: '{redirect_uri}', state: '{state}', application: '{client_id}' },
      },
      landing: '/welcome',
      refused: { statuses: [], page: { path: '/sign-in', parameter: 'reason' } },
      returnParameters: ['returnTo', 'r'],
    },
    session: {
      from: { in: 'cookie', name: '__Host-sid' },
      carriers: [{ in: 'cookie', name: '__Host-sid' }],
      sameSite: ['None'],
      longestDays: 8,
      csrf:
        proof === 'origin' ? { by: 'origin' } : { by: 'answer', path: '/csrf', at: 'token', header: 'x-xsrf-token' },
      verify: { path: '/session', status: 200, userId: 'user.id' },
      logout: { path: '/session/end', statuses: [204] },
    },
    me: { path: '/me', fields: { userId: 'user.id', login: 'user.name', email: 'user.mail' } },
    exercises: { path: '/lessons', itemPath: '/lessons/{id}', items: ['.'], id: 'slug', marked: 'practice' },
    progress: {
      path: '/me/exercises',
      items: ['entries'],
      fields: { exerciseId: 'exercise', attempts: 'attempts', completedAt: 'completed_at' },
      visibleWithinSeconds: 0,
      removal: { path: '/me/exercises/{id}', statuses: [204] },
      foreign: [
        { path: '/me/exercises', query: { user: '{userId}' } },
        { path: '/users/{userId}/exercises/{exercise}' },
      ],
    },
    record: { path: '/me/exercises/{id}', body: { done: true }, status: 200, withoutId: null, forOther: null },
    errors: {
      ...{ noSession: anonymous, foreignToken: anonymous, tamperedToken: anonymous },
      ...{ expiredToken: anonymous, signedOut: anonymous },
      unknownExercise: refusal(404, 'no_such_lesson'),
      invalidBody: refusal(400, 'bad_request'),
      csrf: refusal(403, 'not_from_here'),
      limited: refusal(429, 'slow_down'),
    },
    limit: { path: '/login', requests: 8, maxRetryAfterSeconds: 5 },
    cors: { statuses: [204], headers: ['content-type', 'x-xsrf-token'] },
  },
});
