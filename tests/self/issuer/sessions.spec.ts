import { readClaims } from '../../../fixtures/settings';
import type { Received, Reply } from '../support/loopback';
import { expect, lineOf, mintingBy, openSessions, test } from '../support/issuer';
import { tokenOf } from '../support/tokens';

const everybody = { main: 'user_main', admin: 'user_admin', rateLimit: 'user_limited' };

test.describe('ways to a session', () => {
  test('an active session is used, and left alone', async ({ issue }) => {
    const issuer = await issue({ signedIn: true });
    const sessions = openSessions(mintingBy(issuer));
    const { main } = await sessions.prepare();
    await sessions.close();

    expect(main?.origin).toBe('found');
    expect(readClaims(main?.token ?? '')).toMatchObject({ sub: 'user_main', sid: main?.sessionId, iss: issuer.url });
    expect(issuer.accounts.sessionsOf('user_main', 'active')).toHaveLength(1);
    expect(issuer.accounts.activity).toMatchObject({ sessionsCreated: 0, sessionsRevoked: 0 });
  });

  test('without one, a session is created, and revoked', async ({ issue }) => {
    const issuer = await issue();
    const sessions = openSessions(mintingBy(issuer, { userIds: everybody }));
    const prepared = await sessions.prepare();
    await sessions.close();

    expect(Object.values(prepared).map(({ origin }) => origin)).toEqual(['created', 'created', 'created']);
    expect(issuer.accounts.activity).toEqual({
      sessionsCreated: 3,
      sessionsRevoked: 3,
      tokensMinted: { user_main: 1, user_admin: 1, user_limited: 1 },
    });
  });

  test('where none can be created, a sign-in token is exchanged, and its session revoked', async ({ issue }) => {
    const issuer = await issue({ sessionCreation: false });
    const sessions = openSessions(mintingBy(issuer));
    const { main } = await sessions.prepare();
    await sessions.close();

    expect(main?.origin).toBe('exchanged');
    expect(readClaims(main?.token ?? '')?.sub).toBe('user_main');
    expect(issuer.accounts.activity).toMatchObject({ sessionsCreated: 1, sessionsRevoked: 1 });
  });

  test('a session that somebody ends meanwhile is replaced, once for each token', async ({ issue }) => {
    const issuer = await issue({ signedIn: true });
    const sessions = openSessions(mintingBy(issuer));
    await sessions.prepare();
    for (const session of issuer.accounts.sessionsOf('user_main', 'active')) issuer.accounts.revoke(session);
    const { token } = await sessions.mint('main');
    await sessions.close();

    expect(readClaims(token)?.sub).toBe('user_main');
    expect(issuer.accounts.activity).toMatchObject({ sessionsCreated: 1, sessionsRevoked: 2 });
  });
});

test.describe('lifetimes', () => {
  test('a token of a template has the lifetime of the template', async ({ issue }) => {
    const issuer = await issue();
    const { main } = await openSessions(mintingBy(issuer, { template: 'api' })).prepare();
    const { exp = 0, iat = 0 } = readClaims(main?.token ?? '') ?? {};

    expect(exp - iat).toBe(600);
  });

  test('a lifetime can be asked for', async ({ issue }) => {
    const issuer = await issue();
    const { token } = await openSessions(mintingBy(issuer)).mint('main', 30);
    const { exp = 0, iat = 0 } = readClaims(token) ?? {};

    expect(exp - iat).toBe(30);
  });
});

