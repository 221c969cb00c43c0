import { strict as assert } from 'node:assert';
import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';

// The fourteen scenarios as they are written by hand: `fetch`, one request after another, and the first failure ends it. It knows its
// deployment: paths, codes, credentials and routes are those that the embedded one has.

const setting = (name: string): string => {
  const value = process.env[name];
  assert(value, `${name} is not set`);
  return value;
};
const api = setting('SMOKE_TEST_API_URL');
const clerk = setting('CLERK_API_URL');
const origin = setting('SMOKE_TEST_ORIGIN');

interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, never> | undefined;
}

async function ask(
  url: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: unknown } = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : (JSON.parse(text) as Record<string, never>),
  };
}

const call = (path: string, method: string, headers: Record<string, string>, body?: unknown): ReturnType<typeof ask> =>
  ask(`${api}${path}`, { method, headers, body });
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
const byKey = (key: string): Record<string, string> => ({ 'x-api-key': key });

const sessions: string[] = [];

async function mint(user: string): Promise<string> {
  const asClerk = { headers: bearer(setting('CLERK_SECRET_KEY')) };
  const session = await ask(`${clerk}/v1/sessions`, { method: 'POST', body: { user_id: user }, ...asClerk });
  const { id } = session.body as unknown as { id: string };
  sessions.push(id);
  const token = await ask(`${clerk}/v1/sessions/${id}/tokens`, { method: 'POST', body: {}, ...asClerk });
  return (token.body as unknown as { jwt: string }).jwt;
}

interface Profile {
  userId: string;
  email: string;
  role: string;
  displayName?: string | null;
  createdAt: string;
}

const profileOf = ({ body }: Answer): Profile => body?.['data'] as unknown as Profile;

function refused({ status, body }: Answer, wanted: number, code?: string): void {
  assert.equal(status, wanted);
  const error = body?.['error'] as unknown as { code: string; message: string; requestId: string } | undefined;
  if (code !== undefined) assert.equal(error?.code, code);
  assert(error?.message);
  assert(error.requestId);
}

const jwt = await mint(setting('SMOKE_TEST_USER_ID'));
const rateLimited = await mint(setting('SMOKE_TEST_RATE_LIMIT_USER_ID'));

// AC1
const own = await call('/users/me', 'GET', bearer(jwt));
assert.equal(own.status, 200);
const { userId, email, role, createdAt, displayName } = profileOf(own);
assert(userId && email && role && !Number.isNaN(Date.parse(createdAt)));

// AC2
refused(await call('/users/me', 'GET', bearer('invalid.jwt.string')), 401, 'UNAUTHORIZED');
const [header = '', claims = '', signature = ''] = jwt.split('.');
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string): object => JSON.parse(Buffer.from(part, 'base64url').toString()) as object;
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
const signed = sign('RSA-SHA256', Buffer.from(`${header}.${claims}`), createPrivateKey(foreign)).toString('base64url');
refused(await call('/users/me', 'GET', bearer(`${header}.${claims}.${signed}`)), 401, 'UNAUTHORIZED');
refused(
  await call('/users/me', 'GET', bearer(`${encode({ ...decode(header), alg: 'none' })}.${claims}.`)),
  401,
  'UNAUTHORIZED',
);
refused(
  await call('/users/me', 'GET', bearer(`${header}.${encode({ ...decode(claims), exp: 4_102_444_800 })}.${signature}`)),
  401,
  'UNAUTHORIZED',
);

// AC3
refused(await call('/users/me', 'GET', {}), 401, 'UNAUTHORIZED');

// AC4
refused(await call('/users/me', 'GET', bearer(setting('SMOKE_TEST_EXPIRED_JWT'))), 401, 'EXPIRED_TOKEN');

interface Key {
  id: string;
  keyValue: string;
}

async function createKey(scope: string): Promise<Key> {
  const created = await call('/users/api-keys', 'POST', bearer(jwt), {
    name: `bench-${randomUUID()}`,
    scopes: [scope],
  });
  assert.equal(created.status, 201);
  return created.body?.['data'] as unknown as Key;
}

