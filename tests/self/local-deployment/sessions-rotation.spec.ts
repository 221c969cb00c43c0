import { expect, test } from './support/deployment';
import { ask, me, pairIn, refresh, registered, signIn } from './support/sessions';

const statuses = (answers: readonly { status: number }[]): number[] => answers.map(({ status }) => status).sort();

test('a refresh brings a new pair, and uses up the old one', async ({ customised }) => {
  const first = await registered(customised, 'rotating');
  const answer = await refresh(customised, first);
  const second = pairIn(answer);

  expect(answer).toMatchObject({ status: 200, json: { token_type: 'bearer', expires_in: 900 } });
  expect([second.access, second.refresh]).not.toEqual([first.access, first.refresh]);
  expect((await me(customised, second)).status).toBe(200);
  expect((await refresh(customised, second)).status).toBe(200);
});

test('a replay ends the family, and no other', async ({ customised }) => {
  const first = await registered(customised, 'replaying');
  const other = await signIn(customised, 'replaying');
  const second = pairIn(await refresh(customised, first));

  expect(await refresh(customised, first)).toMatchObject({ status: 401, json: { detail: expect.any(String) } });
  expect((await refresh(customised, second)).status).toBe(401);
  expect((await refresh(customised, other)).status).toBe(200);
});

test('of twenty refreshes at once, one wins', async ({ customised }) => {
  const pair = await registered(customised, 'racing');
  const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(customised, pair)));

  expect(statuses(answers)).toEqual([200, ...Array<number>(19).fill(401)]);
});

test('without a transaction, two refreshes at once both win', async ({ deploy }) => {
  const deployment = await deploy({ fault: 'rotation-not-atomic' });
  await registered(deployment, 'racing');
  for (let race = 0; race < 3; race += 1) {
    const pair = await signIn(deployment, 'racing');
    expect(statuses(await Promise.all([refresh(deployment, pair), refresh(deployment, pair)]))).toEqual([200, 200]);
  }
});

test('a refresh token that is none is refused', async ({ customised }) => {
  const { access, refresh: token } = await registered(customised, 'guessing');
  const [id = ''] = token.split('.');

  for (const guessed of ['rubbish', `${id}.`, `${id}.${'A'.repeat(43)}`, access, `none.${token}`]) {
    expect((await refresh(customised, { refresh: guessed })).status).toBe(401);
  }
  expect((await ask(customised, 'POST /auth/refresh', { body: {} })).status).toBe(422);
  expect((await refresh(customised, { refresh: token })).status).toBe(200);
});

test('a refresh token has its end', async ({ deploy }) => {
  const deployment = await deploy({}, ({ sessions }) => {
    sessions.environment['REFRESH_TOKEN_SECONDS'] = '0.000001';
  });

  expect((await refresh(deployment, await registered(deployment, 'late'))).status).toBe(401);
});

test("a sign-out ends all of the user's sessions, and nobody else's", async ({ customised }) => {
  const own = await registered(customised, 'leaving');
  const elsewhere = await signIn(customised, 'leaving');
  const other = await registered(customised, 'staying');
  const { status, text } = await ask(customised, 'POST /auth/logout', { token: own.access });

  expect([status, text]).toEqual([204, '']);
  for (const pair of [own, elsewhere]) {
    expect(statuses([await me(customised, pair), await refresh(customised, pair)])).toEqual([401, 401]);
  }
  expect(statuses([await me(customised, other), await refresh(customised, other)])).toEqual([200, 200]);
  expect((await me(customised, await signIn(customised, 'leaving'))).status).toBe(200);
  expect((await ask(customised, 'POST /auth/logout')).status).toBe(401);
});
