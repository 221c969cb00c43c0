import http from 'node:http';
import https from 'node:https';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { request, type APIRequestContext } from '@playwright/test';
import { DowngradeError, headersFor, installTransport, isSafe, WIRE_HEADER } from '../../fixtures/client/transport';
import type { SeenAnswer } from '../../fixtures/client/learn';
import { createVault, type Vault } from '../../fixtures/client/vault';
import { expect, test as base } from './support/loopback';

const secret = 'made_up_0123456789/k3Fq';
const placeholder = '[api-key …k3Fq]';

interface Fixtures {
  vault: Vault;
  /** What was read from answers, to find new secrets in. */
  discovered: SeenAnswer[];
  /** Playwright's requests, through the transport. */
  api: APIRequestContext;
}

const test = base.extend<Fixtures>({
  vault: async ({}, use) => use(createVault()),
  discovered: async ({}, use) => use([]),
  api: async ({ vault, discovered }, use) => {
    const wire = installTransport(vault, (answer) => {
      discovered.push(answer);
      return [];
    });
    const context = await request.newContext();
    await use(context);
    await context.dispose();
    wire.uninstall();
  },
});

const ours = { [WIRE_HEADER]: 'request-1' };

test('a placeholder becomes the secret on the wire, and the mark stays at home', async ({ serve, vault, api }) => {
  const { origin, requests } = await serve(() => ({}));
  vault.register(secret, 'api-key', origin);
  await api.get(origin, { headers: { ...ours, 'X-Api-Key': placeholder, Authorization: `Bearer ${placeholder}` } });

  expect(requests).toHaveLength(1);
  expect(requests[0]?.headers).toMatchObject({ 'x-api-key': secret, authorization: `Bearer ${secret}` });
  expect(requests[0]?.headers).not.toHaveProperty(WIRE_HEADER);
});

test('a secret in the answer’s headers becomes its placeholder', async ({ serve, vault, api }) => {
  const { origin } = await serve(() => ({ headers: { location: `/keys?key=${encodeURIComponent(secret)}` } }));
  vault.register(secret, 'api-key', origin);
  const response = await api.get(origin, { headers: ours });

  expect(response.headers().location).toBe(`/keys?key=${placeholder}`);
});

test.describe('a secret in the answer’s body becomes its placeholder', () => {
  const body = JSON.stringify({ key: secret });

  for (const [name, encoding, bytes] of [
    ['as it is', undefined, Buffer.from(body)],
    ['in gzip', 'gzip', gzipSync(body)],
    ['in brotli', 'br', brotliCompressSync(body)],
    ['deflated', 'deflate', deflateSync(body)],
  ] as const) {
    test(name, async ({ serve, vault, api }) => {
      const headers = encoding === undefined ? {} : { 'content-encoding': encoding };
      const { origin } = await serve(() => ({ headers, body: bytes }));
      vault.register(secret, 'api-key', origin);
      const response = await api.get(origin, { headers: ours });

      expect(await response.text()).toBe(`{"key":"${placeholder}"}`);
      expect(response.headers()).not.toHaveProperty('content-encoding');
    });
  }
});

test('a body without secrets stays as it is, byte for byte', async ({ serve, vault, api }) => {
  const bytes = Buffer.from([0, 255, 254, 128, 10, 195, 40]);
  const { origin } = await serve(() => ({ headers: { 'content-type': 'image/png' }, body: bytes }));
  vault.register(secret, 'api-key', origin);
  const response = await api.get(origin, { headers: ours });

  expect(await response.body()).toEqual(bytes);
});

test('status, reason, and headers that come twice are kept', async ({ serve, api }) => {
  const { origin } = await serve(() => ({ status: 418, headers: { 'x-one': '1', 'set-cookie': 'a=1' } }));
  const response = await api.get(origin, { headers: ours });

  expect([response.status(), response.statusText()]).toEqual([418, "I'm a Teapot"]);
  expect(response.headers()).toMatchObject({ 'x-one': '1', 'set-cookie': 'a=1' });
});

test('each answer is looked through for new secrets, before it is read', async ({ serve, api, discovered }) => {
  const { origin } = await serve(() => ({ status: 201, headers: { 'set-cookie': 'a=1' }, json: { key: 'new' } }));
  await api.post(`${origin}/stage/keys?page=1`, { headers: ours });

  expect(discovered).toMatchObject([
    {
      method: 'POST',
      path: '/stage/keys',
      status: 201,
      json: { key: 'new' },
      text: '{"key":"new"}',
      setCookie: ['a=1'],
    },
  ]);
});

test('a placeholder does not leave for a foreign origin', async ({ serve, vault, api }) => {
  const { origin, requests } = await serve(() => ({}));
  vault.register(secret, 'api-key', 'https://api.example.com');

  await expect(api.get(origin, { headers: { ...ours, 'x-api-key': placeholder } })).rejects.toThrow(
    `${placeholder} must not be sent to ${origin}`,
  );
  expect(requests).toEqual([]);
});

