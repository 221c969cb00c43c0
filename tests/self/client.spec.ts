import { gzipSync } from 'node:zlib';
import { expect, test } from './support/loopback';

const secret = 'header.payload.signature-k3Fq';

test('an answer, read to its end', async ({ serve, identitiesAt }) => {
  const { origin, requests } = await serve(() => ({
    headers: { 'X-Amzn-RequestId': 'r', 'X-Amz-ApiGw-Id': 'g' },
    json: { userId: 'user_1' },
  }));
  const jwt = await identitiesAt(`${origin}/prod`).bearer('jwt', secret);
  const response = await jwt.get('/users/me', { query: { full: 'yes' } });

  expect(response).toMatchObject({
    request: 'GET /users/me as jwt',
    status: 200,
    text: '{"userId":"user_1"}',
    json: { userId: 'user_1' },
    layer: 'integration',
    headers: { 'x-amzn-requestid': 'r', 'x-amz-apigw-id': 'g', 'content-type': 'application/json' },
  });
  expect(requests[0]).toMatchObject({ method: 'GET', url: '/prod/users/me?full=yes' });
  expect(requests[0]?.headers).toMatchObject({ authorization: `Bearer ${secret}`, accept: 'application/json' });
  expect(requests[0]?.headers).not.toHaveProperty('content-type');
});

for (const [method, body] of [
  ['POST', { name: 'x' }],
  ['PATCH', []],
  ['POST', 'text'],
  ['PATCH', null],
] as const) {
  test(`${method} sends ${JSON.stringify(body)} as JSON`, async ({ serve, identitiesAt }) => {
    const { origin, requests } = await serve(() => ({}));
    const client = await identitiesAt(origin).anonymous();
    await client.send(method, '/', { body });

    expect(requests[0]).toMatchObject({ method, body: JSON.stringify(body) });
    expect(requests[0]?.headers['content-type']).toBe('application/json');
  });
}

for (const text of ['{ this is no JSON', '', '"text"', 'ä']) {
  test(`a text is sent as it is, and said to be JSON: ${text}`, async ({ serve, identitiesAt }, testInfo) => {
    const { origin, requests } = await serve(() => ({}));
    const client = await identitiesAt(origin).anonymous();
    await client.post('/', { text });

    expect(requests[0]).toMatchObject({ body: text, headers: { 'content-type': 'application/json' } });
    expect(requests[0]?.headers['content-length']).toBe(String(Buffer.byteLength(text)));
    expect(testInfo.attachments[0]?.body?.toString()).toContain(`"body": ${JSON.stringify(text)}`);
  });
}

test('a placeholder within a text becomes the secret', async ({ serve, identitiesAt, vault }) => {
  const { origin, requests } = await serve(() => ({}));
  const client = await identitiesAt(origin).anonymous();
  await client.post('/', { text: `{ ${vault.register(secret, 'jwt:jwt', origin)}` });

  expect(requests[0]).toMatchObject({ body: `{ ${secret}`, headers: { 'content-length': String(secret.length + 2) } });
});

test('204 with a JSON content type and no body', async ({ serve, identitiesAt }) => {
  const { origin } = await serve(() => ({ status: 204, headers: { 'content-type': 'application/json' } }));
  const client = await identitiesAt(origin).anonymous();

  expect(await client.delete('/users/api-keys/1')).toMatchObject({ status: 204, text: '', json: undefined });
});

test('a body that says JSON and is none', async ({ serve, identitiesAt }) => {
  const headers = { 'content-type': 'application/json' };
  const { origin } = await serve(() => ({ status: 502, headers, body: '<html>' }));
  const client = await identitiesAt(origin).anonymous();

  expect(await client.get('/')).toMatchObject({ status: 502, text: '<html>', json: undefined });
});

test('a redirect is a finding, and not followed', async ({ serve, identitiesAt }) => {
  const elsewhere = await serve(() => ({}));
  const { origin } = await serve(() => ({ status: 302, headers: { location: elsewhere.origin } }));
  const jwt = await identitiesAt(origin).bearer('jwt', secret);

  expect(await jwt.get('/')).toMatchObject({ status: 302, headers: { location: elsewhere.origin } });
  expect(elsewhere.requests).toEqual([]);
});

