import { once } from 'node:events';
import { request } from 'node:http';
import { expect, route, test } from './support/http-api';

const jsonOf = async (answer: Response): Promise<unknown> => answer.json();

test('a function gets the event of payload format 2.0', async ({ serve }) => {
  const origin = await serve([route('POST', '/exercises/{id}')]);
  const answer = await fetch(`${origin}/exercises/a%20b?x=1&x=2&y=`, {
    method: 'POST',
    headers: { cookie: 'one=1; two=2', 'content-type': 'application/json', 'X-Own': 'a' },
    body: '{"a":1}',
  });
  const requestId = answer.headers.get('apigw-requestid');

  expect(await jsonOf(answer)).toEqual({
    version: '2.0',
    routeKey: 'POST /exercises/{id}',
    rawPath: '/exercises/a%20b',
    rawQueryString: 'x=1&x=2&y=',
    cookies: ['one=1', 'two=2'],
    headers: expect.objectContaining({ 'x-own': 'a', 'content-type': 'application/json' }),
    queryStringParameters: { x: '1,2', y: '' },
    pathParameters: { id: 'a b' },
    requestContext: {
      accountId: expect.any(String),
      apiId: expect.any(String),
      domainName: new URL(origin).host,
      http: {
        method: 'POST',
        path: '/exercises/a%20b',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: expect.any(String),
      },
      requestId,
      routeKey: 'POST /exercises/{id}',
      stage: '$default',
      timeEpoch: expect.any(Number),
    },
    body: '{"a":1}',
    isBase64Encoded: false,
  });
});

test('what a request lacks is not in its event', async ({ serve }) => {
  const event = await jsonOf(await fetch(`${await serve([route('GET', '/')])}/`));

  for (const name of ['cookies', 'queryStringParameters', 'pathParameters', 'body']) {
    expect(event).not.toHaveProperty(name);
  }
  expect(event).not.toHaveProperty('headers.cookie');
});

test('several headers of one name come joined', async ({ serve }) => {
  const sent = request(`${await serve([route('GET', '/')])}/`, { headers: { 'x-own': ['a', 'b'] } }).end();
  const [answer] = (await once(sent, 'response')) as [AsyncIterable<Buffer>];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);

  expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({ headers: { 'x-own': 'a,b' } });
});

test('a body that is no text reaches the function in base64', async ({ serve }) => {
  const origin = await serve([route('POST', '/')]);
  const answer = await fetch(origin, { method: 'POST', body: new URLSearchParams({ a: '1' }) });

  expect(await jsonOf(answer)).toMatchObject({ body: Buffer.from('a=1').toString('base64'), isBase64Encoded: true });
});

test('a result becomes an answer, with one header for each cookie', async ({ serve }) => {
  const result = { statusCode: 201, headers: { 'X-Own': 1 }, cookies: ['a=1; Path=/', 'b=2'], body: 'text' };
  const answer = await fetch(await serve([route('GET', '/')], () => result));

  expect({ status: answer.status, own: answer.headers.get('x-own'), text: await answer.text() }).toEqual({
    ...{ status: 201, own: '1', text: 'text' },
  });
  expect(answer.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
});

test('a result without a status is the body of a 200', async ({ serve }) => {
  const answer = await fetch(await serve([route('GET', '/')], () => ({ a: 1 })));

  expect({ status: answer.status, type: answer.headers.get('content-type'), json: await jsonOf(answer) }).toEqual({
    ...{ status: 200, type: 'application/json', json: { a: 1 } },
  });
});

test('what the gateway says itself is short, and has the request id alone', async ({ serve }) => {
  const crashes = (): never => {
    throw new Error('crashed');
  };
  const failing = await serve([route('GET', '/'), route('GET', '/closed', 'closed')], crashes);
  const odd = await serve([route('GET', '/'), route('GET', '/signed', 'echo', true)], () => ({ statusCode: 'x' }));
  const said: [string, RequestInit, number, string][] = [
    [`${failing}/`, {}, 500, 'Internal Server Error'],
    [`${failing}/closed`, {}, 500, 'Internal Server Error'],
    [`${failing}/`, { method: 'PUT' }, 404, 'Not Found'],
    [`${failing}/nowhere`, {}, 404, 'Not Found'],
    [`${odd}/`, {}, 500, 'Internal Server Error'],
    [`${odd}/signed`, {}, 401, 'Unauthorized'],
  ];

  for (const [url, init, status, message] of said) {
    const answer = await fetch(url, init);
    expect({ status: answer.status, json: await jsonOf(answer) }).toEqual({ status, json: { message } });
    expect(answer.headers.get('apigw-requestid')).toMatch(/^[\w+/]+=*$/);
    expect([...answer.headers.keys()].filter((name) => /^x-am/.test(name))).toEqual([]);
  }
});

test('a route with an authorizer says what it wants', async ({ serve }) => {
  const origin = await serve([route('GET', '/', 'echo', true)]);
  const [none, foreign] = [await fetch(origin), await fetch(origin, { headers: { authorization: 'Bearer a.b.c' } })];

  expect([none, foreign].map(({ headers }) => headers.get('www-authenticate'))).toEqual([
    'Bearer',
    'Bearer error="invalid_token"',
  ]);
});
