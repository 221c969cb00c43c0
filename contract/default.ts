import type { Contract } from './schema';
import { defaultProgress } from './progress/default';
import { defaultSessions } from './sessions/default';
import { defaultRealtime } from './realtime/default';
import { defaultSignup } from './signup/default';

/** What a deployment promises unless its own contract says otherwise. */
export const defaultContract: Contract = {
  gateway: 'rest-api',
  envelope: { field: 'data', use: 'optional' },
  latency: { warnMs: null, failMs: null, routes: {} },
  timestamps: 'iso-8601',

  tokens: { roleClaims: ['metadata.role', 'public_metadata.role'], adminRole: 'admin' },

  errorShape: { code: 'error.code', message: 'error.message', requestId: 'error.requestId', optional: [] },
  errors: {
    noCredentials: { status: 401, code: 'UNAUTHORIZED' },
    malformedToken: { status: 401, code: 'UNAUTHORIZED' },
    foreignSignature: { status: 401, code: 'UNAUTHORIZED' },
    unsignedToken: { status: 401, code: 'UNAUTHORIZED' },
    alteredToken: { status: 401, code: 'UNAUTHORIZED' },
    expiredToken: { status: 401, code: 'EXPIRED_TOKEN' },
    unknownKey: { status: 401, code: 'INVALID_API_KEY' },
    revokedKey: { status: 401, code: 'REVOKED_API_KEY' },
    insufficientScope: { status: 403, code: 'SCOPE_INSUFFICIENT' },
    forbiddenRoleChange: { status: 400, code: 'VALIDATION_ERROR' },
    rateLimited: { status: 429, code: 'RATE_LIMITED' },
  },

  profile: {
    path: '/users/me',
    fields: {
      userId: 'userId',
      email: 'email',
      role: 'role',
      displayName: 'displayName',
      createdAt: 'createdAt',
    },
    optional: ['displayName'],
    noDisplayName: [null, ''],
    userIdIsSubject: false,
    forbiddenRole: 'superadmin',
    updatedStatus: 200,
    visibleWithinSeconds: 2,
  },

  apiKeys: {
    path: '/users/api-keys',
    itemPath: '/users/api-keys/{id}',
    header: 'x-api-key',
    scopes: { full: ['full'], captureOnly: ['capture'] },
    nameField: 'name',
    createWith: {},
    fields: { id: 'id', secret: 'keyValue', scopes: 'scopes', createdAt: 'createdAt', userId: 'userId' },
    optional: [],
    list: { items: ['.', 'items', 'keys', 'apiKeys'], nextCursor: ['nextCursor'], cursorParameter: 'cursor' },
    createdStatus: 201,
    deletedStatus: 204,
    lookupLagSeconds: 1,
    listedWithinSeconds: 10,
    usableWithinSeconds: 5,
  },

  rateLimit: { method: 'GET', path: '/users/me', requests: 11, maxRetryAfterSeconds: 3600 },

  cors: { statuses: [200, 204], headers: ['authorization', 'content-type', 'x-api-key'] },

  probes: {
    parameter: 'smoke-no-such-id',
    body: [],
    routes: {
      'POST /auth/validate-invite': { body: { code: '' }, harmless: true },
      'POST /users/api-keys': { body: { scopes: 'not a list' } },
      // Ignores its body, and no route deletes what it creates: only who lacks the role may try.
      'POST /users/invite-codes': { unlessRole: ['admin', 'superadmin', 'owner'] },
    },
  },

  signup: defaultSignup,

  realtime: defaultRealtime,

  progress: defaultProgress,
  sessions: defaultSessions,

  diagnoses: [],

  registry: {
    fields: { path: ['path'], methods: ['methods', 'method'], auth: ['authType', 'auth'] },
    authTypes: {
      jwt: ['jwt'],
      'jwt-or-apikey': ['jwt', 'apiKey'],
      apikey: ['apiKey'],
      'api-key': ['apiKey'],
      admin: ['admin'],
      none: ['anonymous'],
      public: ['anonymous'],
    },
  },
};
