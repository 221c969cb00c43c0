import { locationOf, withoutQuery } from '../../../../fixtures/progress/sign-in';
import type { Reply } from '../../support/loopback';
import { progressAnswer } from './support/parts';
import { authorizeUrl, expect, test, type Scripts } from './support/world';

const sendsTo = (location: string): Reply => ({ status: 302, headers: { location } });

test('a start, with a secret state of its own, which is hidden', async ({ open }) => {
  const { sessions, service, api } = await open();
  const [one, other] = [await sessions.signIns.start(), await sessions.signIns.start('second', { redirect: '/a b' })];

  expect(api.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /auth/github',
    'GET /auth/github?redirect=%2Fa+b',
  ]);
  expect([one, other].map(({ steps }) => steps[0]?.request)).toEqual([
    'GET /auth/github as somebody',
    'GET /auth/github as second',
  ]);
  expect(one.state).toMatch(/^\[cookie:oauth_state( …[\w-]{4})?( #\d)?\]$/);
  expect(one.state).not.toBe(other.state);
  expect(service.secretsIn(one.authorize?.href ?? '')).toEqual([]);
  expect(decodeURIComponent(one.authorize?.search ?? '')).toContain(`state=${one.state ?? ''}`);
  expect(one.steps[0]?.headers['set-cookie']).toContain(`oauth_state=${one.state ?? ''}; Path=/auth`);
});

test('the provider is asked as the API says, and its form is sent with the user and the secret state', async ({
  open,
}) => {
  const { sessions, provider, api } = await open();
  const started = await sessions.signIns.start();
  const consented = await sessions.signIns.consent(started, 'ada');
  const [page, form] = provider.requests;
  const asked = new URLSearchParams(page?.url.split('?')[1]);
  const sent = new URLSearchParams(form?.body);

  expect(page?.url).toMatch(/^\/login\/oauth\/authorize\?/);
  expect(asked.get('state')).toMatch(/^[\w-]{22}$/);
  expect(Object.fromEntries(sent)).toEqual({
    ...{ login: 'ada', client_id: 'client-1', redirect_uri: `${api.origin}/auth/github/callback` },
    ...{ scope: 'read:user user:email', state: asked.get('state') },
  });
  expect(consented.code).toMatch(/^\[code …[\w-]{4}\]$/);
  expect(consented.steps.map(({ status }) => status)).toEqual([302, 200, 302]);
});

test('the callback comes from the other site, with its secrets', async ({ open }) => {
  const { sessions, api, provider } = await open({
    api: ({ path }, at) =>
      path === '/auth/github'
        ? {
            status: 302,
            headers: { location: authorizeUrl(at), 'set-cookie': ['l=1; SameSite=Lax', 's=1; SameSite=Strict'] },
          }
        : undefined,
  });
  const started = await sessions.signIns.start();
  const { code, state, browser } = await sessions.signIns.consent(started, 'ada');
  await sessions.signIns.callback(browser, { code, state });
  const [, callback] = api.requests;
  const query = Object.fromEntries(new URLSearchParams(callback?.url.split('?')[1]));

  expect(callback?.headers.cookie).toBe('l=1');
  expect(query).toEqual({
    code: expect.stringMatching(/^code-[\w-]{22}$/) as unknown,
    state: new URLSearchParams(provider.requests[0]?.url.split('?')[1]).get('state'),
  });
});

for (const [query, sent] of [
  [{ state: 'abc' }, '?state=abc'],
  [{ code: 'abc', state: undefined }, '?code=abc'],
  [{ error: 'access_denied', state: 'abc' }, '?error=access_denied&state=abc'],
  [{}, ''],
] as const) {
  test(`a callback with what it is given: ${sent}`, async ({ open }) => {
    const { sessions, api, service } = await open();
    await sessions.signIns.callback(await service.browser('somebody'), query);

    expect(api.requests[0]?.url).toBe(`/auth/github/callback${sent}`);
  });
}

test('whom the provider is told to suggest does not sign in in the place of the user', async ({ open }) => {
  const { sessions, provider } = await open({
    api: ({ path }, at) => (path === '/auth/github' ? sendsTo(authorizeUrl(at, { login: 'eve' })) : undefined),
  });
  await sessions.signIns.consent(await sessions.signIns.start(), 'ada');

  expect(new URLSearchParams(provider.requests[1]?.body).get('login')).toBe('ada');
});

for (const [name, scripts, message] of [
  [
    'the start leads elsewhere',
    { api: () => sendsTo('https://smoke-test.example/welcome?a=b c') },
    'OA1 did not pass: GET /auth/github as somebody: expected a redirect to PROVIDER/login/oauth/authorize, got 302 from something before the gateway to https://smoke-test.example/welcome?a=b c',
  ],
  [
    'the start leads nowhere',
    { api: () => ({ status: 500, headers: { 'apigw-requestid': 'r' } }) },
    'OA1 did not pass: GET /auth/github as somebody: expected a redirect to PROVIDER/login/oauth/authorize, got 500 from the integration',
  ],
  [
    'the start leads to a page of its own',
    { api: () => sendsTo('/login/oauth/authorize') },
    'OA1 did not pass: GET /auth/github as somebody: expected a redirect to PROVIDER/login/oauth/authorize, got 302 from something before the gateway to /login/oauth/authorize',
  ],
  [
    'the provider does not know the client',
    { provider: () => ({ status: 404, body: 'no' }) },
    [
      "GET /login/oauth/authorize as provider: expected 200 with the provider's form, got 404 from an undetermined layer",
      '  likely cause: the provider does not know this client id, or not with this redirect URI',
      '  try: compare both, in the environment of what answers the start, with what is registered at the provider',
    ].join('\n'),
  ],
  [
    'the provider redirects elsewhere',
    {
      provider: ({ method }) =>
        method === 'POST' ? sendsTo('https://smoke-test.example/?code=abcd1234efgh5678') : undefined,
    },
    'POST /login/oauth/callback as provider: expected a redirect to API/auth/github/callback with a code, got 302 from an undetermined layer to https://smoke-test.example/?code=[code …5678]',
  ],
  [
    'the provider gives no code',
    {
      provider: ({ method }, at) =>
        method === 'POST' ? sendsTo(`${at.api}/auth/github/callback?error=access_denied`) : undefined,
    },
    'POST /login/oauth/callback as provider: expected a redirect to API/auth/github/callback with a code, got 302 from an undetermined layer to API/auth/github/callback?error=access_denied',
  ],
  [
    'the provider does not redirect',
    { provider: () => ({ status: 200 }) },
    'POST /login/oauth/callback as provider: expected a redirect to API/auth/github/callback with a code, got 200 from an undetermined layer',
  ],
  [
    'nothing stands in for the provider',
    { real: true, contract: { oauth: { provider: 'https://idp.example.com' } } },
    /^OA1 did not pass: GET \/auth\/github as somebody: expected a redirect to https:\/\/idp\.example\.com\/login\/oauth\/authorize, got 302 from something before the gateway to http:\/\/127/,
  ],
] satisfies [string, Scripts, string | RegExp][]) {
  test(`nobody consents: ${name}`, async ({ open }) => {
    const { sessions, api, provider } = await open(scripts);
    const started = await sessions.signIns.start();
    const said = await sessions.signIns.consent(started, 'ada').then(
      () => 'somebody consents',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const plain = said.replaceAll(api.origin, 'API').replaceAll(provider.origin, 'PROVIDER');

    expect(typeof message === 'string' ? plain : said).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });
}

test('a redirect is read as a browser does', () => {
  const to = (location: string) =>
    locationOf(progressAnswer({ request: 'GET /v1/auth as x', headers: { location } }))?.href;

  expect(to('/login?a=b')).toBe('https://api.example.com/login?a=b');
  expect(to('login')).toBe('https://api.example.com/v1/login');
  expect(to('//a.test')).toBe('https://a.test/');
  expect(to('https://')).toBeUndefined();
  expect(locationOf(progressAnswer())).toBeUndefined();
  expect(withoutQuery(new URL('https://a.test/b/?c#d'))).toBe('https://a.test/b/');
});
