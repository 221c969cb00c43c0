import { expect, test } from './support/deployment';
import { ask, logins, refusal, signIn } from './support/progress';

const record = 'POST /exercises/smoke-test/verify';
const solved = { id: 'smoke-test', completed: true };

test('the exercises are for anybody', async ({ customised }) => {
  const list = await ask(customised, 'GET /exercises');
  const one = await ask(customised, 'GET /exercises/smoke-test');

  expect(list.status).toBe(200);
  expect(list.json).toContainEqual(one.json);
  expect(one.json).toEqual({ id: 'smoke-test', title: 'For smoke tests', difficulty: 'easy' });
  for (const unknown of ['nothing', '%00', '..%2Fsmoke-test']) {
    expect(await ask(customised, `GET /exercises/${unknown}`)).toMatchObject({
      status: 404,
      json: refusal('NOT_FOUND'),
    });
  }
});

test('what is recorded is counted, shown, and can be removed', async ({ deploy }) => {
  const deployment = await deploy();
  const { token } = await signIn(deployment, logins.first);
  const first = await ask(deployment, record, { token, body: solved });
  const second = await ask(deployment, record, { token, body: solved });
  const { completedAt } = first.json as { completedAt: string };

  expect(first).toMatchObject({ status: 200, json: { exerciseId: 'smoke-test', attempts: 1 } });
  expect(Date.now() - Date.parse(completedAt)).toBeLessThan(10_000);
  expect(second.json).toEqual({ exerciseId: 'smoke-test', attempts: 2, completedAt });
  expect((await ask(deployment, 'GET /progress', { token })).json).toEqual([second.json]);
  expect(await deployment.count()).toMatchObject({ progressEntries: 1 });

  expect((await ask(deployment, 'DELETE /progress/smoke-test', { token })).status).toBe(204);
  expect((await ask(deployment, 'DELETE /progress/smoke-test', { token })).status).toBe(204);
  expect((await ask(deployment, 'GET /progress', { token })).json).toEqual([]);
  expect(await deployment.count()).toMatchObject({ progressEntries: 0 });
});

test('attempts at once are all counted', async ({ deploy }) => {
  const [sound, faulty] = await Promise.all([deploy(), deploy({ fault: 'attempts-written-back' })]);
  const attemptsOf = async (deployment: typeof sound): Promise<number> => {
    const { token } = await signIn(deployment, logins.first);
    await Promise.all(Array.from({ length: 10 }, () => ask(deployment, record, { token, body: solved })));
    const [entry] = (await ask(deployment, 'GET /progress', { token })).json as { attempts: number }[];
    return entry?.attempts ?? 0;
  };

  expect(await attemptsOf(sound)).toBe(10);
  expect(await attemptsOf(faulty)).toBeLessThan(10);
});

const refused: [unknown, string][] = [
  [{ completed: true }, 'no id'],
  [{ id: 'two-sum', completed: true }, "another exercise's id"],
  [{ ...solved, completed: false }, 'something not completed'],
  [{ ...solved, userId: 'github_4' }, 'a field that is unknown'],
  ['{', 'no JSON'],
  ['[]', 'a list'],
  ['null', 'null'],
  [undefined, 'nothing'],
];

for (const [body, title] of refused) {
  test(`a body with ${title} is refused, and nothing recorded`, async ({ customised }) => {
    const { token } = await signIn(customised, logins.hidden);

    expect(await ask(customised, record, { token, body })).toMatchObject({
      ...{ status: 400, json: refusal('VALIDATION_ERROR') },
    });
    expect((await ask(customised, 'GET /progress', { token })).json).toEqual([]);
  });
}

test('an exercise that is not there is no progress', async ({ customised }) => {
  const { token } = await signIn(customised, logins.hidden);
  const body = { id: 'nothing', completed: true };

  expect(await ask(customised, 'POST /exercises/nothing/verify', { token, body })).toMatchObject({
    ...{ status: 404, json: refusal('NOT_FOUND') },
  });
});

test('a body of any type is read', async ({ customised }) => {
  const { token } = await signIn(customised, logins.hidden);
  const types = ['text/plain', 'application/x-www-form-urlencoded', 'application/octet-stream'];
  for (const type of types) {
    const asked = { token, body: solved, headers: { 'content-type': type } };
    expect((await ask(customised, record, asked)).status).toBe(200);
  }
  await ask(customised, 'DELETE /progress/smoke-test', { token });
});

test("nobody sees another's progress, or writes it", async ({ customised }) => {
  const [one, other] = [await signIn(customised, logins.first), await signIn(customised, logins.other)];
  const { userId } = (await ask(customised, 'GET /users/me', { token: one.token })).json as { userId: string };
  await ask(customised, record, { token: one.token, body: solved });

  for (const request of [`GET /progress?userId=${userId}`, 'GET /progress']) {
    expect((await ask(customised, request, { token: other.token })).json).toEqual([]);
  }
  expect((await ask(customised, `GET /users/${userId}/progress`, { token: other.token })).status).toBe(404);
  await ask(customised, 'DELETE /progress/smoke-test', { token: other.token });
  expect((await ask(customised, 'GET /progress', { token: one.token })).json).toHaveLength(1);
  await ask(customised, 'DELETE /progress/smoke-test', { token: one.token });
});
