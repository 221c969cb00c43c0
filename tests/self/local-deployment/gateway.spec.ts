import { expect, mainToken, send, test } from './support/deployment';

test('an answer of a function has request ids and a trace id, and no error type', async ({ customised }) => {
  const got = await send(customised, 'GET /users/me', mainToken(customised));

  expect(got.status).toBe(200);
  expect(got.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
  expect(got.headers.get('x-amzn-trace-id')).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}/);
  expect(got.headers.get('x-amzn-errortype')).toBeNull();
});

test('some headers of a function come back under another name', async ({ deploy }) => {
  const headers = {
    'WWW-Authenticate': 'Bearer',
    Date: 'Thu, 01 Jan 1970 00:00:00 GMT',
    Server: 'mine',
    'X-Own': 'kept',
  };
  const deployment = await deploy({}, ({ functions }) => {
    functions.profile.code = () => () => Promise.resolve({ statusCode: 401, headers, body: '{}' });
  });
  const got = await send(deployment, 'GET /users/me', mainToken(deployment));

  const names = ['x-amzn-remapped-www-authenticate', 'x-amzn-remapped-date', 'x-amzn-remapped-server', 'x-own'];
  expect(names.map((name) => got.headers.get(name))).toEqual(Object.values(headers));
  expect([got.headers.get('www-authenticate'), got.headers.get('server')]).toEqual([null, null]);
});

test.describe('a preflight', () => {
  test('needs no credentials, and names origin, methods and headers', async ({ customised }) => {
    const got = await send(customised, 'OPTIONS /users/api-keys/any', { headers: { origin: 'http://localhost:3000' } });

    expect([got.status, got.text]).toEqual([204, '']);
    expect(got.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    expect(got.headers.get('access-control-allow-methods')).toBe('OPTIONS,DELETE');
    expect(got.headers.get('access-control-allow-headers')).toContain('X-Api-Key');
    expect(got.headers.get('vary')).toBe('Origin');
    expect(got.headers.get('x-amzn-requestid')).not.toBeNull();
  });

  test('gives a foreign origin the first allowed one', async ({ customised }) => {
    const got = await send(customised, 'OPTIONS /users/me', { headers: { origin: 'https://foreign.example.com' } });

    expect(got.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
  });

  test('does not vary where any origin is allowed', async ({ deploy }) => {
    const got = await send(await deploy({ corsOrigin: '*' }), 'OPTIONS /users/me');

    expect([got.headers.get('access-control-allow-origin'), got.headers.get('vary')]).toEqual(['*', null]);
  });

  test('does not exist for a path without one', async ({ deploy }) => {
    const deployment = await deploy({ fault: 'preflight-missing' });
    const got = await send(deployment, 'OPTIONS /users/api-keys/any');

    expect([got.status, got.headers.get('x-amzn-errortype')]).toEqual([403, 'MissingAuthenticationTokenException']);
  });
});

test('the stage is the first segment of the URL', async ({ deploy }) => {
  const deployment = await deploy({ stage: 'v1' });

  expect(deployment.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/);
  expect((await send(deployment, 'GET /users/me', mainToken(deployment))).status).toBe(200);
});

test('an invoke permission holds for its source ARN only', async ({ deploy }) => {
  const deployment = await deploy({}, ({ functions }) => {
    functions['api-keys'].invocableFrom = ['prod/DELETE/users/api-keys/*'];
  });
  const [listed, deleted] = await Promise.all([
    send(deployment, 'GET /users/api-keys', mainToken(deployment)),
    send(deployment, 'DELETE /users/api-keys/none', mainToken(deployment)),
  ]);

  expect([listed.status, deleted.status]).toEqual([500, 404]);
});

test('a result without a content type gets the default one, a 204 included', async ({ deploy }) => {
  const deployment = await deploy({}, (template) => {
    template.defaultContentType = 'application/json';
    template.functions.profile.code = () => () => Promise.resolve({ statusCode: 204 });
  });
  const got = await send(deployment, 'GET /users/me', mainToken(deployment));

  expect([got.status, got.headers.get('content-type'), got.text]).toEqual([204, 'application/json', '']);
});

test('where so many requests are one too many, each of them is answered by nobody behind the edge', async ({
  deploy,
}) => {
  const deployment = await deploy({ unavailableEvery: 3 });
  const got = [];
  for (let count = 0; count < 6; count += 1) got.push(await send(deployment, 'GET /users/me', mainToken(deployment)));

  expect(got.map(({ status }) => status)).toEqual([200, 200, 503, 200, 200, 503]);
  expect(got[2]?.headers.get('x-amzn-requestid')).toBeNull();
});
