import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, test as base } from '@playwright/test';
import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { WebSocket } from 'ws';
import { startDeployment } from '../../../local-deployment';
import { faults, weathers } from '../../../local-deployment/faults';
import type { Deployment, DeploymentOptions, DeploymentTemplate } from '../../../local-deployment';
import { parseOptions } from '../../../local-deployment/options';
import { buildTemplate } from '../../../local-deployment/template/build';

type Deploy = (
  options?: Partial<DeploymentOptions>,
  mutate?: (template: DeploymentTemplate) => void,
) => Promise<Deployment>;

const test = base.extend<{ deploy: Deploy }, { deployment: Deployment }>({
  deploy: async ({}, use) => {
    const started: Deployment[] = [];
    await use(async (...given) => {
      const deployment = await startDeployment(...given);
      started.push(deployment);
      return deployment;
    });
    for (const deployment of started) await deployment.stop();
  },
  deployment: [
    async ({}, use) => {
      const deployment = await startDeployment();
      await use(deployment);
      await deployment.stop();
    },
    { scope: 'worker' },
  ],
});

const setting = ({ settings }: Deployment, name: string): string => settings[name] ?? '';

async function call(deployment: Deployment, path: string, init: RequestInit = {}) {
  const answer = await fetch(`${setting(deployment, 'SMOKE_REALTIME_URL')}${path}`, init);
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
}

function login(deployment: Deployment, body: object = {}) {
  const own = {
    email: setting(deployment, 'SMOKE_REALTIME_EMAIL'),
    password: setting(deployment, 'SMOKE_REALTIME_PASSWORD'),
  };
  return call(deployment, '/api/auth/login', { method: 'POST', body: JSON.stringify({ ...own, ...body }) });
}

const tokenOf = async (deployment: Deployment): Promise<string> =>
  String((await login(deployment)).body['access_token']);
const me = (deployment: Deployment, token: string) =>
  call(deployment, '/api/auth/me', { headers: { authorization: `Bearer ${token}` } });

function claims(change: JWTPayload = {}): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return { sub: 'usr_1', iss: 'https://auth.example.test', aud: 'realtime', iat: now, exp: now + 60, ...change };
}

function forged(deployment: Deployment, change: JWTPayload = {}, secret = setting(deployment, 'JWT_SECRET_STAGING')) {
  return new SignJWT(claims(change)).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(secret));
}

interface Dialled {
  socket: WebSocket;
  /** What came until now. */
  received: Record<string, unknown>[];
  /** Resolves to the next message of this type, or to an earlier one. */
  message: (type: string) => Promise<Record<string, unknown>>;
  closed: Promise<{ code: number; reason: string }>;
}

type Dialling = { query?: string; protocols?: string[]; headers?: Record<string, string> };

function dialling(deployment: Deployment, { query = '', protocols = [], headers = {} }: Dialling): WebSocket {
  return new WebSocket(`${setting(deployment, 'SMOKE_REALTIME_SOCKET_URL')}${query}`, protocols, { headers });
}

async function dial(deployment: Deployment, how: Dialling): Promise<Dialled> {
  const socket = dialling(deployment, how);
  const received: Record<string, unknown>[] = [];
  socket.on('message', (data: Buffer) => {
    received.push(JSON.parse(data.toString()) as Record<string, unknown>);
    socket.emit('received');
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => {
      resolve({ code, reason: reason.toString() });
    });
  });
  await once(socket, 'open');
  return {
    socket,
    received,
    closed,
    async message(type) {
      for (;;) {
        const found = received.find((each) => each['type'] === type);
        if (found) return found;
        await once(socket, 'received');
      }
    },
  };
}

/** The answer to a handshake that is refused. */
async function refused(deployment: Deployment, how: Dialling) {
  const [, answer] = (await once(dialling(deployment, how), 'unexpected-response')) as [unknown, IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, body: await json(answer) };
}

const bearer = (token: string): Dialling => ({ headers: { authorization: `Bearer ${token}` } });
const say = ({ socket }: Dialled, message: object | string): void => {
  socket.send(typeof message === 'string' ? message : JSON.stringify(message));
};
const error = (code: string, message: unknown = expect.any(String)) => ({
  error: { code, message, requestId: expect.any(String) },
});
const unset = 'JWT secret not configured for staging environment';

