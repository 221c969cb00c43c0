import type { Deployment } from '../../../../local-deployment';
import { valueAt } from './deployment';

export interface Asked {
  token?: string | undefined;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  form?: Record<string, string>;
}

export interface Told {
  status: number;
  headers: Headers;
  text: string;
  json: unknown;
}

export interface Pair {
  access: string;
  refresh: string;
}

export const setting = ({ settings }: Deployment, name: string): string => settings[`SMOKE_SESSIONS_${name}`] ?? '';

/** `ask(deployment, 'GET /users/me', { token })` */
export async function ask(deployment: Deployment, request: string, asked: Asked = {}): Promise<Told> {
  const [method = 'GET', path = '/'] = request.split(' ');
  const { token, headers, body, form } = asked;
  const response = await fetch(`${setting(deployment, 'URL')}${path}`, {
    method,
    headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(form !== undefined && { body: new URLSearchParams(form) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: text === '' ? undefined : JSON.parse(text) };
}

/** What a registration sends. */
export function accountOf(deployment: Deployment, username: string) {
  return { username, email: `${username}@example.com`, password: setting(deployment, 'PASSWORD') };
}

export function register(deployment: Deployment, username: string, fields: object = {}): Promise<Told> {
  return ask(deployment, 'POST /register', { body: { ...accountOf(deployment, username), ...fields } });
}

export function askForToken(deployment: Deployment, username: string, password: string): Promise<Told> {
  return ask(deployment, 'POST /token', { form: { username, password, grant_type: 'password' } });
}

export async function signIn(
  deployment: Deployment,
  username: string,
  password = setting(deployment, 'PASSWORD'),
): Promise<Pair> {
  return pairIn(await askForToken(deployment, username, password));
}

export async function registered(deployment: Deployment, username: string): Promise<Pair> {
  await register(deployment, username);
  return signIn(deployment, username);
}

export function refresh(deployment: Deployment, { refresh: token }: Pick<Pair, 'refresh'>): Promise<Told> {
  return ask(deployment, 'POST /auth/refresh', { body: { refresh_token: token } });
}

export function me(deployment: Deployment, { access: token }: Pick<Pair, 'access'>): Promise<Told> {
  return ask(deployment, 'GET /users/me', { token });
}

export function pairIn({ json }: Told): Pair {
  return { access: String(valueAt(json, 'access_token')), refresh: String(valueAt(json, 'refresh_token')) };
}
