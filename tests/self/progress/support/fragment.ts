import { startProvider } from './provider';
import { corsHeaders, objectIn, redirect, serve, type Asked, type Reply } from './serving';
import { createStore, type Entry } from './store';
import { accounts, createSigner, DAY_SECONDS, isLesson, lessons, logins, newToken, type Stranger } from './stranger';

/** What may be wrong with it, one at a time. */
export type FragmentFault =
  | 'the state is not checked'
  | 'the state is always the same'
  | 'the state is too short'
  | 'an error of the provider is taken for a profile'
  | 'no second request for the email'
  | 'the token is in the query'
  | 'the token is in the query as well'
  | 'a user is written before the state is checked'
  | 'any page may be returned to'
  | 'a signed-out token is good for progress'
  | 'any token of this kind is good'
  | 'everybody is shown'
  | 'whom the body names is recorded'
  | 'the time moves'
  | 'updates are lost'
  | 'any origin is admitted'
  | 'the exercises need a session'
  | 'an id is not needed';

const FRONTEND = 'http://localhost:5173';

const ok = (result: unknown, status = 200): Reply => ({ status, json: { result } });
const no = (status: number, code: string): Reply => ({ status, json: { code, detail: `refused: ${code}` } });
const notFound: Reply = { status: 404, text: 'Not Found' };
const shown = ({ exercise, attempts, completedAt }: Entry): object => ({
  ...{ exercise: { slug: exercise }, tries: attempts, solved_at: completedAt.getTime() },
});

function lessonsAt(path: string): Reply {
  const slug = path.split('/')[4];
  if (slug === undefined) return ok({ items: lessons });
  return isLesson(slug) ? ok(lessons.find((lesson) => lesson.slug === slug)) : notFound;
}