test('requests that are not ours pass as they are', async ({ serve, vault, api, discovered }) => {
  const { origin, requests } = await serve(() => ({ json: { key: secret } }));
  vault.register(secret, 'api-key', origin);
  const response = await api.get(origin, { headers: { 'x-plain': 'yes' } });

  expect(requests[0]?.headers).toMatchObject({ 'x-plain': 'yes' });
  expect(await response.json()).toEqual({ key: secret });
  expect(discovered).toEqual([]);
});

test('uninstalled, Node’s own functions are back', () => {
  const before = [http.request, https.request];
  const wire = installTransport(createVault(), () => []);
  expect(http.request).not.toBe(before[0]);
  wire.uninstall();

  expect([http.request, https.request]).toEqual(before);
});

test.describe('connections', () => {
  test('are kept for what may be sent again', async ({ serve, api }) => {
    const { origin, requests } = await serve(() => ({}));
    for (const method of ['GET', 'OPTIONS', 'GET', 'HEAD']) await api.fetch(origin, { method, headers: ours });

    expect(new Set(requests.map(({ port }) => port)).size).toBe(1);
  });

  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    test(`are new for each ${method}`, async ({ serve, api }) => {
      const { origin, requests } = await serve(() => ({}));
      await api.fetch(origin, { method: 'GET', headers: ours });
      await api.fetch(origin, { method, headers: ours });
      await api.fetch(origin, { method, headers: ours });

      expect(new Set(requests.map(({ port }) => port)).size).toBe(3);
    });
  }
});

test('only what changes nothing may be sent again', () => {
  const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];

  expect(methods.filter(isSafe)).toEqual(['GET', 'HEAD', 'OPTIONS']);
});

test.describe('a redirect', () => {
  const credentials = {
    ...ours,
    'x-api-key': placeholder,
    authorization: `Bearer ${placeholder}`,
    accept: 'text/plain',
  };

  test('to another origin gets no credential of any kind', async ({ serve, vault, api }) => {
    const other = await serve(() => ({ body: 'there' }));
    const { origin } = await serve(() => ({ status: 302, headers: { location: `${other.origin}/there` } }));
    vault.register(secret, 'api-key', origin);
    const response = await api.get(origin, { headers: credentials });

    expect(await response.text()).toBe('there');
    expect(other.requests[0]?.headers).toMatchObject({ accept: 'text/plain' });
    expect(JSON.stringify(other.requests[0]?.headers)).not.toMatch(/api-key|authorization/);
  });

  test('within the origin keeps them', async ({ serve, vault, api }) => {
    const { origin, requests } = await serve((_, count) =>
      count === 1 ? { status: 307, headers: { location: '/there' } } : {},
    );
    vault.register(secret, 'api-key', origin);
    await api.get(origin, { headers: credentials });

    expect(requests[1]).toMatchObject({ url: '/there', headers: { 'x-api-key': secret } });
  });

  test('back to the origin that the credentials are of does not bring them back', async ({ serve, vault, api }) => {
    let home = '';
    const other = await serve(() => ({ status: 302, headers: { location: `${home}/back` } }));
    const { origin, requests } = await serve(({ url }) =>
      url === '/back' ? {} : { status: 302, headers: { location: other.origin } },
    );
    home = origin;
    vault.register(secret, 'api-key', origin);
    await api.get(origin, { headers: credentials });

    expect(requests[1]?.headers['x-api-key']).toBeUndefined();
  });

  test('from https to http is refused', ({ vault }) => {
    const follow = (to: string) => headersFor(new URL(to), {}, vault, 'https://api.example.com');

    expect(() => follow('http://api.example.com/there')).toThrow(DowngradeError);
    expect(() => follow('http://api.example.com/there')).toThrow(
      'redirected from https://api.example.com to http://api.example.com, from https to http: not followed',
    );
    expect(follow('https://elsewhere.example.com')).toEqual({});
  });
});

test.describe('a placeholder within the request', () => {
  const name = encodeURIComponent(placeholder);

  test('becomes the secret in the path and in the query', async ({ serve, vault, api }) => {
    const { origin, requests } = await serve(() => ({}));
    vault.register(secret, 'api-key', origin);
    await api.get(`${origin}/keys/${name}/uses?key=${name}&plain=a%20b`, { headers: ours });

    expect(requests[0]?.url).toBe(
      `/keys/${encodeURIComponent(secret)}/uses?key=${encodeURIComponent(secret)}&plain=a+b`,
    );
  });

  test('becomes the secret in the body, whose length is told as it is sent', async ({ serve, identitiesAt, vault }) => {
    const { origin, requests } = await serve(() => ({}));
    vault.register(secret, 'api-key', origin);
    const client = await identitiesAt(origin).anonymous();
    await client.post('/sessions', { body: { password: placeholder, name: 'Ada' } });

    const body = JSON.stringify({ password: secret, name: 'Ada' });
    expect(requests[0]).toMatchObject({ body, headers: { 'content-length': String(body.length) } });
  });

  test('stays one where there is nothing to reveal, and the address as it was written', async ({ serve, api }) => {
    const { origin, requests } = await serve(() => ({}));
    await api.get(`${origin}/a%zz/b?plain=a%20b`, { headers: ours });

    expect(requests[0]?.url).toBe('/a%zz/b?plain=a%20b');
  });
});