test('a login gives a token that the service takes, for its holder', async ({ deployment }) => {
  const { status, body } = await login(deployment);
  const { user } = body;

  expect(status).toBe(200);
  expect(body).toMatchObject({
    ...{ token_type: 'bearer', expires_in: 300 },
    user: { id: expect.stringMatching(/^usr_[0-9a-f]+$/), email: 'realtime-first@example.test' },
  });
  expect(await me(deployment, String(body['access_token']))).toMatchObject({ status: 200, body: { user } });
});

test('HTTP refusals have a code, one shape and a request id', async ({ deployment }) => {
  const expired = await forged(deployment, { exp: 1 });
  const refusals = [
    [await login(deployment, { password: 'another' }), 401, 'INVALID_CREDENTIALS'],
    [await login(deployment, { email: 'nobody@example.test' }), 401, 'INVALID_CREDENTIALS'],
    [await login(deployment, { email: 1 }), 400, 'VALIDATION_ERROR'],
    [await call(deployment, '/api/auth/me'), 401, 'UNAUTHORIZED'],
    [await me(deployment, await forged(deployment, {}, 'another secret')), 401, 'UNAUTHORIZED'],
    [await me(deployment, expired), 401, 'EXPIRED_TOKEN'],
    [await call(deployment, '/elsewhere'), 404, 'NOT_FOUND'],
  ] as const;

  for (const [{ status, headers, body }, expected, code] of refusals) {
    expect({ status, body }).toEqual({ status: expected, body: error(code) });
    expect(headers.get('content-type')).toBe('application/json');
    expect(body).toMatchObject({ error: { requestId: headers.get('x-request-id') } });
  }
});

test('without a secret everything says so, each by its own environment', async ({ deploy }) => {
  const [none, half] = await Promise.all([
    deploy({ fault: 'realtime-secret-missing' }),
    deploy({ fault: 'sockets-without-secret' }),
  ]);

  expect(await call(none, '/health')).toMatchObject({ status: 503, body: { checks: { jwt_secret: unset } } });
  expect(await login(none)).toMatchObject({ status: 503, body: error('JWT_NOT_CONFIGURED', unset) });
  expect(await me(none, 'any')).toMatchObject({ status: 503, body: error('JWT_NOT_CONFIGURED', unset) });
  expect(await call(half, '/health')).toMatchObject({
    ...{ status: 200, body: { status: 'ok', checks: { jwt_secret: 'configured' } } },
  });
  expect(await refused(half, bearer(await tokenOf(half)))).toMatchObject({
    ...{ status: 403, body: error('JWT_NOT_CONFIGURED', unset) },
  });
});

