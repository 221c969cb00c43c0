import { randomBytes } from 'node:crypto';
import type { Proof } from './cookies-contract';
import { createLimit } from './limit';
import { startProvider } from './provider';
import { corsHeaders, objectIn, redirect, serve, type Asked, type Reply } from './serving';
import { createStore, type Entry } from './store';
import { accounts, createSigner, DAY_SECONDS, isLesson, lessons, logins, newToken, type Stranger } from './stranger';

/** What may be wrong with it, one at a time. */
export type CookiesFault =
  | 'the state of any browser will do'
  | 'any page may be returned to'
  | 'the cookie is not Secure'
  | 'the cookie is not HttpOnly'
  | 'the cookie has no SameSite'
  | 'the cookie has no end'
  | 'a sign-out clears the cookie only'
  | 'a signed-out session may record'
  | 'sessions never end'
  | 'the profile is that of another'
  | 'whom the query names is shown'
  | 'whom the path names is shown'
  | 'any page may be admitted'
  | 'no proof is needed'
  | 'who names no origin needs no proof'
  | 'any proof will do'
  | 'there is no limit'
  | 'nobody is told when the limit ends';

export interface CookiesOptions {
  proof?: Proof;
  /** How its states are written; in base64, they have what is escaped in URLs. */
  states?: 'hex' | 'base64';
  fault?: CookiesFault | undefined;
}

const ORIGIN = 'http://localhost:8081';
const FRONTEND = `${ORIGIN}/web`;
const STAGE = '/v2';
const ALLOWED = 'Content-Type, X-XSRF-Token';
const COOKIE = '__Host-sid';
const WEEK_SECONDS = 7 * DAY_SECONDS;

const ok = (json: unknown): Reply => ({ status: 200, json });
const no = (status: number, error: string): Reply => ({ status, json: { error } });
const noContent: Reply = { status: 204 };
const refused = (reason: string): Reply => redirect(303, `${FRONTEND}/sign-in?reason=${reason}`);
const shown = ({ exercise, attempts, completedAt }: Entry): object => ({
  ...{ exercise, attempts, completed_at: completedAt.toISOString() },
});

