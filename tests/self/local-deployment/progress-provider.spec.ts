import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, test as base } from '@playwright/test';
import { startProvider } from '../../../local-deployment/provider/provider';
import type { ProviderDefinition } from '../../../local-deployment/provider/provider';

const redirectUri = 'http://127.0.0.1:9/auth/github/callback';
const definition: ProviderDefinition = {
  users: [
    { login: 'somebody', name: 'Somebody', email: 'somebody@example.test' },
    { login: 'shy', name: 'Shy', email: null },
  ],
  app: { clientId: 'client', clientSecret: 'secret', name: 'App' },
  latencyMs: 0,
};

const test = base.extend<{ provide: (change?: Partial<ProviderDefinition>) => Promise<string> }>({
  provide: async ({}, use) => {
    const closing: (() => Promise<void>)[] = [];
    await use(async (change = {}) => {
      const provider = await startProvider({ ...definition, ...change }, redirectUri);
      closing.push(() => provider.close());
      return provider.origin;
    });
    for (const close of closing) await close();
  },
});

const form = (fields: object): RequestInit => ({
  ...{ method: 'POST', redirect: 'manual', headers: { accept: 'application/json' } },
  body: new URLSearchParams({ client_id: 'client', redirect_uri: redirectUri, ...fields }),
});

async function codeFor(origin: string, login: string): Promise<string> {
  const scope = 'read:user user:email';
  const answer = await fetch(`${origin}/login/oauth/callback`, form({ login, scope, state: 'state' }));
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

async function exchange(origin: string, fields: object): Promise<unknown> {
  const answer = await fetch(`${origin}/login/oauth/access_token`, form({ client_secret: 'secret', ...fields }));
  return { status: answer.status, json: await answer.json() };
}

test('a code is exchanged once, by who knows the secret', async ({ provide }) => {
  const origin = await provide();
  const code = await codeFor(origin, 'somebody');
  const refused = (error: string) => ({ status: 200, json: expect.objectContaining({ error }) });

  expect(await exchange(origin, { code, client_secret: 'another' })).toEqual(refused('incorrect_client_credentials'));
  expect(await exchange(origin, { code })).toMatchObject({ status: 200, json: { token_type: 'bearer' } });
  expect(await exchange(origin, { code })).toEqual(refused('bad_verification_code'));
  expect(await exchange(origin, { code: 'none' })).toEqual(refused('bad_verification_code'));
});

test('an email is shown, or asked for', async ({ provide }) => {
  const origin = await provide();
  const emailsOf = async (login: string): Promise<unknown[]> => {
    const { json } = (await exchange(origin, { code: await codeFor(origin, login) })) as {
      json: { access_token: string };
    };
    const headers = { authorization: `Bearer ${json.access_token}` };
    const paths = ['/user', '/user/emails'].map(async (path) => (await fetch(`${origin}${path}`, { headers })).json());
    return Promise.all(paths);
  };

  expect(await emailsOf('somebody')).toMatchObject([
    { login: 'somebody', email: 'somebody@example.test' },
    [{ email: 'somebody@example.test', primary: true, verified: true }],
  ]);
  expect(await emailsOf('shy')).toMatchObject([{ login: 'shy', email: null }, [{ primary: true, verified: true }]]);
});

test('a redirect URI that is not registered is refused, and nothing printed', async ({ provide }) => {
  const printed: unknown[] = [];
  const write = process.stderr.write.bind(process.stderr);
  const { warn } = console;
  process.stderr.write = (chunk: string | Uint8Array) => printed.push(chunk) > 0;
  console.warn = (...values: unknown[]) => void printed.push(values);
  try {
    const origin = await provide();
    const query = new URLSearchParams({ client_id: 'client', redirect_uri: 'https://elsewhere.test/' });
    const answer = await fetch(`${origin}/login/oauth/authorize?${query.toString()}`);
    expect({ status: answer.status, text: await answer.text() }).toEqual({
      ...{ status: 400, text: expect.stringContaining('Redirect URI mismatch') },
    });
    // What its thread has printed by now arrives before this.
    await fetch(`${origin}/zen`);
  } finally {
    process.stderr.write = write;
    console.warn = warn;
  }

  expect(printed).toEqual([]);
});

test('requests that come while it starts are all answered', async ({ provide }) => {
  const origin = await provide();
  const answers = await Promise.all(Array.from({ length: 8 }, () => fetch(`${origin}/zen`)));

  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
});

test('it takes the time that it is given', async ({ provide }) => {
  const origin = await provide({ latencyMs: 300 });
  await fetch(`${origin}/zen`);
  const startedAtMs = performance.now();
  await fetch(`${origin}/zen`);

  expect(performance.now() - startedAtMs).toBeGreaterThan(290);
});

test('nobody reaches it from elsewhere, or when it has stopped', async () => {
  const provider = await startProvider(definition, redirectUri);
  const own = Number(new URL(provider.origin).port);
  await fetch(`${provider.origin}/zen`);
  const others = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses);
  const outside = others.filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address);

  for (const address of outside) expect(await connecting(own, address)).toBe('ECONNREFUSED');
  await provider.close();
  expect(await connecting(own, '127.0.0.1')).toBe('ECONNREFUSED');
});

test('what was never asked is stopped as well', async () => {
  const provider = await startProvider(definition, redirectUri);
  const idle = connect(Number(new URL(provider.origin).port), '127.0.0.1').on('error', () => undefined);
  const closed = new Promise((resolve) => idle.once('close', resolve));
  await new Promise((resolve) => idle.once('connect', resolve));
  await provider.close();

  await closed;
});

/** 'connected', or the system's reason why not. */
function connecting(port: number, host: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve('connected');
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
  });
}
