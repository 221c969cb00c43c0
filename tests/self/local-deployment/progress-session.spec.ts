import { decodeJwt, SignJWT } from 'jose';
import { expect, test } from './support/deployment';
import { ask, logins, refusal, setting, signIn } from './support/progress';

const verify = 'POST /auth/verify';
const record = 'POST /exercises/two-sum/verify';
const solved = { id: 'two-sum', completed: true };
const unauthorized = { status: 401, json: refusal('UNAUTHORIZED') };

test('a session is that of a cookie or of a bearer token', async ({ customised }) => {
  const { token, own } = await signIn(customised, logins.first);

  for (const asked of [{ token }, own, { headers: { Authorization: `bearer ${token}` } }]) {
    expect(await ask(customised, 'GET /users/me', asked)).toMatchObject({
      status: 200,
      json: { login: 'smoke-first' },
    });
  }
});

test('what is no session is refused', async ({ customised }) => {
  const { token } = await signIn(customised, logins.first);
  const [header, payload, signature] = token.split('.');
  const forged = Buffer.from(JSON.stringify({ ...decodeJwt(token), sub: 'github_4' })).toString('base64url');
  const foreign = new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from('another'));
  const tokens = [
    'no.token.at-all',
    `${header}.${forged}.${signature}`,
    `${header}.${payload}.`,
    `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`,
    await foreign,
    setting(customised, 'EXPIRED_JWT'),
    setting(customised, 'ENDED_JWT'),
  ];

  for (const request of [verify, 'GET /users/me', 'GET /progress', 'POST /auth/logout', record]) {
    expect(await ask(customised, request)).toMatchObject(unauthorized);
    for (const wrong of tokens) {
      expect(await ask(customised, request, { token: wrong })).toMatchObject(unauthorized);
      expect(await ask(customised, request, { cookies: { session: wrong } })).toMatchObject(unauthorized);
    }
  }
});

test('the tokens that are over are so in one way each', ({ customised }) => {
  const now = Date.now() / 1000;
  const [expired, ended] = ['EXPIRED_JWT', 'ENDED_JWT'].map((name) => decodeJwt(setting(customised, name)));

  expect(expired?.exp).toBeLessThan(now);
  expect(ended?.exp).toBeGreaterThan(now);
});

for (const { fault, name } of [
  { fault: 'expired-session-accepted', name: 'EXPIRED_JWT' },
  { fault: 'session-end-left-to-the-table', name: 'ENDED_JWT' },
]) {
  test(`under ${fault}, ${name} is as good as any, and the other one is not`, async ({ deploy }) => {
    const deployment = await deploy({ fault });
    const answers = ['EXPIRED_JWT', 'ENDED_JWT'].map((each) =>
      ask(deployment, verify, { token: setting(deployment, each) }),
    );
    const statuses = (await Promise.all(answers)).map(({ status }) => status);

    expect(statuses).toEqual(name === 'EXPIRED_JWT' ? [200, 401] : [401, 200]);
  });
}

test('a sign-out ends this session everywhere, and no other one', async ({ customised }) => {
  const [one, other] = [await signIn(customised, logins.first), await signIn(customised, logins.first)];
  const answer = await ask(customised, 'POST /auth/logout', one.own);

  expect(answer).toMatchObject({
    status: 204,
    cookies: {
      session: 'session=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax',
      csrf: 'csrf=; Path=/; Max-Age=0; Secure; SameSite=Lax',
    },
  });
  for (const request of [verify, 'GET /users/me', 'GET /progress', 'POST /auth/logout']) {
    expect(await ask(customised, request, { token: one.token })).toMatchObject(unauthorized);
  }
  expect((await ask(customised, verify, { token: other.token })).status).toBe(200);
  expect((await ask(customised, 'POST /auth/logout', { token: other.token })).status).toBe(204);
});

test('what comes by cookie and changes something needs the proof of a page of ours', async ({ customised }) => {
  const { token, own } = await signIn(customised, logins.other);
  const { session = '', csrf = '' } = own.cookies;
  const lacking = [
    { cookies: own.cookies },
    { cookies: own.cookies, headers: { 'x-csrf-token': 'another' } },
    { cookies: own.cookies, headers: { 'x-csrf-token': '' } },
    { cookies: { session }, headers: { 'x-csrf-token': csrf } },
    { cookies: { session, csrf: '' }, headers: { 'x-csrf-token': '' } },
  ];

  for (const asked of lacking) {
    for (const request of [record, 'DELETE /progress/two-sum', 'POST /auth/logout']) {
      expect(await ask(customised, request, asked)).toMatchObject({ status: 403, json: refusal('CSRF') });
    }
    expect((await ask(customised, verify, asked)).status).toBe(200);
  }
  expect((await ask(customised, 'GET /progress', { token })).json).toEqual([]);
  expect((await ask(customised, record, { ...own, body: solved })).status).toBe(200);
  expect((await ask(customised, 'DELETE /progress/two-sum', { token })).status).toBe(204);
});

test('the session of one deployment is none of another one', async ({ customised, deploy }) => {
  const { token } = await signIn(customised, logins.first);

  expect(await ask(await deploy(), verify, { token })).toMatchObject(unauthorized);
});

test('a stored session does not tell its token', async ({ deploy }) => {
  const stored: unknown[] = [];
  const deployment = await deploy({}, ({ progress: { parts } }) => {
    const { sessions } = parts.auth;
    parts.auth.sessions = (environment, aws) => {
      const original = sessions(environment, aws);
      return { ...original, add: (row) => original.add(row).then(() => void stored.push(row)) };
    };
  });
  const { token } = await signIn(deployment, logins.first);

  expect(stored).toEqual([
    {
      tokenHash: expect.stringMatching(/^[\da-f]{64}$/),
      userId: decodeJwt(token).sub,
      expiresAt: decodeJwt(token).exp,
    },
  ]);
});