test.describe('one line for what is wrong', () => {
  test('the key, once for all identities', async ({ issue }) => {
    const sessions = openSessions(mintingBy(await issue(), { secretKey: 'sk_test_other', userIds: everybody }));

    expect(await lineOf(sessions)).toBe(
      'CLERK_SECRET_KEY: Clerk refuses it (clerk_key_invalid: The provided Clerk Secret Key is invalid.): copy the secret key of this instance from the dashboard\'s page "API keys"',
    );
  });

  test('a user that is not there: the others’ sessions are known and revoked', async ({ issue }) => {
    const issuer = await issue();
    const sessions = openSessions(mintingBy(issuer, { userIds: { ...everybody, admin: 'user_gone' } }));

    expect(await lineOf(sessions)).toBe(
      'SMOKE_TEST_ADMIN_USER_ID: Clerk has no user user_gone in this instance (resource_not_found: No user was found): copy the id from the dashboard\'s page "Users"',
    );
    await sessions.close();
    expect(issuer.accounts.activity).toMatchObject({ sessionsCreated: 2, sessionsRevoked: 2 });
  });

  test('a production instance, and no publishable key', async ({ issue }) => {
    const sessions = openSessions(mintingBy(await issue({ sessionCreation: false }), { frontendApi: undefined }));

    expect(await lineOf(sessions)).toBe(
      'SMOKE_TEST_USER_ID: no active session, and Clerk creates none here (resource_not_found: No session creation was found): set CLERK_PUBLISHABLE_KEY, so that a sign-in token can be exchanged, or sign in once as that user',
    );
  });

  test('the publishable key of another instance', async ({ issue }) => {
    const [own, other] = await Promise.all([issue({ sessionCreation: false }), issue()]);
    const sessions = openSessions(mintingBy(own, { frontendApi: other.url }));

    expect(await lineOf(sessions)).toBe(
      `CLERK_PUBLISHABLE_KEY: its Frontend API ${other.url} refuses the sign-in token (400: ticket_invalid_code: The ticket is invalid.): is it the key of the same instance as CLERK_SECRET_KEY?`,
    );
  });

  test('a publishable key whose host nobody serves', async ({ issue, freePort }) => {
    const frontendApi = `http://127.0.0.1:${freePort}`;
    const sessions = openSessions(mintingBy(await issue({ sessionCreation: false }), { frontendApi }));

    expect(await lineOf(sessions)).toBe(
      `CLERK_PUBLISHABLE_KEY: its Frontend API ${frontendApi} can't be reached: connection refused (ECONNREFUSED)`,
    );
  });

  test('a template that is not there', async ({ issue }) => {
    const sessions = openSessions(mintingBy(await issue(), { template: 'apo' }));

    expect(await lineOf(sessions)).toBe(
      'SMOKE_TEST_JWT_TEMPLATE: Clerk gives no token by the template "apo" (resource_not_found: No JWT template was found): check its name on the dashboard\'s page "JWT templates"',
    );
  });

  test('nobody at the Backend API', async ({ issue, freePort }) => {
    const sessions = openSessions(mintingBy(await issue(), { apiUrl: `http://127.0.0.1:${freePort}` }));

    expect(await lineOf(sessions)).toBe(
      "CLERK_API_URL: Clerk's Backend API can't be reached (connection refused (ECONNREFUSED)): check the URL, or the network where it is unset",
    );
  });
});

const json = { 'content-type': 'application/json' };
const clerkError = (status: number, code: string, headers = {}) => ({
  ...{ status, headers: { ...json, ...headers } },
  body: JSON.stringify({ errors: [{ code, message: `about ${code}` }] }),
});

