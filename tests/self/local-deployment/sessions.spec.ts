import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from './support/deployment';
import {
  accountOf,
  ask,
  askForToken,
  me,
  pairIn,
  refresh,
  register,
  registered,
  setting,
  signIn,
} from './support/sessions';

const detail = expect.any(String);
const refused = { status: 401, json: { detail } };

test('an account is registered as a user, whatever is asked for', async ({ customised }) => {
  const profile = {
    id: expect.stringMatching(/^[\da-f-]{36}$/),
    ...{ username: 'newcomer', email: 'newcomer@example.com', role: 'user' },
    created_at: expect.stringMatching(/^\d{4}-.*Z$/),
  };
  const created = await register(customised, 'newcomer', { role: 'admin', is_admin: true });

  expect([created.status, created.json]).toEqual([201, profile]);
  expect((await me(customised, await signIn(customised, 'newcomer'))).json).toEqual(created.json);
  expect(await register(customised, 'newcomer')).toMatchObject({ status: 409, json: { detail } });
  expect(await register(customised, 'another', { email: 'newcomer@example.com' })).toMatchObject({ status: 409 });
});

test('a registration that is not valid is told by its fields, and not repeated', async ({ customised }) => {
  const { password } = accountOf(customised, '');
  const { status, json, text } = await register(customised, 'x', { email: 'none' });
  const invalid = (field: string) => ({ loc: ['body', field], msg: detail, type: detail });

  expect([status, json]).toEqual([422, { detail: [invalid('username'), invalid('email')] }]);
  expect(text).not.toContain(password);
  expect((await ask(customised, 'POST /register', { body: [] })).status).toBe(422);
});

test('a sign-in brings a pair of tokens', async ({ customised }) => {
  await register(customised, 'pair');
  const { status, json } = await askForToken(customised, 'pair', setting(customised, 'PASSWORD'));

  expect([status, json]).toEqual([
    200,
    {
      access_token: expect.stringMatching(/^[\w-]+(\.[\w-]+){2}$/),
      refresh_token: expect.stringMatching(/^[\da-f-]{36}\.[\w-]{43}$/),
      ...{ token_type: 'bearer', expires_in: 900 },
    },
  ]);
  expect(decodeJwt(pairIn({ json, status, text: '', headers: new Headers() }).access)).toEqual({
    ...{ sub: detail, jti: detail, ver: 1, iat: expect.any(Number), exp: expect.any(Number) },
  });
});

test('a wrong password and an unknown name are refused alike', async ({ customised }) => {
  await register(customised, 'known');
  const answers = await Promise.all(['known', 'nobody'].map((name) => askForToken(customised, name, 'a wrong one')));

  for (const { status, json, headers } of answers) {
    expect({ status, json }).toEqual({ status: 401, json: { detail: 'Incorrect username or password' } });
    expect(headers.get('www-authenticate')).toBe('Bearer');
  }
});

test('a profile is changed in what is the own business', async ({ customised }) => {
  const { access } = await registered(customised, 'changed');
  const body = { email: 'elsewhere@example.com', role: 'admin', is_admin: true };

  expect(await ask(customised, 'PATCH /users/me', { token: access, body })).toMatchObject({
    ...{ status: 200, json: { username: 'changed', email: 'elsewhere@example.com', role: 'user' } },
  });
  expect((await ask(customised, 'PATCH /users/me', { token: access, body: { email: 3 } })).status).toBe(422);
});

test('no answer has more of a user than the profile', async ({ customised }) => {
  const pair = await registered(customised, 'private');
  const admin = await signIn(customised, setting(customised, 'ADMIN_USERNAME'), setting(customised, 'ADMIN_PASSWORD'));
  const answers = [
    await me(customised, pair),
    await refresh(customised, pair),
    await ask(customised, 'POST /posts', { token: pair.access, body: { title: 'Title', content: 'Content' } }),
    await ask(customised, 'GET /admin/users', { token: admin.access }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 201, 200]);
  for (const { text } of answers) expect(text).not.toMatch(/argon2|tiktok|act\.|password|hash/);
});

test('the list of users is for admins', async ({ customised }) => {
  const admin = await signIn(customised, setting(customised, 'ADMIN_USERNAME'), setting(customised, 'ADMIN_PASSWORD'));
  const user = await registered(customised, 'curious');
  const list = (token?: string) => ask(customised, 'GET /admin/users', { token });

  expect(await list()).toMatchObject({ status: 401, json: { detail } });
  expect(await list(user.access)).toMatchObject({ status: 403, json: { detail } });
  expect(await list(admin.access)).toMatchObject({
    ...{ status: 200, json: { items: expect.arrayContaining([expect.objectContaining({ role: 'admin' })]) } },
  });
});

test('access tokens count as they were issued only', async ({ deploy }) => {
  const key = 'a key that this test knows';
  const deployment = await deploy({}, ({ sessions }) => {
    sessions.environment['SECRET_KEY'] = key;
  });
  const pair = await registered(deployment, 'forger');
  const claims = decodeJwt(pair.access);
  const signed = (change: object, secret = key, alg = 'HS256') =>
    new SignJWT({ ...claims, ...change }).setProtectedHeader({ alg }).sign(Buffer.from(secret));
  const signedOtherwise = await Promise.all([
    signed({}, 'another key'),
    signed({ ver: 2 }),
    signed({ ver: undefined }),
    signed({ sub: 'nobody' }),
    signed({ exp: Math.floor(Date.now() / 1000) - 1 }),
    signed({}, key, 'HS512'),
  ]);
  const tokens = [...signedOtherwise, new UnsecuredJWT(claims).encode(), setting(deployment, 'EXPIRED_JWT'), 'rubbish'];

  expect((await me(deployment, { access: await signed({}) })).status).toBe(200);
  for (const access of tokens) {
    const answer = await me(deployment, { access });
    expect(answer).toMatchObject(refused);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  }
  expect(await ask(deployment, 'GET /users/me')).toMatchObject(refused);
});

test('the frontend is admitted, and nobody else', async ({ deploy }) => {
  const deployment = await deploy({ corsOrigin: 'https://app.test' });
  const asked = { 'access-control-request-method': 'PUT', 'access-control-request-headers': 'authorization' };
  const told = async (request: string, origin: string) => {
    const { status, headers } = await ask(deployment, request, { headers: { origin, ...asked } });
    return [status, headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')];
  };

  expect(await told('OPTIONS /posts/some', 'https://app.test')).toEqual([204, 'https://app.test', 'true']);
  expect(await told('GET /users/me', 'https://app.test')).toEqual([401, 'https://app.test', 'true']);
  for (const origin of ['https://app.test.elsewhere.test', 'http://localhost:3000', 'null']) {
    expect((await told('OPTIONS /posts', origin))[1]).toBeNull();
    expect((await told('GET /users/me', origin))[1]).toBeNull();
  }
});