test('a token opens a socket by each of its carriers', async ({ deployment }) => {
  const token = await tokenOf(deployment);
  const opened = await Promise.all(
    [bearer(token), { query: `?token=${token}` }, { protocols: ['jwt', token] }].map((how) => dial(deployment, how)),
  );

  expect(opened.map(({ socket }) => socket.protocol)).toEqual(['', '', 'jwt']);
  for (const one of opened) {
    expect(await one.message('connection_ready')).toEqual({
      type: 'connection_ready',
      user_id: expect.stringMatching(/^usr_/),
      expires_at: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    one.socket.close(1000);
    expect(await one.closed).toMatchObject({ code: 1000 });
  }
});

test('what does not belong is refused in the handshake', async ({ deployment }) => {
  const token = await tokenOf(deployment);
  const refusals: [Dialling, string][] = [
    [{}, 'UNAUTHORIZED'],
    [{ query: '?token=invalid.jwt.string' }, 'UNAUTHORIZED'],
    [{ headers: { cookie: `token=${token}`, 'x-access-token': token } }, 'UNAUTHORIZED'],
    [bearer(new UnsecuredJWT(claims()).encode()), 'UNAUTHORIZED'],
    [bearer(await forged(deployment, {}, 'another secret')), 'UNAUTHORIZED'],
    [bearer(await forged(deployment, { iss: 'https://elsewhere.test' })), 'UNAUTHORIZED'],
    [bearer(await forged(deployment, { aud: 'elsewhere' })), 'UNAUTHORIZED'],
    [bearer(await forged(deployment, { exp: 1 })), 'EXPIRED_TOKEN'],
  ];

  for (const [how, code] of refusals) {
    const { status, headers, body } = await refused(deployment, how);
    expect({ status, body }).toEqual({ status: 401, body: error(code) });
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-request-id': expect.any(String) });
  }
});

test('a request gets its events in order, and nobody else does', async ({ deployment }) => {
  const token = await tokenOf(deployment);
  const [asking, silent] = await Promise.all([dial(deployment, bearer(token)), dial(deployment, bearer(token))]);
  const ready = await asking.message('connection_ready');
  say(asking, { type: 'agent_request', id: 'r1', message: 'four words are here' });
  await asking.message('agent_completed');
  const stamp = {
    request_id: 'r1',
    user_id: ready['user_id'],
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
  };
  const tool = 'count_words';

  expect(asking.received.slice(1)).toEqual([
    { type: 'agent_started', ...stamp, agent: 'assistant' },
    { type: 'agent_thinking', ...stamp, thought: expect.any(String) },
    { type: 'tool_executing', ...stamp, tool, arguments: { text: 'four words are here' } },
    { type: 'tool_completed', ...stamp, tool, result: { words: 4 }, duration_ms: expect.any(Number) },
    { type: 'agent_completed', ...stamp, answer: 'Your message has 4 words.' },
  ]);
  say(silent, { type: 'end_session' });
  expect(await silent.closed).toMatchObject({ code: 1000 });
  expect(silent.received.map(({ type }) => type)).toEqual(['connection_ready']);
  asking.socket.terminate();
});

test('a message that is not valid is answered, and one that is too large ends its socket', async ({ deployment }) => {
  const token = await tokenOf(deployment);
  const one = await dial(deployment, bearer(token));
  for (const message of ['no JSON', '[]', { type: 'unknown' }, { type: 'agent_request', id: 1 }]) say(one, message);
  one.socket.ping();
  await once(one.socket, 'pong');
  const answers = one.received.slice(1).map(({ type, code }) => [type, code]);
  say(one, 'x'.repeat(65_537));

  expect(answers).toEqual(
    ['INVALID_MESSAGE', 'INVALID_MESSAGE', 'UNKNOWN_TYPE', 'VALIDATION_ERROR'].map((code) => ['error', code]),
  );
  expect(await one.closed).toMatchObject({ code: 1009 });
});

test('a socket ends with its token', async ({ deployment }) => {
  const exp = Math.ceil(Date.now() / 1000) + 1;
  const one = await dial(deployment, bearer(await forged(deployment, { exp })));

  expect(await one.message('connection_ready')).toMatchObject({ expires_at: new Date(exp * 1000).toISOString() });
  expect(await one.closed).toEqual({ code: 4401, reason: 'token expired' });
  expect(Date.now()).toBeGreaterThanOrEqual(exp * 1000);
});

test('a deployment that stops ends its sockets', async () => {
  const deployment = await startDeployment();
  const one = await dial(deployment, bearer(await tokenOf(deployment)));
  await deployment.stop();

  expect(await one.closed).toMatchObject({ code: 1006 });
});

test('the secret of the store is printed by the operator, where there is one', async ({ deploy }) => {
  const [kept, empty] = await Promise.all([
    deploy({ weather: 'secret-in-the-store' }),
    deploy({}, ({ settings }) => {
      settings['SMOKE_REALTIME_SECRET_CMD'] = { operator: 'secret' };
    }),
  ]);
  const print = async (deployment: Deployment): Promise<string> => {
    const [file = '', ...args] = JSON.parse(setting(deployment, 'SMOKE_REALTIME_SECRET_CMD')) as string[];
    const running = promisify(execFile)(file, args);
    running.child.stdin?.end();
    return (await running).stdout;
  };

  const one = await dial(kept, bearer(await forged(kept, {}, await print(kept))));
  one.socket.terminate();
  await expect(print(empty)).rejects.toMatchObject({ code: 1 });
});

test('a fault or weather of one template reaches no other', () => {
  const parts = () => buildTemplate(parseOptions({})).realtime.parts;
  const before = parts();
  for (const each of [...faults, ...weathers]) each.mutate?.(buildTemplate(parseOptions({})));

  expect(parts()).toEqual(before);
});
