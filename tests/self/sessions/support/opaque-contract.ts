import type { ContractOverrides } from '../../../../contract';
import type { OpaqueOptions } from './opaque';

const post = { body: { title: '{title}', body: '{content}' } };

export const opaqueContract = ({ single = false }: OpaqueOptions = {}): ContractOverrides => ({
  sessions: {
    envelope: { use: 'never' },
    health: { path: '/healthz', says: { status: 'up', db: 'up' } },
    register: {
      path: '/accounts',
      request: { body: { login: '{username}', mail: '{email}', password: '{password}' } },
      status: 204,
      profile: false,
      elevating: { is_admin: true },
    },
    token: { path: '/oauth/token', accessToken: 'pass', refreshToken: { in: 'body', at: 'renewal' } },
    access: { format: 'opaque' },
    me: {
      path: '/account',
      fields: { userId: 'uid', username: 'login', role: 'is_admin' },
      roles: { user: false, admin: true },
    },
    update: {
      method: 'PUT',
      path: '/account',
      request: { body: { mail: '{email}' } },
      elevating: [{ is_admin: true }, { admin: true }],
      lowering: { is_admin: false },
    },
    refresh: {
      path: '/oauth/token',
      request: { form: { grant_type: 'refresh_token', refresh_token: '{refreshToken}' } },
      reuse: 'is refused',
    },
    logout: { path: '/oauth/revoke', otherSessions: single ? 'none' : 'live' },
    admin: { path: '/internal/accounts' },
    posts: {
      request: post,
      update: { request: post },
      items: ['posts'],
      fields: { id: 'post_id', content: 'body' },
      invalid: [
        { body: { body: '{content}' }, field: 'title' },
        { body: { title: '{title}' }, field: 'body' },
      ],
      visibleWithinSeconds: 2,
    },
    reasonAt: 'errors',
    challenge: null,
    errors: {
      takenName: { statuses: [400], says: 'taken' },
      noSuchPost: { statuses: [404], says: 'no such post' },
      foreignPost: { statuses: [404], says: null },
      invalidBody: { statuses: [400], says: null },
    },
    cors: null,
  },
});
