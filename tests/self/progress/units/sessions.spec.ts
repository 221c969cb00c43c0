import type { Reply } from '../../support/loopback';
import { expect, FRONTEND, sessionCookie, skipReason, test, type Scripts } from './support/world';

const LONG = 'session-0123456789abcdef-k3Fq';
const landsAt =
  (location: string, cookies: string[] = []): NonNullable<Scripts['api']> =>
  ({ path }) =>
    path === '/auth/github/callback' ? { status: 302, headers: { location, 'set-cookie': cookies } } : undefined;

for (const [name, from, api, token] of [
  [
    'a cookie',
    { in: 'cookie', name: 'session' },
    landsAt(`${FRONTEND}/`, [sessionCookie(LONG)]),
    '[cookie:session …k3Fq]',
  ],
  [
    'another cookie',
    { in: 'cookie', name: 'sid' },
    landsAt(`${FRONTEND}/`, ['session=x', `sid=${LONG}; Path=/`]),
    '[cookie:sid …k3Fq]',
  ],
  ['no cookie', { in: 'cookie', name: 'session' }, landsAt(`${FRONTEND}/?session=${LONG}`), undefined],
  [
    'a removed cookie',
    { in: 'cookie', name: 'session' },
    landsAt(`${FRONTEND}/`, ['session=', sessionCookie(LONG), 'session=; Path=/; Max-Age=0']),
    undefined,
  ],
  ['an empty cookie', { in: 'cookie', name: 'session' }, landsAt(`${FRONTEND}/`, ['session=; Path=/']), undefined],
  ['the query', { in: 'query', name: 'token' }, landsAt(`${FRONTEND}/?token=${LONG}#a`), '[token …k3Fq]'],
  ['the fragment', { in: 'fragment', name: 'token' }, landsAt(`${FRONTEND}/?a=b#token=${LONG}`), '[token …k3Fq]'],
  [
    'a parameter that is said by nobody to be secret',
    { in: 'query', name: 'key' },
    landsAt(`${FRONTEND}/?key=${LONG}`),
    '[key …k3Fq]',
  ],
  ['the query, not the fragment', { in: 'query', name: 'token' }, landsAt(`${FRONTEND}/#token=${LONG}`), undefined],
  ['the fragment, not the query', { in: 'fragment', name: 'token' }, landsAt(`${FRONTEND}/?token=${LONG}`), undefined],
  ['a relative URL', { in: 'fragment', name: 'token' }, landsAt(`/#token=${LONG}`), '[token …k3Fq]'],
  ['an empty parameter', { in: 'query', name: 'token' }, landsAt(`${FRONTEND}/?token=`), undefined],
  [
    'no redirect',
    { in: 'query', name: 'token' },
    ({ path }) => (path.endsWith('/callback') ? { status: 500 } : undefined),
    undefined,
  ],
] satisfies [string, { in: 'cookie' | 'query' | 'fragment'; name: string }, Scripts['api'], string | undefined][]) {
  test(`the token of a round trip: ${name}`, async ({ open }) => {
    const { sessions } = await open({ api, contract: { session: { from, csrf: null } } });
    const trip = await sessions.roundTrip('first');

    expect(trip.token).toBe(token);
    expect(trip.steps.map(({ status }) => status)).toHaveLength(4);
    expect(trip.landing).toBe(trip.steps[3]);
  });
}

test('the way is in the report, without a secret', async ({ open }) => {
  const { sessions, api, provider } = await open({ api: landsAt(`${FRONTEND}/`, [sessionCookie(LONG)]) });
  await sessions.roundTrip('first', { redirect: 'https://smoke-test.example/' });
  const way =
    test
      .info()
      .attachments.find(({ name }) => name === 'round trip')
      ?.body?.toString() ?? '';
  const hidden = way
    .replaceAll(api.origin, 'API')
    .replaceAll(provider.origin, 'PROVIDER')
    .replace(/\[(cookie:oauth_state|code)[^\]]*\]/g, '[$1]');
  const [oauth, callback] = ['PROVIDER/login/oauth', 'API/auth/github/callback'];
  const asked = `${oauth}/authorize?client_id=client-1&redirect_uri=${callback}&scope=read:user user:email&state=[cookie:oauth_state]`;

  expect(hidden.split('\n')).toEqual([
    '1. GET API/auth/github?redirect=https://smoke-test.example/',
    `   302 → ${asked}`,
    '   sets oauth_state=[cookie:oauth_state]; Path=/auth; HttpOnly; Secure; SameSite=Lax; Max-Age=600',
    `2. GET ${asked}`,
    '   200',
    `3. POST ${oauth}/callback`,
    `   302 → ${callback}?code=[code]&state=[cookie:oauth_state]`,
    `4. GET ${callback}?code=[code]&state=[cookie:oauth_state]`,
    `   302 → ${FRONTEND}/`,
    '   sets session=[cookie:session …k3Fq]; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=3600',
  ]);
});