/** A session in a cookie for other sites' pages, which takes a proof of who asks; below a stage, as is its provider. */
export async function startCookies({
  proof = 'origin',
  states: written = 'hex',
  fault,
}: CookiesOptions = {}): Promise<Stranger> {
  const is = (each: CookiesFault): boolean => fault === each;
  const provider = await startProvider(Object.values(accounts), {
    prefix: '/idp/realms/school',
    authorize: '/authorize',
    consent: '/decision',
    fields: { login: 'account', redirectUri: 'return_to', state: 'state', clientId: 'application' },
  });
  const store = createStore();
  const sign = createSigner();
  const states = new Map<string, { browser: string; next: string | null }>();
  const issued: string[] = [];
  const admit = createLimit();
  const userId = (id: number): string => `usr_${id}`;

  /** As Express writes it: signed, and encoded. */
  const newSession = (): string => {
    const id = newToken();
    return encodeURIComponent(`s:${id}.${Buffer.from(sign(id), 'base64url').toString('base64')}`);
  };
  const cookieOf = (token: string, lifetimeSeconds: number): string =>
    [
      `${COOKIE}=${token}; Path=/`,
      ...(is('the cookie has no end')
        ? []
        : [`Expires=${new Date(Date.now() + lifetimeSeconds * 1000).toUTCString()}`]),
      ...(is('the cookie is not HttpOnly') ? [] : ['HttpOnly']),
      ...(is('the cookie is not Secure') ? [] : ['Secure']),
      ...(is('the cookie has no SameSite') ? [] : ['SameSite=None']),
    ].join('; ');

  const begin = ({ query }: Asked): Reply => {
    const now = new Date();
    if (!admit(now.getTime()) && !is('there is no limit')) {
      const until = new Date(Math.ceil(now.getTime() / 1000) * 1000 + 1000).toUTCString();
      const headers: Record<string, string> = is('nobody is told when the limit ends') ? {} : { 'retry-after': until };
      return { ...no(429, 'slow_down'), headers };
    }
    const [browser, state] = [newToken(), randomBytes(16).toString(written)];
    states.set(state, { browser, next: is('any page may be returned to') ? query.get('r') : null });
    issued.push(state);
    const target = new URL(`${provider.url}/authorize`);
    const asked = { scope: 'openid email', client_id: provider.clientId, redirect_uri: `${own()}/login/done`, state };
    target.search = new URLSearchParams({ ...asked, response_type: 'code', prompt: 'consent' }).toString();
    return redirect(303, target.href, [
      `__Secure-login=${browser}; Path=${STAGE}/login; Max-Age=600; HttpOnly; Secure; SameSite=Lax`,
    ]);
  };
  const comeBack = async ({ query, cookies }: Asked): Promise<Reply> => {
    const state = query.get('state') ?? '';
    const begun = states.get(state);
    const isOwn = begun?.browser === cookies['__Secure-login'] || is('the state of any browser will do');
    if (begun === undefined || !isOwn) return refused('state');
    states.delete(state);
    const profile = query.has('code') ? await provider.profileBy(query.get('code') ?? '') : undefined;
    if (profile === undefined) return refused(query.get('error') ?? 'code');
    const token = newSession();
    store.open(profile, token, WEEK_SECONDS);
    return redirect(303, begun.next ?? `${FRONTEND}/welcome`, [
      cookieOf(token, WEEK_SECONDS),
      `__Secure-login=; Path=${STAGE}/login; Max-Age=0; Secure`,
    ]);
  };
  const isTaken = (state: string, route: string): boolean =>
    state === 'live' ||
    (state === 'timed out' && is('sessions never end')) ||
    (route.startsWith('POST /me/exercises/') && is('a signed-out session may record'));
  const isProven = (token: string, { headers }: Asked): boolean => {
    if (is('no proof is needed')) return true;
    if (proof === 'origin') {
      return headers.origin === ORIGIN || (headers.origin === undefined && is('who names no origin needs no proof'));
    }
    const given = headers['x-xsrf-token'];
    return given === sign(token) || (is('any proof will do') && given !== undefined);
  };
  const lessonsAt = (path: string): Reply => {
    const [, , slug] = path.split('/');
    if (slug === undefined) return ok(lessons);
    return isLesson(slug) ? ok(lessons.find((lesson) => lesson.slug === slug)) : no(404, 'no_such_lesson');
  };
  const own = (): string => `${origin}${STAGE}`;

  const ask = async (asked: Asked, path: string): Promise<Reply> => {
    const route = `${asked.method} ${path}`;
    if (route === 'GET /login') return begin(asked);
    if (route === 'GET /login/done') return comeBack(asked);
    if (/^GET \/lessons(\/|$)/.test(route)) return lessonsAt(path);
    const token = asked.cookies[COOKIE] ?? '';
    const session = store.find(token);
    if (session === undefined || !isTaken(session.is, route)) return no(401, 'anonymous');
    const { id, login, email } = session.user;
    if (route === 'POST /session') return ok({ user: { id: userId(id) } });
    if (route === 'GET /csrf' && proof === 'answer') return ok({ token: sign(token) });
    if (route === 'GET /me') {
      const name = is('the profile is that of another') ? 'somebody-else' : login;
      return ok({ user: { id: userId(id), name, mail: email } });
    }
    if (route === 'GET /me/exercises') {
      const named = is('whom the query names is shown') ? asked.query.get('user') : null;
      return ok({ entries: store.entriesOf(Number(named?.replace('usr_', '') ?? id)).map(shown) });
    }
    const [, ofUser, , named] = path.slice(1).split('/');
    if (/^GET \/users\/[^/]+\/exercises\//.test(route) && is('whom the path names is shown')) {
      const found = store.entriesOf(Number(ofUser?.replace('usr_', ''))).filter(({ exercise }) => exercise === named);
      return ok({ entries: found.map(shown) });
    }
    if (asked.method === 'GET') return no(404, 'no_such_page');
    if (!isProven(token, asked)) return no(403, 'not_from_here');
    if (route === 'POST /session/end') {
      if (!is('a sign-out clears the cookie only')) store.close(token);
      return { ...noContent, cookies: [cookieOf('', -DAY_SECONDS)] };
    }
    const slug = /^\/me\/exercises\/([^/]+)$/.exec(path)?.[1];
    if (slug === undefined) return no(404, 'no_such_page');
    if (!isLesson(slug)) return no(404, 'no_such_lesson');
    if (asked.method === 'DELETE') {
      store.remove(id, slug);
      return noContent;
    }
    return objectIn(asked)?.done === true ? ok(shown(await store.record(id, slug))) : no(400, 'bad_request');
  };

  const { origin, stop } = await serve(async (asked) => {
    const { method, path, headers } = asked;
    const isAnybody = is('any page may be admitted');
    const admitted = headers.origin === ORIGIN || isAnybody ? corsHeaders(isAnybody ? '*' : ORIGIN, ALLOWED) : {};
    if (method === 'OPTIONS') return { status: 204, headers: admitted };
    if (!path.startsWith(`${STAGE}/`)) return { status: 404, text: 'nothing here' };
    const reply = await ask(asked, path.slice(STAGE.length));
    return { ...reply, headers: { ...reply.headers, ...admitted } };
  });
  provider.register(`${own()}/login/done`);

  return {
    url: own(),
    variables: {
      SMOKE_TEST_API_URL: origin,
      SMOKE_PROGRESS_URL: own(),
      SMOKE_PROGRESS_FRONTEND_URL: FRONTEND,
      SMOKE_PROGRESS_PROVIDER_URL: provider.url,
      ...logins,
    },
    tokenOf(name, lifetimeSeconds = WEEK_SECONDS) {
      const token = newSession();
      store.open(accounts[name], token, lifetimeSeconds);
      return token;
    },
    secrets: () => [
      ...store.tokens().flatMap((token) => [token, decodeURIComponent(token), sign(token)]),
      ...issued,
      ...provider.codes(),
    ],
    async stop() {
      await Promise.all([stop(), provider.stop()]);
    },
  };
}
