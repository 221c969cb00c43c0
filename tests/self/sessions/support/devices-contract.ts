import type { ContractOverrides } from '../../../../contract';
import { ORIGINS } from './devices';

const byCookie = { headers: { cookie: 'rt={refreshToken}' } };
const note = { body: { title: '{title}', text: '{content}' } };

export const devicesContract: ContractOverrides = {
  sessions: {
    health: { path: '/api/v1/status', says: { ok: true, 'checks.db': 'up' } },
    accounts: { username: 'smoke-{n}@notes.example.com', email: 'smoke-{n}@notes.example.com' },
    register: {
      path: '/api/v1/users',
      request: { body: { email: '{email}', password: '{password}' } },
      elevating: { roles: ['USER', 'ADMIN'] },
    },
    token: {
      path: '/api/v1/auth/login',
      request: { body: { email: '{email}', password: '{password}' } },
      accessToken: 'accessToken',
      refreshToken: { in: 'cookie', name: 'rt' },
      tokenType: null,
    },
    access: { header: 'x-access-token', value: '{token}', versionClaim: null },
    me: {
      path: '/api/v1/users/self',
      fields: { username: 'email', role: 'roles' },
      roles: { user: ['USER'], admin: ['USER', 'ADMIN'] },
    },
    update: null,
    refresh: { path: '/api/v1/auth/refresh', request: byCookie, graceSeconds: 1 },
    logout: { path: '/api/v1/auth/logout', request: byCookie, statuses: [200], otherSessions: 'live' },
    admin: { path: '/api/v1/admin/stats' },
    posts: {
      path: '/api/v1/notes',
      itemPath: '/api/v1/notes/{id}',
      request: note,
      update: { method: 'PATCH', request: note },
      removedStatus: 200,
      items: ['.'],
      fields: { content: 'text' },
      invalid: [
        { body: { text: '{content}' }, field: 'title' },
        { body: { title: '{title}', text: 7 }, field: 'text' },
      ],
    },
    reasonAt: 'error.message',
    challenge: 'Token',
    errors: {
      takenName: { statuses: [409], says: 'account' },
      foreignPost: { statuses: [403], says: 'not yours' },
      invalidBody: { statuses: [422], says: null },
    },
    cors: { origins: ORIGINS, statuses: [204], headers: ['x-access-token', 'content-type'] },
  },
};
