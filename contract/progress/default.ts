import type { ProgressContract } from './schema';

const unauthorized = { status: 401, code: 'UNAUTHORIZED' };
const invalid = { status: 400, code: 'VALIDATION_ERROR' };

export const defaultProgress: ProgressContract = {
  gateway: 'http-api',
  envelope: { field: 'data', use: 'optional' },

  oauth: {
    start: '/auth/github',
    callback: '/auth/github/callback',
    redirectStatuses: [302, 303],
    provider: 'https://github.com',
    authorizePath: '/login/oauth/authorize',
    scopes: ['read:user', 'user:email'],
    stateLeastBits: 88,
    consent: {
      path: '/login/oauth/callback',
      form: {
        login: '{login}',
        redirect_uri: '{redirect_uri}',
        scope: '{scope}',
        state: '{state}',
        client_id: '{client_id}',
      },
    },
    landing: '/',
    refused: { statuses: [400, 401, 403], page: { path: '/login', parameter: 'error' } },
    returnParameters: ['redirect', 'redirect_uri', 'redirect_to', 'return_to', 'returnTo', 'next'],
  },

  session: {
    from: { in: 'cookie', name: 'session' },
    perUser: 'many',
    carriers: [
      { in: 'cookie', name: 'session' },
      { in: 'header', name: 'authorization', value: 'Bearer {token}' },
    ],
    sameSite: ['Lax', 'Strict'],
    longestDays: 90,
    csrf: { by: 'cookie', name: 'csrf', header: 'x-csrf-token' },
    verify: { path: '/auth/verify', status: 200, userId: 'userId' },
    logout: { path: '/auth/logout', statuses: [200, 204] },
  },

  me: {
    path: '/users/me',
    fields: { userId: 'userId', login: 'login', email: 'email' },
    optional: [],
  },

  exercises: {
    path: '/exercises',
    itemPath: '/exercises/{id}',
    items: ['.', 'items', 'exercises'],
    id: 'id',
    texts: ['title'],
    marked: 'smoke-test',
  },

  progress: {
    path: '/progress',
    items: ['.', 'items', 'progress'],
    fields: { exerciseId: 'exerciseId', attempts: 'attempts', completedAt: 'completedAt' },
    visibleWithinSeconds: 2,
    removal: { path: '/progress/{id}', statuses: [200, 204] },
    foreign: [{ path: '/progress', query: { userId: '{userId}' } }, { path: '/users/{userId}/progress' }],
  },

  record: {
    path: '/exercises/{id}/verify',
    body: { id: '{exercise}', completed: true },
    status: 200,
    withoutId: { completed: true },
    forOther: { userId: '{userId}' },
  },

  errors: {
    noSession: unauthorized,
    foreignToken: unauthorized,
    tamperedToken: unauthorized,
    expiredToken: unauthorized,
    signedOut: unauthorized,
    unknownExercise: { status: 404, code: 'NOT_FOUND' },
    invalidBody: invalid,
    csrf: { status: 403, code: 'CSRF' },
    limited: { status: 429, code: 'RATE_LIMITED' },
  },

  limit: { path: '/auth/github', requests: 100, maxRetryAfterSeconds: 3600 },

  cors: { statuses: [200, 204], headers: ['content-type', 'x-csrf-token'] },
};
