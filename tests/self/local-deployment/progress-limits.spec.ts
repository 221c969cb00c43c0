import { faults, weathers } from '../../../local-deployment/faults';
import { createLimiter } from '../../../local-deployment/functions/sign-in/limiter';
import { parseOptions } from '../../../local-deployment/options';
import { buildTemplate } from '../../../local-deployment/template/build';
import { expect, test } from './support/deployment';
import { ask, refusal } from './support/progress';

const begin = 'GET /auth/github';

test('a bucket is emptied at once, and filled again by and by', () => {
  const limiter = createLimiter({ SIGN_IN_BURST: '3', SIGN_IN_REFILL_PER_SECOND: '0.5' });
  const taken = (client: string, nowMs: number) => limiter.take(client, nowMs);
  const granted = { granted: true };

  expect([1, 2, 3].map(() => taken('one', 0))).toEqual([granted, granted, granted]);
  expect(taken('one', 0)).toEqual({ granted: false, retryAfterSeconds: 2 });
  expect(taken('one', 1_500)).toEqual({ granted: false, retryAfterSeconds: 1 });
  expect(taken('other', 1_500)).toEqual(granted);
  expect(taken('one', 2_000)).toEqual(granted);
  expect(taken('one', 2_000)).toEqual({ granted: false, retryAfterSeconds: 2 });
  expect([1, 2, 3, 4].map(() => taken('one', 1_000_000).granted)).toEqual([true, true, true, false]);
});

test('who asks too often is told when to come again, for each path', async ({ deploy }) => {
  const deployment = await deploy();
  const answers = await Promise.all(Array.from({ length: 100 }, () => ask(deployment, begin)));
  const limited = answers.filter(({ status }) => status === 429);

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([302, 429]));
  expect(answers.length - limited.length).toBeGreaterThanOrEqual(50);
  expect(limited[0]).toMatchObject({ json: refusal('RATE_LIMITED') });
  expect(limited.map(({ headers }) => headers.get('retry-after'))).toEqual(limited.map(() => '1'));
  expect((await ask(deployment, 'POST /auth/verify')).status).toBe(401);
  expect((await ask(deployment, 'GET /exercises')).status).toBe(200);
  await expect.poll(async () => (await ask(deployment, begin)).status).toBe(302);
});

test('a fault or weather of one template reaches no other', () => {
  const shared = () => {
    const { routes, cors, people, provider, parts, functions, frontend } = buildTemplate(parseOptions({})).progress;
    const declared = Object.values(functions).map(({ environment, role, invocableFrom, timeoutSeconds }) => ({
      ...{ names: Object.keys(environment), role, invocableFrom, timeoutSeconds },
    }));
    return { routes, cors, people, users: provider.users, parts, declared, frontend };
  };
  const before = shared();
  for (const each of [...faults, ...weathers]) each.mutate?.(buildTemplate(parseOptions({})));

  expect(shared()).toEqual(before);
});