test.describe('a Clerk that answers otherwise', () => {
  /** No session, none created, and a sign-in token, unless it is answered otherwise. */
  const clerk = (answers: Record<string, Reply>) => (request: Received, count: number) => {
    const [path = ''] = request.url.split('?');
    const usual: Record<string, Reply> = {
      'GET /v1/sessions': { headers: json, body: '{"data":[],"total_count":0}' },
      'POST /v1/sessions': clerkError(403, 'operation_not_allowed'),
      'POST /v1/sign_in_tokens': { headers: json, body: '{"object":"sign_in_token","token":"ticket"}' },
      'POST /v1/sessions/s/tokens': { headers: json, body: '{"object":"token","jwt":"a.b.c"}' },
    };
    const signIns = ['POST /v1/client/sign_ins', 'POST /v1/client/sign_ins again'];
    const called = `${request.method} ${path}`;
    const again = called === signIns[0] && count > 4 ? signIns[1] : called;
    return answers[again ?? ''] ?? answers[called] ?? usual[called] ?? { status: 404 };
  };
  const minting = (apiUrl: string) => ({
    ...{ secretKey: 'sk_test_a', apiUrl, frontendApi: apiUrl },
    userIds: { main: 'user_main' },
  });
  const signedIn = { headers: json, body: '{"response":{"status":"complete","created_session_id":"s"}}' };

  test('the limit of sign-ins is waited out, too', async ({ serve }) => {
    const { origin } = await serve(
      clerk({
        'POST /v1/client/sign_ins': clerkError(429, 'too_many_requests', { 'retry-after': '1' }),
        'POST /v1/client/sign_ins again': signedIn,
      }),
    );
    expect((await openSessions(minting(origin)).prepare()).main).toMatchObject({ sessionId: 's', token: 'a.b.c' });
  });

  for (const [name, answers, line] of [
    [
      'a user who is banned: no fault of the key',
      { 'POST /v1/sign_in_tokens': clerkError(403, 'user_banned') },
      'SMOKE_TEST_USER_ID: user_main has no active session, and Clerk makes none (operation_not_allowed: about operation_not_allowed; sign-in token: user_banned: about user_banned): sign in once as that user, or name another one',
    ],
    [
      'a token that is not given',
      { 'POST /v1/client/sign_ins': signedIn, 'POST /v1/sessions/s/tokens': clerkError(403, 'not_enabled') },
      'SMOKE_TEST_USER_ID: Clerk gives no token of its session s (403 not_enabled: about not_enabled): see the user and the session in the dashboard',
    ],
    [
      'a second factor',
      { 'POST /v1/client/sign_ins': { headers: json, body: '{"response":{"status":"needs_second_factor"}}' } },
      'SMOKE_TEST_USER_ID: signing in by a sign-in token ends with "needs_second_factor", not with a session: a test user must not need a second factor',
    ],
    [
      'a web application in the place of the Frontend API',
      { 'POST /v1/client/sign_ins': { body: '<html>' } },
      'CLERK_PUBLISHABLE_KEY: its Frontend API <origin> answers no JSON: is it the host of a Clerk instance?',
    ],
    [
      'a web application in the place of the Backend API',
      { 'POST /v1/sessions': { headers: { 'content-type': 'text/html' }, body: '<html>' } },
      'CLERK_API_URL: what answers there does not answer as Clerk does, with application/json: check the URL',
    ],
  ] as const) {
    test(name, async ({ serve }) => {
      const { origin } = await serve(clerk(answers));
      expect(await lineOf(openSessions(minting(origin)))).toBe(line.replace('<origin>', origin));
    });
  }

  test('what is not Clerk at all is found out by the first request', async ({ serve }) => {
    const { origin } = await serve(() => ({
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '{}',
    }));
    const found = openSessions(minting(origin)).find();

    await expect(found).rejects.toThrow('CLERK_API_URL: what answers there does not answer as Clerk does');
  });
});

test.describe('a limit of requests', () => {
  const limited = (seconds: string) => clerkError(429, 'too_many_requests', { 'retry-after': seconds });
  const minting = (apiUrl: string) => ({ secretKey: 'sk_test_a', apiUrl, userIds: { main: 'user_main' } });

  test('is waited out as Retry-After says', async ({ serve }) => {
    const token = tokenOf({ sub: 'user_main' });
    const { origin, requests } = await serve(({ url }, count) => {
      if (count === 1) return limited('1');
      const body = url.endsWith('/tokens')
        ? { object: 'token', jwt: token }
        : { data: [{ object: 'session', id: 's' }], total_count: 1 };
      return { headers: json, body: JSON.stringify(body) };
    });
    const startedAt = performance.now();
    const { main } = await openSessions(minting(origin)).prepare();

    expect(main?.token).toBe(token);
    expect(performance.now() - startedAt).toBeGreaterThan(990);
    expect(requests.map(({ url }) => url.split('?')[0])).toEqual([
      '/v1/sessions',
      '/v1/sessions',
      '/v1/sessions/s/tokens',
    ]);
  });

  test('is not waited out for longer than half a minute', async ({ serve }) => {
    const { origin, requests } = await serve(() => limited('31'));

    expect(await lineOf(openSessions(minting(origin)))).toBe(
      'Clerk limits requests (429) and wants a run to wait for 31 s, longer than it does: try again then, or let fewer jobs run at once',
    );
    expect(requests).toHaveLength(1);
  });
});
