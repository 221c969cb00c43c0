import { expect, test } from './support/deployment';
import { ask, consent, frontend, logins, setting, signIn, start, stored } from './support/progress';

test('a sign-in begins at the provider, with a state of its own', async ({ customised }) => {
  const [one, other] = [await start(customised), await start(customised)];
  const { origin, pathname, searchParams } = one.authorize;

  expect(`${origin}${pathname}`).toBe(`${setting(customised, 'PROVIDER_URL')}/login/oauth/authorize`);
  expect(Object.fromEntries(searchParams)).toEqual({
    client_id: setting(customised, 'CLIENT_ID'),
    redirect_uri: `${setting(customised, 'URL')}/auth/github/callback`,
    scope: 'read:user user:email',
    state: expect.stringMatching(/^[\w-]{32}$/),
  });
  expect(one.state).not.toBe(other.state);
});

test('a round trip ends on the frontend, with the cookies of a session', async ({ customised }) => {
  const { landing } = await signIn(customised, logins.first);

  expect({ status: landing.status, location: landing.location?.href }).toEqual({
    status: 302,
    location: `${frontend}/`,
  });
  expect(landing.cookies).toEqual({
    session: expect.stringMatching(
      /^session=[\w-]+(\.[\w-]+){2}; Path=\/; Max-Age=604800; HttpOnly; Secure; SameSite=Lax$/,
    ),
    csrf: expect.stringMatching(/^csrf=[\w-]{32}; Path=\/; Max-Age=604800; Secure; SameSite=Lax$/),
    oauth_state: 'oauth_state=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax',
  });
});

test('who has signed in is told who that is', async ({ customised }) => {
  const { own, token } = await signIn(customised, logins.first);
  const user = {
    userId: expect.stringMatching(/^github_\d+$/),
    login: 'smoke-first',
    email: 'smoke-first@example.test',
  };
  const time = expect.stringMatching(/^\d{4}-.*Z$/);

  expect(await ask(customised, 'GET /users/me', { token })).toMatchObject({
    status: 200,
    json: { ...user, createdAt: time },
  });
  expect(await ask(customised, 'POST /auth/verify', { cookies: own.cookies })).toMatchObject({
    ...{ status: 200, json: { ...user, expiresAt: time } },
  });
});

test('who signs in again is the same user', async ({ customised }) => {
  const [one, again] = [await signIn(customised, logins.other), await signIn(customised, logins.other)];
  const [first, second] = await Promise.all(
    [one, again].map(({ token }) => ask(customised, 'GET /users/me', { token })),
  );
  const { createdAt, ...user } = Object(first?.json) as Record<string, string>;

  expect(second?.json).toEqual({ createdAt, ...user });
  expect(await stored(customised, logins.other)).toMatchObject({ users: [{ createdAt, ...user }] });
});

test('a private email is asked for', async ({ customised }) => {
  const { token } = await signIn(customised, logins.hidden);

  expect((await ask(customised, 'GET /users/me', { token })).json).toMatchObject({
    ...{ login: 'smoke-hidden', email: expect.stringMatching(/^smoke-hidden@/) },
  });
});

test('a sign-in ends on the page that was asked for, where it is one of the frontend', async ({ customised }) => {
  const pages = [
    [`${frontend}/exercises?tab=1`, `${frontend}/exercises?tab=1`],
    ['/exercises', `${frontend}/exercises`],
    ['https://elsewhere.test/', `${frontend}/`],
    ['//elsewhere.test/', `${frontend}/`],
    ['javascript:alert(1)', `${frontend}/`],
    [`${frontend}.elsewhere.test/`, `${frontend}/`],
  ] as const;

  for (const [asked, landed] of pages) {
    const { landing } = await signIn(customised, logins.first, `?redirect=${encodeURIComponent(asked)}`);
    expect(landing.location?.href).toBe(landed);
  }
});

/** What a callback has in place of what the provider has sent; undefined: nothing. */
const wrong: { title: string; reason: string; change: Record<string, string | undefined> }[] = [
  { title: 'without a code', reason: 'missing_code', change: { code: undefined } },
  { title: 'with a code that the provider refuses', reason: 'code_refused', change: { code: 'none' } },
  { title: 'without a state', reason: 'invalid_state', change: { state: undefined } },
  { title: 'with another state', reason: 'invalid_state', change: { state: 'another' } },
  { title: 'of a cancel', reason: 'access_denied', change: { code: undefined, error: 'access_denied' } },
  { title: 'with an error of the provider', reason: 'provider_refused', change: { error: 'server_error' } },
];

for (const { title, reason, change } of wrong) {
  test(`a callback ${title} ends on the page for that, and writes nobody`, async ({ customised }) => {
    const started = await start(customised);
    const callback = await consent(customised, started, logins.newcomer);
    for (const [name, value] of Object.entries(change)) {
      callback.searchParams.delete(name);
      if (value !== undefined) callback.searchParams.set(name, value);
    }
    const { status, location, cookies } = await ask(customised, `GET ${callback.href}`, started);

    expect({ status, location: location?.href }).toEqual({
      status: 302,
      location: `${frontend}/login?error=${reason}`,
    });
    expect(Object.keys(cookies)).toEqual(['oauth_state']);
    expect(await stored(customised, logins.newcomer)).toEqual({ users: [] });
  });
}

test('a callback is for the browser that has begun, and once', async ({ customised }) => {
  const started = await start(customised);
  const callback = `GET ${(await consent(customised, started, logins.first)).href}`;
  const foreign = await ask(customised, callback, { cookies: (await start(customised)).cookies });
  const bare = await ask(customised, callback);
  const own = await ask(customised, callback, started);
  const again = await ask(customised, callback, started);

  expect([foreign, bare, own, again].map(({ location }) => location?.href)).toEqual([
    `${frontend}/login?error=invalid_state`,
    `${frontend}/login?error=invalid_state`,
    `${frontend}/`,
    `${frontend}/login?error=code_refused`,
  ]);
});

test('a provider that is out of reach signs nobody in', async ({ deploy }) => {
  const deployment = await deploy({ fault: 'provider-api-out-of-reach' });
  const { landing } = await signIn(deployment, logins.first);

  expect(landing.location?.href).toBe(`${frontend}/login?error=sign_in_failed`);
  expect(landing.cookies['session']).toBeUndefined();
});

test('the frontend is the origin of the options, or the usual one where they name none', async ({ deploy }) => {
  const [named, any] = await Promise.all([deploy({ corsOrigin: 'https://app.test' }), deploy({ corsOrigin: '*' })]);

  expect([named, any].map((deployment) => setting(deployment, 'FRONTEND_URL'))).toEqual(['https://app.test', frontend]);
  expect((await signIn(named, logins.first)).landing.location?.href).toBe('https://app.test/');
});
