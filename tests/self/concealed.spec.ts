import { expect, test } from './support/loopback';
import { tokenOf } from './support/tokens';

test.describe('an answer keeps what is no secret', () => {
  test('the numbers and the structure of JSON, whatever a secret looks like', async ({
    serve,
    identitiesAt,
    vault,
  }) => {
    const awkward = '1700000000';
    const { origin } = await serve(() => ({ json: { createdAt: 1_700_000_000, note: `at ${awkward}`, ok: true } }));
    vault.register(awkward, 'x', origin);
    const { json } = await (await identitiesAt(origin).anonymous()).get('/users/me');

    expect(json).toEqual({ createdAt: 1_700_000_000, note: 'at [x]', ok: true });
  });

  test('what a token says of its holder, though a cookie repeats it', async ({ serve, identitiesAt, vault }) => {
    const sub = 'user_2NNEqL2nrIRdJ194ndJqAHwEfxC';
    const { origin } = await serve(() => ({ headers: { 'set-cookie': `sid=${sub}` }, json: { userId: sub } }));
    vault.register(tokenOf({ sub }), 'jwt:main', origin);
    const { json, headers } = await (await identitiesAt(origin).anonymous()).get('/users/me');

    expect(json).toEqual({ userId: sub });
    expect(headers['set-cookie']).not.toContain(sub);
  });

  test('what only stands beside a secret, or has its value', async ({ serve, identitiesAt }) => {
    const owner = { userId: 'user_1234567890abcdef', password: 'user_1', name: 'user_1' };
    const { origin } = await serve(() => ({ json: { tokens: [owner], session: owner } }));
    const { json } = await (await identitiesAt(origin).anonymous()).get('/users/me');

    const shown = { ...owner, password: '[password]' };
    expect(json).toEqual({ tokens: [shown], session: shown });
  });

  test('the words that a secret name stands before, elsewhere', async ({ serve, identitiesAt }) => {
    const { origin } = await serve(({ url }) => ({
      json: url === '/refused' ? { errors: { password: 'required' } } : { message: 'a password is required' },
    }));
    const client = await identitiesAt(origin).anonymous();
    const refused = await client.get('/refused');
    const later = await client.get('/later');

    expect([refused.json, later.json]).toEqual([
      { errors: { password: '[password]' } },
      { message: 'a password is required' },
    ]);
  });
});

test('a secret with quotes, backslashes and line ends is sent as it is', async ({ serve, identitiesAt, vault }) => {
  const password = 'pa"ss\\wo\nrd<&>+%20yz"x';
  const { origin, requests } = await serve(({ body }) => ({ body, headers: { 'content-type': 'application/json' } }));
  const shown = vault.register(password, 'the "password"', origin);
  const client = await identitiesAt(origin).anonymous();
  const { json } = await client.post('/login', { body: { password: shown }, query: { again: shown } });

  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({ password });
  expect(new URLSearchParams(requests[0]?.url.split('?')[1]).get('again')).toBe(password);
  expect(json).toEqual({ password: shown });
});
