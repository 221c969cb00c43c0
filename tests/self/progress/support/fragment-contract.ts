import type { ContractOverrides } from '../../../../contract';

const refusal = (status: number, code: string | null): { status: number; code: string | null } => ({ status, code });

export const fragmentContract: ContractOverrides = {
  timestamps: 'epoch-milliseconds',
  errorShape: { code: 'code', message: 'detail', optional: ['requestId'] },
  progress: {
    gateway: 'none',
    envelope: { field: 'result', use: 'always' },
    oauth: {
      start: '/oauth/begin',
      callback: '/oauth/return',
      redirectStatuses: [302],
      authorizePath: '/connect',
      scopes: ['profile'],
      consent: {
        path: '/connect/approve',
        form: { user: '{login}', back: '{redirect_uri}', ticket: '{state}', app: '{client_id}' },
      },
      landing: '/app',
      refused: { statuses: [400], page: null },
      returnParameters: ['continue'],
    },
    session: {
      from: { in: 'fragment', name: 'token' },
      carriers: [{ in: 'header', name: 'authorization', value: 'Bearer {token}' }],
      csrf: null,
      verify: { path: '/api/v1/session/check', status: 200, userId: 'user_id' },
      logout: { path: '/api/v1/session/end', statuses: [200] },
    },
    me: { path: '/api/v1/me', fields: { userId: 'user_id', login: 'handle', email: 'contact.email' } },
    exercises: {
      path: '/api/v1/exercises',
      itemPath: '/api/v1/exercises/{id}',
      items: ['items'],
      id: 'slug',
      marked: 'practice',
    },
    progress: {
      path: '/api/v1/solutions',
      items: ['items'],
      fields: { exerciseId: 'exercise.slug', attempts: 'tries', completedAt: 'solved_at' },
      removal: null,
      foreign: [
        { path: '/api/v1/solutions', query: { user_id: '{userId}' } },
        { path: '/api/v1/people/{userId}/solutions' },
      ],
    },
    record: {
      path: '/api/v1/solutions',
      body: { exercise_id: '{exercise}', solved: true },
      status: 201,
      withoutId: { solved: true },
      forOther: { user_id: '{userId}' },
    },
    errors: {
      noSession: refusal(401, 'not_signed_in'),
      foreignToken: refusal(401, 'bad_token'),
      tamperedToken: refusal(401, 'bad_token'),
      expiredToken: refusal(401, 'token_over'),
      signedOut: refusal(401, 'bad_token'),
      unknownExercise: refusal(404, null),
      invalidBody: refusal(422, 'malformed'),
    },
    limit: null,
    cors: { statuses: [200], headers: ['authorization', 'content-type'] },
  },
};
