import type { Reply } from '../../support/loopback';
import { expect, skipReason, test, type Scripts } from './support/world';

const tokens = { first: 'token-of-the-first', other: 'token-of-the-other', spare: 'token-to-be-spared' };
const given: Scripts = { real: true, settings: { tokens } };
const requests = (served: { requests: { method: string; url: string }[] }): string[] =>
  served.requests.map(({ method, url }) => `${method} ${url}`);

test('a session by a round trip is the same for all; another one is of somebody else', async ({ open }) => {
  const { sessions, api } = await open({ settings: { logins: { first: 'ada', other: 'grace' } } });
  const [one, same, other] = await Promise.all([sessions.of('first'), sessions.of('first'), sessions.of('other')]);

  expect(one).toBe(same);
  expect(one.token).not.toBe(other.token);
  expect([one.identity, other.identity]).toEqual(['first', 'other']);
  expect(requests(api).filter((each) => each === 'GET /auth/github')).toHaveLength(2);
});

test('a session by a token: no round trip, by the contract’s cookie', async ({ open }) => {
  const { sessions, api } = await open(given);
  const session = await sessions.of('first');
  await session.send('GET', '/progress');

  expect(session.token).toBe('[session:first …irst]');
  expect(requests(api)).toEqual(['GET /progress']);
  expect(api.requests[0]?.headers.cookie).toBe('session=token-of-the-first');
  await sessions.close();
  expect(api.requests).toHaveLength(1);
});

test('a session by a token that no cookie may have', async ({ open }) => {
  const carriers = [{ in: 'header', name: 'x-session', value: 'Token {token}' }] as const;
  const { sessions, api } = await open({ ...given, contract: { session: { carriers: [...carriers] } } });
  await (await sessions.of('other')).send('POST', '/auth/verify');

  expect(api.requests[0]?.headers).toMatchObject({ 'x-session': 'Token token-of-the-other' });
  expect(api.requests[0]?.headers).not.toHaveProperty('cookie');
});

test('who signs in counts more than a token', async ({ open }) => {
  const { sessions, api } = await open({ settings: { tokens } });
  await sessions.of('first');
  await sessions.of('other');

  expect(requests(api)).toEqual(['GET /auth/github', expect.stringMatching(/^GET \/auth\/github\/callback\?/)]);
});

test('who fails is asked again', async ({ open }) => {
  let failing = true;
  const { sessions, api } = await open({ api: (): Reply | undefined => (failing ? { status: 503 } : undefined) });
  await expect(sessions.of('first')).rejects.toThrow('OA1 did not pass: GET /auth/github as first');
  failing = false;

  expect((await sessions.of('first')).identity).toBe('first');
  expect(api.requests).toHaveLength(3);
});

test('one of its own, by a round trip, each time anew', async ({ open }) => {
  const { sessions } = await open();
  const [one, other, shared] = [await sessions.own(), await sessions.own(), await sessions.of('first')];

  expect(new Set([one, other, shared].map(({ token }) => token)).size).toBe(3);
});

test('one of its own, by a token that may be spared', async ({ open }) => {
  const { sessions, api } = await open(given);
  const session = await sessions.own();

  expect([session.identity, session.token]).toEqual(['spare', '[session:spare …ared]']);
  expect(requests(api)).toEqual(['POST /auth/verify']);
});

for (const status of [401, 403]) {
  test(`a spare token that is over is no failure (${status})`, async ({ open }) => {
    const { sessions } = await open({
      ...given,
      api: () => ({ status, json: {} }),
      contract: { errors: { signedOut: { status: 403, code: null } } },
    });

    expect(await skipReason(() => sessions.own())).toBe(
      `the session of SMOKE_PROGRESS_SPARE_JWT is over, as after a run that has signed it out (${status}): give another one`,
    );
  });
}

test('where nobody can tell whether it is over, the scenario finds out', async ({ open }) => {
  const { sessions } = await open({ ...given, api: () => ({ status: 503 }) });

  expect((await sessions.own()).identity).toBe('spare');
});

test('no way to one of its own', async ({ open }) => {
  const { sessions } = await open({ real: true, settings: { tokens: { first: tokens.first } } });
  const reason =
    'no session given that may be signed out (SMOKE_PROGRESS_SPARE_JWT, or SMOKE_PROGRESS_PROVIDER_URL with SMOKE_PROGRESS_LOGIN)';

  expect(await skipReason(() => sessions.own())).toBe(reason);
  expect(await skipReason(() => sessions.signedOut())).toBe(reason);
});

test('one that is signed out is so once, for all', async ({ open }) => {
  const { sessions, api } = await open(given);
  const [one, same] = await Promise.all([sessions.signedOut(), sessions.signedOut()]);

  expect(one).toBe(same);
  expect(one.answer).toMatchObject({ status: 204, request: 'POST /auth/logout as spare' });
  expect(one.session.token).toBe('[session:spare …ared]');
  expect(requests(api)).toEqual(['POST /auth/verify', 'POST /auth/logout']);
});

test('who could not be signed out is tried again', async ({ open }) => {
  let failing = true;
  const { sessions } = await open({ api: (): Reply | undefined => (failing ? { status: 503 } : undefined) });
  await expect(sessions.signedOut()).rejects.toThrow('OA1 did not pass');
  failing = false;

  expect((await sessions.signedOut()).answer.status).toBe(204);
});

test('while one signs in alone, others wait, also where it fails', async ({ open }) => {
  const { sessions } = await open();
  const done: string[] = [];
  const failing = sessions.alone(async () => {
    await sessions.roundTrip('first');
    done.push('first');
    throw new Error('no');
  });
  const next = sessions.alone(() => Promise.resolve(done.push('second')));
  await expect(failing).rejects.toThrow('no');
  await next;

  expect(done).toEqual(['first', 'second']);
});
