/**
 * One request of the fourteen scenarios, as a collection has it. Texts may name `{{variables}}`; `then` is JavaScript that runs on the
 * answer, and knows `status`, `body`, `header(name)`, `get(name)`, `set(name, value)`, `again()` and chai's `expect`.
 */
export interface Request {
  name: string;
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  /** As it is sent: JSON, where a variable may stand for any part of it. */
  body?: string;
  then: readonly string[];
  /** It can't be sent where a script can't sign by RSA. */
  needsRsa?: boolean;
}

/** The settings that the requests name. */
export const variables = [
  'SMOKE_TEST_API_URL',
  'CLERK_API_URL',
  'CLERK_SECRET_KEY',
  'SMOKE_TEST_USER_ID',
  'SMOKE_TEST_RATE_LIMIT_USER_ID',
  'SMOKE_TEST_EXPIRED_JWT',
  'SMOKE_TEST_ORIGIN',
] as const;

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer {{${token}}}` });
const byKey = (key: string): Record<string, string> => ({ 'x-api-key': `{{${key}}}` });
const json = { accept: 'application/json', 'content-type': 'application/json' };
const asClerk = bearer('CLERK_SECRET_KEY');

interface Options {
  headers?: Record<string, string>;
  body?: unknown;
}

function send(name: string, to: string, { headers = {}, body }: Options, ...then: string[]): Request {
  const [method = '', path = ''] = to.split(' ');
  const url = path.startsWith('/v1/') ? `{{CLERK_API_URL}}${path}` : `{{SMOKE_TEST_API_URL}}${path}`;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { name, method, url, headers: { ...json, ...headers }, ...(body === undefined ? {} : { body: text }), then };
}

const is = (status: number): string => `expect(status).to.equal(${status});`;
const refused = (status: number, code: string): string[] => [
  is(status),
  `expect(body.error.code).to.equal('${code}');`,
  'expect(body.error.message).to.be.ok;',
  'expect(body.error.requestId).to.be.ok;',
];
const unauthorized = refused(401, 'UNAUTHORIZED');

const mint = (who: string, user: string, ...then: string[]): Request[] => [
  send(
    `session of ${who}`,
    'POST /v1/sessions',
    { headers: asClerk, body: { user_id: `{{${user}}}` } },
    `set('${who}Session', body.id);`,
  ),
  send(
    `token of ${who}`,
    `POST /v1/sessions/{{${who}Session}}/tokens`,
    { headers: asClerk, body: {} },
    `set('${who}', body.jwt);`,
    ...then,
  ),
];
const revoke = (who: string): Request =>
  send(`revoke session of ${who}`, `POST /v1/sessions/{{${who}Session}}/revoke`, { headers: asClerk });

// Base64url by hand: neither sandbox has a Buffer that knows it.
const forge = [
  `set('run', Date.now().toString(36) + Math.random().toString(36).slice(2));`,
  `const [head, claims, signature] = body.jwt.split('.');`,
  `const decode = (part) => JSON.parse(atob(part.replace(/-/g, '+').replace(/_/g, '/')));`,
  `const encode = (value) => btoa(JSON.stringify(value)).replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=/g, '');`,
  `set('algNone', encode({ ...decode(head), alg: 'none' }) + '.' + claims + '.');`,
  `set('altered', head + '.' + encode({ ...decode(claims), exp: 4102444800 }) + '.' + signature);`,
  `if (rsa) set('foreign', rsa(decode(head), decode(claims)));`,
];

const me = (name: string, headers: Record<string, string>, ...then: string[]): Request =>
  send(name, 'GET /users/me', { headers }, ...then);

const createKey = (name: string, key: string, scope: string): Request =>
  send(
    name,
    'POST /users/api-keys',
    { headers: bearer('jwt'), body: { name: `bench-${key}-{{run}}`, scopes: [scope] } },
    is(201),
    `set('${key}', body.data.keyValue); set('${key}Id', body.data.id);`,
  );
const removeKey = (name: string, key: string): Request =>
  send(name, `DELETE /users/api-keys/{{${key}Id}}`, { headers: bearer('jwt') }, is(204));
const listed = (name: string, wanted: boolean): Request =>
  send(
    name,
    'GET /users/api-keys',
    { headers: bearer('jwt') },
    is(200),
    `expect(JSON.stringify(body).includes(get('short'))).to.equal(false);`,
    `expect(JSON.stringify(body).includes(get('shortId'))).to.equal(${wanted});`,
  );
const rename = (name: string, headers: Record<string, string>, body: unknown, ...then: string[]): Request =>
  send(name, 'PATCH /users/me', { headers, body }, ...then);

const newName = { displayName: 'bench {{run}}' };
const renamed = `expect(body.data.displayName).to.equal('bench ' + get('run'));`;
// As JSON: what restores it has to say `null`, too.
const ownName = 'JSON.stringify(body.data.displayName ?? null)';

const both = { token: bearer('jwt'), key: byKey('full') };
const routes = [
  { path: '/auth/validate-invite', probes: { POST: { code: '' } }, credentials: { token: bearer('jwt') } },
  { path: '/users/me', probes: { GET: undefined, PATCH: [] }, credentials: both },
  { path: '/users/api-keys', probes: { POST: { scopes: 'not a list' }, GET: undefined }, credentials: both },
  { path: '/users/api-keys/none', probes: { DELETE: undefined }, credentials: both },
  { path: '/users/invite-codes', probes: { POST: [], GET: undefined }, credentials: both },
];

// The tools have no loop over these: one writes each request down.
const perRoute = routes.flatMap(({ path, probes, credentials }) => [
  ...Object.entries(probes).flatMap(([method, body]) =>
    Object.entries(credentials).map(([credential, headers]) =>
      send(
        `AC9 ${method} ${path} by ${credential}`,
        `${method} ${path}`,
        { headers, body },
        'expect(status).to.be.below(500).and.not.equal(201).and.not.equal(401);',
        `expect(header('x-amzn-errortype')).to.not.be.ok;`,
      ),
    ),
  ),
  send(
    `AC10 ${path}`,
    `OPTIONS ${path}`,
    {
      headers: {
        origin: '{{SMOKE_TEST_ORIGIN}}',
        'access-control-request-method': Object.keys(probes)[0] ?? 'GET',
        'access-control-request-headers': 'authorization,content-type,x-api-key',
      },
    },
    is(204),
    `expect(header('access-control-allow-origin')).to.equal(get('SMOKE_TEST_ORIGIN'));`,
    ...Object.keys(probes).map((method) => `expect(header('access-control-allow-methods')).to.include('${method}');`),
  ),
]);

/** What `script.ts` sends, in its order. */
export const requests: readonly Request[] = [
  ...mint('jwt', 'SMOKE_TEST_USER_ID', ...forge),
  ...mint('limited', 'SMOKE_TEST_RATE_LIMIT_USER_ID'),
  me(
    'AC1',
    bearer('jwt'),
    is(200),
    'const { userId, email, role, createdAt } = body.data;',
    'expect(userId && email && role && !Number.isNaN(Date.parse(createdAt))).to.be.ok;',
    `set('userId', userId); set('role', role);`,
    `set('displayName', ${ownName});`,
  ),
  me('AC2 no JWT', { authorization: 'Bearer invalid.jwt.string' }, ...unauthorized),
  { ...me('AC2 foreign signature', bearer('foreign'), ...unauthorized), needsRsa: true },
  me('AC2 alg none', bearer('algNone'), ...unauthorized),
  me('AC2 altered', bearer('altered'), ...unauthorized),
  me('AC3', {}, ...unauthorized),
  me('AC4', bearer('SMOKE_TEST_EXPIRED_JWT'), ...refused(401, 'EXPIRED_TOKEN')),
  createKey('AC5 create', 'full', 'full'),
  me('AC5', byKey('full'), `expect(body.data.userId).to.equal(get('userId'));`),
  createKey('AC6 create', 'capture', 'capture'),
  rename('AC6', byKey('capture'), newName, ...refused(403, 'SCOPE_INSUFFICIENT')),
  me('AC6 unchanged', bearer('jwt'), `expect(${ownName}).to.equal(get('displayName'));`),
  createKey('AC13 create', 'short', 'full'),
  listed('AC13 listed', true),
  removeKey('AC13 remove', 'short'),
  listed('AC13 gone', false),
  me('AC7', byKey('short'), ...refused(401, 'REVOKED_API_KEY')),
  me('AC8', { 'x-api-key': 'bench-{{run}}' }, ...refused(401, 'INVALID_API_KEY')),
  ...perRoute,
  rename('AC11', bearer('jwt'), newName, renamed),
  me('AC11 kept', bearer('jwt'), renamed),
  rename('AC11 restore', bearer('jwt'), '{ "displayName": {{displayName}} }'),
  rename('AC12', bearer('jwt'), { role: 'superadmin' }, ...refused(400, 'VALIDATION_ERROR')),
  me('AC12 unchanged', bearer('jwt'), `expect(body.data.role).to.equal(get('role'));`),
  me(
    'AC14',
    bearer('limited'),
    `const count = (name, more) => { set(name, Number(get(name) || 0) + more); return Number(get(name)); };`,
    `if (status === 429) expect(Number(header('retry-after'))).to.be.above(0);`,
    `const refusals = count('refusals', status === 429 ? 1 : 0);`,
    `if (count('sent', 1) < 11) again(); else expect(refusals).to.be.above(0);`,
  ),
  removeKey('remove AC5 key', 'full'),
  removeKey('remove AC6 key', 'capture'),
  revoke('jwt'),
  revoke('limited'),
];
