import type { RealtimeContract } from './schema';

export const defaultRealtime: RealtimeContract = {
  gateway: 'none',

  secret: {
    sources: ['JWT_SECRET_{ENVIRONMENT}', 'JWT_SECRET_KEY', 'store'],
    environments: ['development', 'test', 'staging', 'production'],
    leastBytes: 32,
    placeholders: [
      'changeme',
      'change-me',
      'change_me',
      'your-secret',
      'placeholder',
      'example',
      'replace-',
      'password',
    ],
    encoding: 'utf8',
    missing: 'not configured',
  },

  token: {
    algorithm: 'HS256',
    lifetimeSeconds: 300,
    claims: null,
    otherClaims: null,
    checks: { issuer: true, audience: true },
  },

  login: {
    path: '/api/auth/login',
    body: { email: '{email}', password: '{password}' },
    as: 'json',
    status: 200,
    token: 'access_token',
  },

  http: {
    path: '/api/auth/me',
    headers: { authorization: 'Bearer {token}' },
    status: 200,
    foreignSignature: { status: 401, code: null },
  },

  health: { path: '/health', status: 200, secret: { path: 'checks.jwt_secret', ok: 'configured' } },

  socket: {
    path: '/ws',
    headers: {},
    query: {},
    carriers: [
      { in: 'header', name: 'authorization', value: 'Bearer {token}' },
      { in: 'query', name: 'token', value: '{token}' },
      { in: 'subprotocol', offer: ['jwt', '{token}'], chosen: 'jwt' },
    ],
    wrongPlaces: [
      { in: 'header', name: 'x-access-token', value: '{token}' },
      { in: 'query', name: 'smoke_token', value: '{token}' },
      { in: 'cookie', name: 'token', value: '{token}' },
    ],
    opensWithinSeconds: 10,
    greeting: 'connection_ready',
    refused: { statuses: [401, 403], codes: [1008, 4001, 4003, 4401], withinSeconds: 1 },
  },

  events: {
    type: 'type',
    requestId: 'request_id',
    idFrom: 'client',
    request: { type: 'agent_request', id: '{request}', message: '{message}' },
    before: [],
    message: 'How many words has this message?',
    sequence: [
      { name: 'agent_started', fields: { timestamp: 'time', agent: 'text' } },
      { name: 'agent_thinking', fields: { timestamp: 'time', thought: 'text' }, repeats: true },
      { name: 'tool_executing', fields: { timestamp: 'time', tool: 'text', arguments: 'object' }, repeats: true },
      {
        name: 'tool_completed',
        fields: { timestamp: 'time', tool: 'text', result: 'anything' },
        repeats: true,
        closes: 'tool_executing',
      },
      { name: 'agent_completed', fields: { timestamp: 'time', answer: 'text' } },
    ],
    answer: 'answer',
    deadlineSeconds: 30,
    deliveredTo: 'connection',
  },

  expiry: { lifetimeSeconds: 3, outcome: 'closed', codes: [1008, 4001, 4003, 4401], withinSeconds: 5 },

  answersWithinSeconds: 5,

  ending: { request: { type: 'end_session' }, codes: [1000, 1001] },

  faulty: { path: 'type', value: 'error', codes: [1002, 1003, 1007, 1008, 1009], tooLargeBytes: 131_073 },
};
