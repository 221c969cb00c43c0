import type { Reply } from '../../support/loopback';
import { authorizeUrl, chance, expect, FRONTEND, skipReason, test } from './support/world';

const elsewhere = 'https://smoke-test.example/login/oauth/authorize';
const refused = /: no answer: \[[^\]]+\] must not be sent to http:\/\/127\.0\.0\.1:\d+$/;

test('a state goes to the provider where the redirect leads to its authorize page', async ({ open, vault }) => {
  const { sessions, provider } = await open();
  const { state = '' } = await sessions.signIns.start();

  expect(vault.reveal(state, provider.origin)).toMatch(/^[\w-]{22}$/);
});

for (const [name, location] of [
  [
    'another page of the provider',
    (at: { api: string; provider: string }) => authorizeUrl(at).replace('/login/', '/log/'),
  ],
  [
    'another origin',
    (at: { api: string; provider: string }) => authorizeUrl({ ...at, provider: 'https://smoke-test.example' }),
  ],
  ['its own page', (at: { api: string; provider: string }) => authorizeUrl({ ...at, provider: '' })],
] as const) {
  test(`a state does not go to the provider where the redirect leads to ${name}`, async ({ open }) => {
    const { sessions, service, provider } = await open({
      api: (_, at): Reply => ({ status: 302, headers: { location: location(at) } }),
    });
    const { state = '' } = await sessions.signIns.start();
    const asking = service.provider?.get('/login/oauth/authorize', { query: { state } });

    expect(service.secretsIn(state)).toEqual([state]);
    await expect(asking).rejects.toThrow(refused);
    expect(provider.requests).toEqual([]);
  });
}

test('a code goes to the API where the provider redirects to its callback', async ({ open, vault }) => {
  const { sessions, api } = await open();
  const { code = '' } = await sessions.signIns.consent(await sessions.signIns.start(), 'ada');

  expect(vault.reveal(code, api.origin)).toMatch(/^code-/);
});

for (const [name, back] of [
  ['elsewhere', () => elsewhere],
  ['another page of the API', (api: string) => `${api}/auth/gitlab/callback`],
] as const) {
  test(`a code does not go to the API where the provider redirects to ${name}`, async ({ open, vault }) => {
    const secret = `code-1-${chance()}`;
    const { sessions, api, service } = await open({
      provider: ({ method }, at) =>
        method === 'POST' ? { status: 302, headers: { location: `${back(at.api)}?code=${secret}` } } : undefined,
    });
    const started = await sessions.signIns.start();
    await expect(sessions.signIns.consent(started, 'ada')).rejects.toThrow('expected a redirect to ');
    const code = vault.conceal(secret);

    expect(service.secretsIn(code)).toEqual([code]);
    await expect(sessions.signIns.callback(started.browser, { code })).rejects.toThrow(refused);
    expect(api.requests).toHaveLength(1);
  });
}

test('a session goes to the API alone', async ({ open }) => {
  const { sessions, service, provider } = await open();
  const { token = '' } = await sessions.roundTrip('first');

  await expect(service.provider?.get('/', { headers: { cookie: `session=${token}` } })).rejects.toThrow(refused);
  expect(provider.requests).toHaveLength(2);
});

test('what is concealed is of the API, and a code that is made up as well', async ({ open, vault }) => {
  const { service, api, provider } = await open();
  const placeholder = service.conceal('a0b1c2d3e4f5a6b7c8d9', 'code:made-up');

  expect(placeholder).toBe('[code:made-up …c8d9]');
  expect(service.reveal(placeholder)).toBe('a0b1c2d3e4f5a6b7c8d9');
  expect(vault.reveal(placeholder, api.origin)).toBe('a0b1c2d3e4f5a6b7c8d9');
  expect(() => vault.reveal(placeholder, provider.origin)).toThrow('must not be sent to');
});

test('where all is, by the settings, by the contract and by what they leave open', async ({ open }) => {
  const plain = await open({ real: true });
  expect(plain.service).toMatchObject({
    url: plain.api.origin,
    frontendUrl: FRONTEND,
    authorizeUrl: 'https://github.com/login/oauth/authorize',
    callbackUrl: `${plain.api.origin}/auth/github/callback`,
    provider: undefined,
  });

  const url = `${plain.api.origin}/v1`;
  const own = await open({
    settings: { url, frontendUrl: 'https://learn.example.com/web', providerUrl: 'https://idp.example.com/sso' },
    contract: { oauth: { authorizePath: '/authorize', callback: '/back' } },
  });
  expect(own.service).toMatchObject({
    ...{ url, frontendUrl: 'https://learn.example.com/web' },
    ...{ authorizeUrl: 'https://idp.example.com/sso/authorize', callbackUrl: `${url}/back` },
  });
  expect(await skipReason(() => plain.sessions.of('other'))).toBe(
    'no way to a session given (SMOKE_PROGRESS_OTHER_JWT, or SMOKE_PROGRESS_PROVIDER_URL with SMOKE_PROGRESS_OTHER_LOGIN)',
  );
});
