import type { SessionsContract } from './schema';

const unauthorized = { statuses: [401], says: null };
const notFound = { statuses: [404], says: null };

export const defaultSessions: SessionsContract = {
  gateway: 'none',
  envelope: { field: 'data', use: 'optional' },

  health: {
    path: '/health',
    status: 200,
    says: { status: 'healthy', database: 'connected' },
    readyWithinSeconds: 10,
  },

  accounts: { most: 4, username: 'smoke-{n}', email: 'smoke-{n}@example.com' },

  register: {
    path: '/register',
    request: { body: { username: '{username}', email: '{email}', password: '{password}' } },
    status: 201,
    profile: true,
    elevating: { role: 'admin', is_admin: true, is_superuser: true, isAdmin: true, roles: ['admin'] },
  },

  token: {
    path: '/token',
    request: { form: { username: '{username}', password: '{password}', grant_type: 'password' } },
    status: 200,
    accessToken: 'access_token',
    refreshToken: { in: 'body', at: 'refresh_token' },
    tokenType: 'token_type',
  },

  access: { header: 'authorization', value: 'Bearer {token}', format: 'jwt', versionClaim: 'ver' },

  me: {
    path: '/users/me',
    fields: { userId: 'id', username: 'username', role: 'role' },
    roles: { user: 'user', admin: 'admin' },
  },

  update: {
    method: 'PATCH',
    path: '/users/me',
    request: { body: { email: '{email}' } },
    elevating: [{ role: 'admin' }, { is_admin: true, is_superuser: true }, { isAdmin: true, roles: ['admin'] }],
    lowering: { role: 'user', is_admin: false, is_superuser: false, isAdmin: false, roles: ['user'] },
  },

  refresh: {
    path: '/auth/refresh',
    request: { body: { refresh_token: '{refreshToken}' } },
    status: 200,
    reuse: 'ends the family',
    graceSeconds: 0,
  },

  logout: { path: '/auth/logout', request: {}, statuses: [204], otherSessions: 'end' },

  admin: { method: 'GET', path: '/admin/users', status: 200 },

  posts: {
    path: '/posts',
    itemPath: '/posts/{id}',
    request: { body: { title: '{title}', content: '{content}' } },
    createdStatus: 201,
    update: { method: 'PUT', request: { body: { title: '{title}', content: '{content}' } }, status: 200 },
    removedStatus: 204,
    items: ['.', 'items', 'posts'],
    fields: { id: 'id', title: 'title', content: 'content' },
    invalid: [
      { body: { content: '{content}' }, field: 'title' },
      { body: { title: '', content: '{content}' }, field: 'title' },
      { body: { title: '{title}', content: 42 }, field: 'content' },
    ],
    visibleWithinSeconds: 0,
  },

  reasonAt: 'detail',
  challenge: 'Bearer',
  errors: {
    wrongPassword: unauthorized,
    takenName: { statuses: [400, 409], says: null },
    noToken: unauthorized,
    forgedToken: unauthorized,
    expiredToken: unauthorized,
    signedOut: unauthorized,
    usedRefreshToken: unauthorized,
    forbidden: { statuses: [403], says: null },
    noSuchPost: notFound,
    foreignPost: { statuses: [403, 404], says: null },
    invalidBody: { statuses: [422, 400], says: null },
  },

  cors: {
    origins: [],
    stale: ['http://localhost:3000', 'http://localhost:5173', 'http://127.0.0.1:3000'],
    statuses: [200, 204],
    headers: ['authorization', 'content-type'],
  },

  secrets: {
    names: [
      ...[
        'password',
        '*_password',
        'passwd',
        'pwd',
        'hash',
        'password_*hash',
        '*token_hash',
        'hashed_*',
        '*digest',
        'salt',
      ],
      ...['tiktok_*token', '*_access_token', 'secret_key'],
    ],
    values: {
      'bcrypt hash': String.raw`\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}`,
      'argon2 hash': String.raw`\$argon2(id|i|d)\$v=\d+\$[\w=,+-]+\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+`,
      'scrypt hash': String.raw`(\$scrypt\$|\bscrypt:\d+:\d+:\d+\$)[^\s"]{16,}`,
      'pbkdf2 hash': String.raw`\$?pbkdf2[-_:]sha(1|256|512)[$:][^\s"]{16,}`,
      'crypt hash': String.raw`\$([156]\$(rounds=\d+\$)?|y\$[./A-Za-z0-9]+\$)[./A-Za-z0-9]{1,86}\$[./A-Za-z0-9]{22,}`,
      'TikTok token': String.raw`\b(act|rft|clt)\.[A-Za-z0-9!*._-]{24,}`,
      'GitHub token': String.raw`\b(gh[oprsu]_[A-Za-z0-9]{36}|github_pat_\w{22,})`,
      'Google token': String.raw`\bya29\.[\w-]{24,}`,
      'Slack token': String.raw`\bxox[abeoprs]-[\w-]{16,}`,
      // Not within what chance has made, as the signature of a JWT is.
      'Facebook token': String.raw`(?<![\w.-])EAA[A-Za-z0-9]{80,}`,
    },
  },

  defaultKeys: [
    ...['secret', 'secretkey', 'secret-key', 'secret_key', 'SECRET_KEY', 'your-secret-key', 'your_secret_key'],
    ...['your-secret-key-here', 'your-secret-key-change-in-production', 'your-256-bit-secret', 'supersecret'],
    ...['super-secret-key', 'supersecretkey', 'changeme', 'change-me', 'changethis', 'change-this-in-production'],
    ...['dev', 'dev-secret', 'dev-secret-key', 'development', 'test', 'test-secret', 'jwt-secret', 'jwt_secret'],
    ...['insecure', 'insecure-secret-key', 'default', 'default-secret-key', 'password', 'mysecretkey', 'my-secret-key'],
    // The example of a widely read framework's tutorial.
    '09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7',
  ],
};