test('the secret of a created key is a placeholder, which its client sends as the secret', async ({
  serve,
  identitiesAt,
}) => {
  const created = { data: { id: 'key_1', keyValue: 'made_up_0123456789' } };
  const { origin, requests } = await serve(({ method }) =>
    method === 'POST'
      ? { status: 201, headers: { 'content-encoding': 'gzip' }, body: gzipSync(JSON.stringify(created)) }
      : { json: { echo: 'made_up_0123456789' } },
  );
  const identities = identitiesAt(origin);
  const creation = await (await identities.anonymous()).post('/users/api-keys', { body: {} });
  expect(creation.json).toEqual({ data: { id: 'key_1', keyValue: '[api-key …6789]' } });

  const answer = await (await identities.apiKey('apiKey', '[api-key …6789]')).get('/users/me');
  expect(requests[1]?.headers['x-api-key']).toBe('made_up_0123456789');
  expect(answer.text).toBe('{"echo":"[api-key …6789]"}');
});

test('one identity has one client', async ({ identitiesAt }) => {
  const identities = identitiesAt('http://127.0.0.1:9');

  expect(await identities.bearer('jwt', secret)).toBe(await identities.bearer('jwt', secret));
  expect(await identities.bearer('jwt', secret)).not.toBe(await identities.anonymous());
});

test('a credential does not leave for a foreign origin', async ({ serve, identitiesAt, vault }) => {
  const { origin, requests } = await serve(() => ({}));
  const placeholder = vault.register(secret, 'api-key', 'https://api.example.com');
  const client = await identitiesAt(origin).apiKey('apiKey', placeholder);

  await expect(client.get('/users/me')).rejects.toThrow(
    `GET ${origin}/users/me as apiKey: no answer: [api-key …k3Fq] must not be sent to ${origin}`,
  );
  expect(requests).toEqual([]);
});

test('the exchange is attached to the test, as indented JSON without the secret', async ({
  serve,
  identitiesAt,
}, testInfo) => {
  const { origin } = await serve(() => ({ status: 401, json: { token: secret } }));
  const jwt = await identitiesAt(`${origin}/prod`).bearer('jwt', secret);
  await jwt.patch('/users/me', { body: { displayName: 'Ada' } });

  const [attachment] = testInfo.attachments;
  expect(attachment?.name).toMatch(/^PATCH \/prod\/users\/me as jwt → 401, \d+ ms$/);
  expect(attachment?.contentType).toBe('application/json');
  const text = attachment?.body?.toString() ?? '';
  expect(text).toContain('\n    "url": ');
  expect(text).not.toContain(secret);
  expect(JSON.parse(text)).toMatchObject({
    identity: 'jwt',
    request: { method: 'PATCH', headers: { authorization: 'Bearer [jwt:jwt …k3Fq]' }, body: { displayName: 'Ada' } },
    response: { status: 401, layer: 'before the gateway', body: { token: '[jwt:jwt …k3Fq]' } },
  });
});

test('elsewhere, one client is one identity at one URL, with the gateway that is there', async ({
  serve,
  identitiesAt,
}) => {
  const answer = { headers: { 'apigw-requestid': 'r' } };
  const [here, there] = [await serve(() => answer), await serve(() => answer)];
  const identities = identitiesAt(here.origin);
  const somebody = await identities.elsewhere('somebody', there.origin, 'http-api');

  expect(await identities.elsewhere('somebody', there.origin, 'http-api')).toBe(somebody);
  expect(await identities.elsewhere('another', there.origin, 'http-api')).not.toBe(somebody);
  expect(await identities.elsewhere('somebody', `${there.origin}/v1`, 'http-api')).not.toBe(somebody);
  expect(await somebody.get('/me')).toMatchObject({ request: 'GET /me as somebody', layer: 'integration' });
  expect(await (await identities.elsewhere('x', here.origin, 'none')).get('/')).toMatchObject({
    layer: 'undetermined',
  });
  expect(there.requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([['/me', undefined]]);
});
