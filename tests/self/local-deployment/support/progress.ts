import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Deployment } from '../../../../local-deployment';
import { expect, type Got } from './deployment';

export const frontend = 'http://localhost:3000';
export const logins = {
  first: 'smoke-first',
  other: 'smoke-other',
  hidden: 'smoke-hidden',
  newcomer: 'smoke-newcomer',
};

type Running = Pick<Deployment, 'settings'>;

export function setting({ settings }: Running, name: string): string {
  const { [`SMOKE_PROGRESS_${name}`]: value } = settings;
  if (value === undefined) throw new Error(`the deployment gives no SMOKE_PROGRESS_${name}`);
  return value;
}

/** An answer, and the cookies that it sets by name, attributes included. */
export interface ProgressAnswer extends Got {
  cookies: Record<string, string>;
  location: URL | undefined;
}

export interface Asked {
  /** Pairs of name and value. */
  cookies?: Record<string, string>;
  token?: string;
  headers?: Record<string, string>;
  /** Sent as JSON, a text as it is. */
  body?: unknown;
}

/** `ask(deployment, 'GET /progress', { token })`; redirects are not followed. */
export async function ask(deployment: Running, request: string, asked: Asked = {}): Promise<ProgressAnswer> {
  const [method = 'GET', path = '/'] = request.split(' ');
  const { cookies = {}, token, body } = asked;
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  const response = await fetch(path.startsWith('http') ? path : `${setting(deployment, 'URL')}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(cookie.length > 0 && { cookie: cookie.join('; ') }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...asked.headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const content = await response.text();
  const location = response.headers.get('location');
  const set = response.headers.getSetCookie().map((line) => [line.split('=')[0] ?? '', line] as const);
  return {
    ...{ status: response.status, headers: response.headers, text: content, json: parsed(content) },
    cookies: Object.fromEntries(set),
    location: location === null ? undefined : new URL(location),
  };
}

export interface Started {
  authorize: URL;
  state: string;
  /** The browser's. */
  cookies: Record<string, string>;
}

export async function start(deployment: Running, query = ''): Promise<Started> {
  const { location, cookies } = await ask(deployment, `GET /auth/github${query}`);
  if (location === undefined) throw new Error('the start redirects nowhere');
  return { authorize: location, state: location.searchParams.get('state') ?? '', cookies: kept(cookies) };
}

/** Presses the provider's button; resolves to the URL of the callback. */
export async function consent(deployment: Running, { authorize }: Started, login: string): Promise<URL> {
  const fields = ['redirect_uri', 'scope', 'state', 'client_id'] as const;
  const values = fields.map((name): [string, string] => [name, authorize.searchParams.get(name) ?? '']);
  const { location } = await ask(deployment, `POST ${setting(deployment, 'PROVIDER_URL')}/login/oauth/callback`, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams([['login', login], ...values]).toString(),
  });
  if (location === undefined) throw new Error('the provider redirects nowhere');
  return location;
}

export interface SignedIn {
  landing: ProgressAnswer;
  token: string;
  /** Of the browser, with the proof for changes. */
  own: { cookies: Record<string, string>; headers: Record<string, string> };
}

/** A whole round trip. */
export async function signIn(deployment: Running, login: string, query = ''): Promise<SignedIn> {
  const started = await start(deployment, query);
  const callback = await consent(deployment, started, login);
  const landing = await ask(deployment, `GET ${callback.href}`, { cookies: started.cookies });
  const { session = '', csrf = '' } = kept(landing.cookies);
  return {
    landing,
    token: session,
    own: { cookies: { session, csrf }, headers: { 'x-csrf-token': csrf } },
  };
}

/** What the operator's command prints of a user. */
export async function stored(deployment: Running, login: string): Promise<unknown> {
  const [file = '', ...args] = JSON.parse(setting(deployment, 'FIND_CMD')) as string[];
  const { stdin, stdout } = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  stdin.end(JSON.stringify({ login }));
  return JSON.parse(await text(stdout));
}

export function refusal(code: string): object {
  return { error: { code, message: expect.any(String), requestId: expect.any(String) } };
}

/** Those that have a value, without their attributes. */
function kept(cookies: Record<string, string>): Record<string, string> {
  const pairs = Object.entries(cookies).map(([name, line]) => [name, line.slice(name.length + 1).split(';')[0] ?? '']);
  return Object.fromEntries(pairs.filter(([, value]) => value !== '')) as Record<string, string>;
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
