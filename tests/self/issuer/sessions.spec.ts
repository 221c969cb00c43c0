import { readClaims } from '../../../fixtures/settings';
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
    const token = await sessions.mint('main');
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
    const { exp = 0, iat = 0 } = readClaims(await openSessions(mintingBy(issuer)).mint('main', 30)) ?? {};

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

    expect(await lineOf(sessions)).toMatch(
      /^CLERK_API_URL: Clerk's Backend API can't be reached \(.+\): check the URL, or the network where it is unset$/,
    );
  });
});

test.describe('a limit of requests', () => {
  const json = { 'content-type': 'application/json' };
  const limited = (retryAfter: string) => ({
    status: 429,
    headers: { ...json, 'retry-after': retryAfter },
    body: JSON.stringify({ errors: [{ code: 'too_many_requests', message: 'Too many requests' }] }),
  });
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