/** A session that travels in the URL's fragment, and by a header only; opaque tokens, and users with numbers. */
export async function startFragment(fault?: FragmentFault): Promise<Stranger> {
  const is = (each: FragmentFault): boolean => fault === each;
  const provider = await startProvider(
    Object.values(accounts),
    {
      prefix: '',
      authorize: '/connect',
      consent: '/connect/approve',
      fields: { login: 'user', redirectUri: 'back', state: 'ticket', clientId: 'app' },
    },
    {
      emailsUnasked: is('no second request for the email'),
      errorsUnread: is('an error of the provider is taken for a profile'),
    },
  );
  const store = createStore({ losesUpdates: is('updates are lost'), movesTimes: is('the time moves') });
  const sign = createSigner();
  const states: string[] = [];

  const begin = ({ query }: Asked, own: string): Reply => {
    const next = query.get('continue') ?? '';
    const state = is('the state is always the same')
      ? 'a-state-that-is-always-the-same'
      : newToken().slice(0, is('the state is too short') ? 6 : undefined);
    states.push(state);
    const kept = Buffer.from(JSON.stringify({ state, next })).toString('base64url');
    const target = new URL(`${provider.url}/connect`);
    const asked = { client_id: provider.clientId, redirect_uri: `${own}/oauth/return`, scope: 'profile', state };
    target.search = new URLSearchParams({ response_type: 'code', ...asked }).toString();
    const cookie = `txn=${kept}.${sign(kept)}; Path=/oauth; Max-Age=300; HttpOnly; Secure; SameSite=Lax`;
    return redirect(302, target.href, [cookie]);
  };
  const comeBack = async ({ query, cookies }: Asked): Promise<Reply> => {
    const [kept = '', signature] = (cookies.txn ?? '').split('.');
    const { state, next } = signature === sign(kept) ? stateIn(kept) : {};
    const isOwn = state !== undefined && state === query.get('state');
    const isHasty = is('a user is written before the state is checked');
    if (!isOwn && !isHasty && !is('the state is not checked')) return no(400, 'sign_in_failed');
    const profile = query.has('code') ? await provider.profileBy(query.get('code') ?? '') : undefined;
    if (profile !== undefined) store.write(profile);
    if (!isOwn && isHasty) return no(400, 'sign_in_failed');
    if (profile === undefined) return no(400, 'sign_in_failed');
    const token = newToken();
    store.open(profile, token, DAY_SECONDS);
    const own = new URL('/app', FRONTEND);
    const target = is('any page may be returned to') && next ? new URL(next) : own;
    if (fault?.startsWith('the token is in the query') === true) target.searchParams.set('token', token);
    if (!is('the token is in the query')) target.hash = new URLSearchParams({ token, token_type: 'bearer' }).toString();
    return redirect(302, target.href, ['txn=; Path=/oauth; Max-Age=0']);
  };

  const ask = async (asked: Asked): Promise<Reply> => {
    const route = `${asked.method} ${asked.path}`;
    const isLessons = /^GET \/api\/v1\/exercises(\/|$)/.test(route);
    if (isLessons && !is('the exercises need a session')) return lessonsAt(asked.path);
    const [, token] = /^Bearer (.+)$/.exec(asked.headers.authorization ?? '') ?? [];
    if (token === undefined) return no(401, 'not_signed_in');
    const found = store.find(token);
    if (found?.is === 'timed out') return no(401, 'token_over');
    const isOfThisKind = is('any token of this kind is good') && /^[\w-]{32}$/.test(token);
    const user = found?.user ?? (isOfThisKind ? accounts.ada : undefined);
    const outlives = is('a signed-out token is good for progress') && route === 'GET /api/v1/solutions';
    if (user === undefined || (found?.is === 'signed out' && !outlives)) return no(401, 'bad_token');
    if (isLessons) return lessonsAt(asked.path);
    const { id, login, email } = user;
    switch (route) {
      case 'POST /api/v1/session/check':
        return ok({ user_id: id });
      case 'POST /api/v1/session/end':
        store.close(token);
        return ok({});
      case 'GET /api/v1/me':
        return ok({ user_id: id, handle: login, contact: { email } });
      case 'GET /api/v1/solutions': {
        const others = is('everybody is shown') ? [...store.users.keys()].filter((each) => each !== id) : [];
        return ok({ items: [id, ...others].flatMap(store.entriesOf).map(shown) });
      }
      case 'POST /api/v1/solutions': {
        const given = objectIn(asked);
        const exercise = given?.exercise_id ?? (is('an id is not needed') && given ? 'practice' : undefined);
        if (typeof exercise !== 'string' || given?.solved !== true) return no(422, 'malformed');
        if (!isLesson(exercise)) return notFound;
        const whose = is('whom the body names is recorded') ? Number(given.user_id ?? id) : id;
        return ok(shown(await store.record(whose, exercise)), 201);
      }
      default:
        return asked.path.startsWith('/api/v1/people/') ? no(403, 'not_yours') : notFound;
    }
  };

  const { origin, stop } = await serve(async (asked) => {
    const { method, path, headers } = asked;
    const from = headers.origin ?? '';
    const isAdmitted = from === FRONTEND || (is('any origin is admitted') && from !== '');
    const admitted = isAdmitted ? corsHeaders(from, 'authorization, content-type') : {};
    if (method === 'OPTIONS') return { status: 200, headers: admitted };
    if (path === '/operator/users') return { status: 200, json: { users: stored(asked) } };
    if (`${method} ${path}` === 'GET /oauth/begin') return begin(asked, origin);
    const reply = `${method} ${path}` === 'GET /oauth/return' ? await comeBack(asked) : await ask(asked);
    return { ...reply, headers: { ...reply.headers, ...admitted } };
  });
  const stored = ({ query }: Asked): object[] =>
    [...store.users.values()].filter(({ login }) => login === query.get('login'));
  provider.register(`${origin}/oauth/return`);

  return {
    url: origin,
    variables: {
      SMOKE_TEST_API_URL: origin,
      SMOKE_TEST_ORIGIN: FRONTEND,
      ...logins,
      SMOKE_PROGRESS_PROVIDER_URL: provider.url,
      SMOKE_PROGRESS_CLIENT_ID: provider.clientId,
      SMOKE_PROGRESS_FIND_CMD: JSON.stringify([process.execPath, '-e', findUser, `${origin}/operator/users`]),
    },
    tokenOf(name, lifetimeSeconds = DAY_SECONDS) {
      const token = newToken();
      store.open(accounts[name], token, lifetimeSeconds);
      return token;
    },
    secrets: () => [...store.tokens(), ...states, ...provider.codes()],
    async stop() {
      await Promise.all([stop(), provider.stop()]);
    },
  };
}

/** Asks the deployment's operator who is stored. */
const findUser = `let text = '';
process.stdin.on('data', (chunk) => { text += chunk; });
process.stdin.on('end', async () => {
  const response = await fetch(process.argv[1] + '?login=' + JSON.parse(text).login);
  process.stdout.write(await response.text());
});`;

function stateIn(kept: string): { state?: string; next?: string } {
  return JSON.parse(Buffer.from(kept, 'base64url').toString()) as { state: string; next: string };
}