test('where something is asked for that may not be, a refusal at the start is its end', async ({ open }) => {
  const api = (): Reply => ({ status: 400, json: {} });
  const { sessions, provider } = await open({ api });
  const trip = await sessions.roundTrip('first', { redirect: 'https://smoke-test.example' });

  expect(trip).toMatchObject({ token: undefined, landing: { status: 400 } });
  expect(provider.requests).toEqual([]);
  await expect(sessions.roundTrip('first')).rejects.toThrow('OA1 did not pass: GET /auth/github as first');
});

test('a session is that of the trip, in the browser that has gone it', async ({ open }) => {
  const { sessions, api } = await open({ api: landsAt(`${FRONTEND}/`, [sessionCookie(LONG), 'csrf=c0123456789d']) });
  const session = sessions.opened(await sessions.roundTrip('first'), 'signed-in');
  await session.send('POST', '/auth/verify');

  expect(session).toMatchObject({ identity: 'signed-in', token: '[cookie:session …k3Fq]' });
  expect(api.requests.at(-1)?.headers.cookie).toContain(`session=${LONG}`);
});

test('where the trip has brought none, it is said', async ({ open }) => {
  const { sessions } = await open({ api: landsAt(`${FRONTEND}/login?error=x`) });
  const trip = await sessions.roundTrip('first');

  expect(() => sessions.opened(trip, 'signed-in')).toThrow(
    'OA2 did not pass: GET /auth/github/callback as first: expected a session, got 302 from something before the gateway to https://app.example.com/login?error=x',
  );
  await expect(sessions.of('first')).rejects.toThrow('OA2 did not pass');
});

for (const [name, cookies, sent] of [
  ['its page puts it in a cookie, where it may be in one', [], `session=${LONG}`],
  ['a cookie that is there already stays', ['session=x-0123456789'], 'session=x-0123456789'],
] as const) {
  test(`a token of the URL: ${name}`, async ({ open }) => {
    const { sessions, api } = await open({
      api: landsAt(
        `${FRONTEND}/#token=${LONG}`,
        cookies.map((each) => `${each}; Path=/`),
      ),
      contract: { session: { from: { in: 'fragment', name: 'token' }, csrf: null } },
    });
    const session = sessions.opened(await sessions.roundTrip('first'), 'first');
    await session.send('GET', '/progress');

    expect(api.requests.at(-1)?.headers.cookie).toBe(sent);
  });
}

test('whoever has gone a round trip is signed out in the end, and nobody else', async ({ open }) => {
  const { sessions, api } = await open({ settings: { logins: { first: 'ada', other: 'grace', hidden: 'hedy' } } });
  await Promise.all([sessions.of('first'), sessions.of('other')]);
  await sessions.roundTrip('hidden');
  await sessions.close();
  const out = api.requests.filter(({ url }) => url === '/auth/logout');

  expect(new Set(out.map(({ headers }) => /session=session-[\w-]{22}/.exec(headers.cookie ?? '')?.[0])).size).toBe(3);
  expect(out.every(({ method, headers }) => method === 'POST' && headers['x-csrf-token'] !== undefined)).toBe(true);
});

for (const [holder, settings, reason] of [
  ['hidden', {}, 'no such user of the provider given (SMOKE_PROGRESS_PRIVATE_LOGIN)'],
  [
    'first',
    { logins: {}, providerUrl: undefined },
    'nobody presses the button of the real provider (SMOKE_PROGRESS_PROVIDER_URL, SMOKE_PROGRESS_LOGIN)',
  ],
] as const) {
  test(`no round trip: ${reason}`, async ({ open }) => {
    const { sessions, api } = await open({ settings });

    expect(await skipReason(() => sessions.roundTrip(holder))).toBe(reason);
    expect(api.requests).toEqual([]);
  });
}
