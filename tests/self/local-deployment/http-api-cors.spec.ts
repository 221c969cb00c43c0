import { cors, expect, frontend, route, test } from './support/http-api';

const foreign = 'https://elsewhere.example.test';
const from = (origin: string, method = 'GET'): RequestInit => ({ method, headers: { origin } });

/** What an answer says of other origins. */
function corsOf({ headers }: Response): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
}

const admitted = { 'access-control-allow-origin': frontend, 'access-control-allow-credentials': 'true' };

test('a preflight is answered by the gateway, at any path', async ({ serve }) => {
  const origin = await serve([route('POST', '/')]);

  for (const path of ['/', '/nowhere']) {
    const answer = await fetch(`${origin}${path}`, from(frontend, 'OPTIONS'));
    expect({ status: answer.status, cors: corsOf(answer), vary: answer.headers.get('vary') }).toEqual({
      status: 204,
      cors: {
        ...admitted,
        'access-control-allow-methods': 'GET,POST',
        'access-control-allow-headers': 'content-type',
        'access-control-max-age': '60',
      },
      vary: 'Origin',
    });
    expect(answer.headers.get('apigw-requestid')).not.toBeNull();
  }
});

test('every other answer admits the frontend, too', async ({ serve }) => {
  const origin = await serve([route('GET', '/'), route('GET', '/signed', 'echo', true)]);

  for (const path of ['/', '/signed', '/nowhere']) {
    expect(corsOf(await fetch(`${origin}${path}`, from(frontend)))).toEqual(admitted);
  }
});

test('a foreign origin is told nothing', async ({ serve }) => {
  const origin = await serve([route('GET', '/')]);

  for (const method of ['GET', 'OPTIONS']) {
    for (const asking of [foreign, `${frontend}.test`, 'null', frontend.replace('https', 'http')]) {
      const answer = await fetch(origin, from(asking, method));
      expect({ status: answer.status, cors: corsOf(answer) }).toEqual({
        status: method === 'GET' ? 200 : 204,
        cors: {},
      });
    }
  }
  expect(corsOf(await fetch(origin))).toEqual({});
});

test('what a function says of origins is left out', async ({ serve }) => {
  const own = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Max-Age': '5' };
  const code = () => ({ statusCode: 200, headers: own });
  const [gateways, functions] = [
    await serve([route('GET', '/')], code),
    await serve([route('GET', '/')], code, { cors: null }),
  ];

  expect(corsOf(await fetch(gateways, from(foreign)))).toEqual({});
  expect(corsOf(await fetch(functions, from(foreign)))).toEqual({
    ...{ 'access-control-allow-origin': '*', 'access-control-max-age': '5' },
  });
  expect((await fetch(functions, from(foreign, 'OPTIONS'))).status).toBe(404);
});

test('a wildcard for a scheme admits each of its origins', async ({ serve }) => {
  const origin = await serve([route('GET', '/')], undefined, { cors: { ...cors, origins: ['https://*'] } });

  expect(corsOf(await fetch(origin, from(foreign)))['access-control-allow-origin']).toBe(foreign);
  expect(corsOf(await fetch(origin, from('http://elsewhere.example.test')))).toEqual({});
});

test('a preflight that a route takes reaches its function, or its authorizer', async ({ serve }) => {
  const routes = [route('ANY', '/any'), route('GET', '/any', 'closed'), route('OPTIONS', '/signed', 'echo', true)];
  const origin = await serve(routes, ({ routeKey }) => ({ statusCode: 202, body: routeKey }));
  const statusOf = async (path: string, method: string): Promise<number> =>
    (await fetch(`${origin}${path}`, from(frontend, method))).status;

  expect(await statusOf('/any', 'OPTIONS')).toBe(202);
  expect(await statusOf('/any', 'PUT')).toBe(202);
  expect(await statusOf('/any', 'GET')).toBe(500);
  expect(await statusOf('/signed', 'OPTIONS')).toBe(401);
});

test('what lies in front sees each request, and may change what passes', async ({ serve }) => {
  const seen: object[] = [];
  const origin = await serve([route('GET', '/')], undefined, {
    front: async (asked, gateway) => {
      seen.push(asked);
      const answer = await gateway({ ...asked, origin: undefined });
      return { ...answer, headers: { ...answer.headers, via: 'front' } };
    },
  });
  const answer = await fetch(`${origin}/?x=1`, from(frontend));

  expect(seen).toEqual([{ method: 'GET', path: '/', origin: frontend }]);
  expect(answer.headers.get('via')).toBe('front');
  expect(corsOf(answer)).toEqual({});
});
