import { expect, test } from '@playwright/test';
import { startCookies } from './support/cookies';
import { startFragment } from './support/fragment';
import type { Stranger } from './support/stranger';

// What the suite is tried against works by itself, as far as plain requests tell.

async function running<T>(stranger: Stranger, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } finally {
    await stranger.stop();
  }
}

const ask = (url: string | URL, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { ...init, redirect: 'manual' });
const located = (response: Response): URL => new URL(response.headers.get('location') ?? '');
const post = (headers: Record<string, string>, json: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(json),
});

test('a round trip that ends in a token in the fragment', async () => {
  const stranger = await startFragment();
  await running(stranger, async () => {
    const { url } = stranger;
    const begun = await ask(`${url}/oauth/begin`);
    const { searchParams } = located(begun);
    const form = new URLSearchParams({
      user: 'ada',
      back: searchParams.get('redirect_uri') ?? '',
      ticket: searchParams.get('state') ?? '',
      app: searchParams.get('client_id') ?? '',
    });
    const pressed = await ask(new URL('/connect/approve', located(begun)), { method: 'POST', body: form });
    const cookie = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

    expect((await ask(located(pressed))).status).toBe(400);
    const landed = located(await ask(located(pressed), { headers: { cookie } }));
    expect(`${landed.origin}${landed.pathname}`).toBe('http://localhost:5173/app');
    expect((await ask(located(pressed), { headers: { cookie } })).status).toBe(400);

    const authorization = `Bearer ${new URLSearchParams(landed.hash.slice(1)).get('token') ?? ''}`;
    const me = await ask(`${url}/api/v1/me`, { headers: { authorization } });
    expect(await me.json()).toEqual({
      result: { user_id: 1815, handle: 'ada', contact: { email: 'ada@example.com' } },
    });
    const solved = { exercise_id: 'practice', solved: true };
    const once = await ask(`${url}/api/v1/solutions`, post({ authorization }, solved));
    expect(once.status).toBe(201);
    expect(await once.json()).toMatchObject({ result: { exercise: { slug: 'practice' }, tries: 1 } });
    await ask(`${url}/api/v1/solutions`, post({ authorization }, solved));
    const list = await ask(`${url}/api/v1/solutions`, { headers: { authorization } });
    expect(await list.json()).toMatchObject({ result: { items: [{ tries: 2 }] } });

    expect((await ask(`${url}/api/v1/session/end`, post({ authorization }, {}))).status).toBe(200);
    expect(await (await ask(`${url}/api/v1/me`, { headers: { authorization } })).json()).toMatchObject({
      code: 'bad_token',
    });
    expect(stranger.secrets().length).toBeGreaterThan(2);
  });
});

for (const proof of ['origin', 'answer'] as const) {
  test(`a round trip that ends in a cookie, with a proof by ${proof}`, async () => {
    const stranger = await startCookies({ proof });
    await running(stranger, async () => {
      const { url } = stranger;
      const begun = await ask(`${url}/login`);
      expect(begun.status).toBe(303);
      const { searchParams } = located(begun);
      const form = new URLSearchParams({
        account: 'hedy',
        return_to: searchParams.get('redirect_uri') ?? '',
        state: searchParams.get('state') ?? '',
        application: searchParams.get('client_id') ?? '',
      });
      const decision = located(begun).href.replace(/\/authorize.*/, '/decision');
      const pressed = await ask(decision, { method: 'POST', body: form });

      const foreign = located(await ask(located(pressed)));
      expect(foreign.href).toBe('http://localhost:8081/web/sign-in?reason=state');
      const login = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      const landed = await ask(located(pressed), { headers: { cookie: login } });
      expect(located(landed).href).toBe('http://localhost:8081/web/welcome');
      const [line = ''] = landed.headers.getSetCookie();
      expect(line).toMatch(/^__Host-sid=s%3A[^;]+; Path=\/; Expires=[^;]+GMT; HttpOnly; Secure; SameSite=None$/);

      const cookie = line.split(';')[0] ?? '';
      const me = await ask(`${url}/me`, { headers: { cookie } });
      expect(await me.json()).toEqual({ user: { id: 'usr_1914', name: 'hedy', mail: 'hedy@example.com' } });

      const told = (await (await ask(`${url}/csrf`, { headers: { cookie } })).json()) as { token?: string };
      const proven =
        proof === 'origin' ? { origin: 'http://localhost:8081' } : { 'x-xsrf-token': told.token ?? 'none' };
      const practice = `${url}/me/exercises/practice`;
      expect((await ask(practice, post({ cookie }, { done: true }))).status).toBe(403);
      expect((await ask(practice, post({ cookie, ...proven }, { done: true }))).status).toBe(200);
      expect(await (await ask(`${url}/me/exercises`, { headers: { cookie } })).json()).toMatchObject({
        entries: [{ exercise: 'practice', attempts: 1 }],
      });
      expect((await ask(practice, { method: 'DELETE', headers: { cookie, ...proven } })).status).toBe(204);
      expect((await ask(`${url}/session/end`, post({ cookie, ...proven }, {}))).status).toBe(204);
      expect((await ask(`${url}/me`, { headers: { cookie } })).status).toBe(401);

      const burst = await Promise.all(Array.from({ length: 8 }, () => ask(`${url}/login`)));
      const limited = burst.find(({ status }) => status === 429);
      expect(Date.parse(limited?.headers.get('retry-after') ?? '')).toBeGreaterThan(Date.now());
    });
  });
}