const removeKey = async ({ id }: Key): Promise<void> => {
  assert.equal((await call(`/users/api-keys/${id}`, 'DELETE', bearer(jwt))).status, 204);
};
const listed = async ({ id, keyValue }: Key): Promise<boolean> => {
  const { status, body } = await call('/users/api-keys', 'GET', bearer(jwt));
  assert.equal(status, 200);
  assert(!JSON.stringify(body).includes(keyValue));
  return JSON.stringify(body).includes(id);
};

// AC5
const full = await createKey('full');
assert.equal(profileOf(await call('/users/me', 'GET', byKey(full.keyValue))).userId, userId);

// AC6
const capture = await createKey('capture');
const name = `bench ${randomUUID()}`;
refused(await call('/users/me', 'PATCH', byKey(capture.keyValue), { displayName: name }), 403, 'SCOPE_INSUFFICIENT');
assert.equal(profileOf(await call('/users/me', 'GET', bearer(jwt))).displayName, displayName);

// AC13, and AC7 with its key
const short = await createKey('full');
assert(await listed(short));
await removeKey(short);
assert(!(await listed(short)));
refused(await call('/users/me', 'GET', byKey(short.keyValue)), 401, 'REVOKED_API_KEY');

// AC8
refused(await call('/users/me', 'GET', byKey(`bench-${randomUUID()}`)), 401, 'INVALID_API_KEY');

// AC9, AC10
const routes = [
  { path: '/auth/validate-invite', probes: { POST: { code: '' } }, credentials: [bearer(jwt)] },
  { path: '/users/me', probes: { GET: undefined, PATCH: [] }, credentials: [bearer(jwt), byKey(full.keyValue)] },
  {
    path: '/users/api-keys',
    probes: { POST: { scopes: 'not a list' }, GET: undefined },
    credentials: [bearer(jwt), byKey(full.keyValue)],
  },
  { path: '/users/api-keys/none', probes: { DELETE: undefined }, credentials: [bearer(jwt), byKey(full.keyValue)] },
  {
    path: '/users/invite-codes',
    probes: { POST: [], GET: undefined },
    credentials: [bearer(jwt), byKey(full.keyValue)],
  },
];
for (const { path, probes, credentials } of routes) {
  for (const [method, body] of Object.entries(probes)) {
    for (const credential of credentials) {
      const { status, headers } = await call(path, method, credential, body);
      assert(status !== 201 && status !== 401 && status < 500);
      assert(!headers.has('x-amzn-errortype'));
    }
  }
  const preflight = await ask(`${api}${path}`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': Object.keys(probes)[0] ?? 'GET',
      'access-control-request-headers': 'authorization,content-type,x-api-key',
    },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), origin);
  for (const method of Object.keys(probes)) {
    assert(preflight.headers.get('access-control-allow-methods')?.includes(method));
  }
}

// AC11
const patched = await call('/users/me', 'PATCH', bearer(jwt), { displayName: name });
assert.equal(profileOf(patched).displayName, name);
assert.equal(profileOf(await call('/users/me', 'GET', bearer(jwt))).displayName, name);
await call('/users/me', 'PATCH', bearer(jwt), { displayName: displayName ?? null });

// AC12
refused(await call('/users/me', 'PATCH', bearer(jwt), { role: 'superadmin' }), 400, 'VALIDATION_ERROR');
assert.equal(profileOf(await call('/users/me', 'GET', bearer(jwt))).role, role);

// AC14
let refusals = 0;
for (let sent = 0; sent < 11; sent += 1) {
  const { status, headers } = await call('/users/me', 'GET', bearer(rateLimited));
  if (status !== 429) continue;
  refusals += 1;
  assert(Number(headers.get('retry-after')) > 0);
}
assert(refusals > 0);

await removeKey(full);
await removeKey(capture);
for (const id of sessions) {
  await ask(`${clerk}/v1/sessions/${id}/revoke`, { method: 'POST', headers: bearer(setting('CLERK_SECRET_KEY')) });
}
