import { expect, test } from '@playwright/test';
import { defaultContract, type Contract } from '../../contract';
import { BurstError, removeCreated, sendBurst } from '../../fixtures/burst';
import type { ApiClient, ApiResponse } from '../../fixtures/client/client';
import { fromIntegration, scriptedClient, type Given } from './support/answers';
import { contractWith } from './support/contract';
import { deferred } from './support/deferred';

const creating = contractWith({
  rateLimit: {
    method: 'POST',
    path: '/posts',
    body: { title: 'smoke' },
    requests: 3,
    removal: { path: '/posts/{id}', id: 'post.id' },
  },
});
const unremovable = contractWith({ rateLimit: { method: 'POST', path: '/posts' } });
const created = (id: string | number, status = 201) => fromIntegration({ status, json: { data: { post: { id } } } });

async function answersOf(client: ApiClient, contract: Contract): Promise<ApiResponse[]> {
  const answers: ApiResponse[] = [];
  await sendBurst(client, contract, (answer) => answers.push(answer));
  return answers;
}

test('as many requests as the contract says', async () => {
  const { client, calls } = scriptedClient(() => ({ json: {} }), 'rateLimit');

  expect(await answersOf(client, defaultContract)).toHaveLength(11);
  expect(new Set(calls.map((call) => JSON.stringify(call)))).toEqual(
    new Set([JSON.stringify({ method: 'GET', path: '/users/me' })]),
  );
});

test('the contract’s body', async () => {
  const { client, calls } = scriptedClient(() => ({ status: 201, json: {} }), 'rateLimit');
  await answersOf(client, creating);

  expect(calls).toHaveLength(3);
  expect(calls[0]).toEqual({ method: 'POST', path: '/posts', body: { title: 'smoke' } });
});

test('an answer is handed over while others are to come', async () => {
  const { client } = scriptedClient(() => ({}));
  const last = deferred<ApiResponse>();
  const two = deferred<undefined>();
  const answers: ApiResponse[] = [];
  let sent = 0;
  const send: ApiClient['send'] = () => ((sent += 1) === 3 ? last.promise : Promise.resolve(created(sent)));
  const burst = sendBurst({ ...client, send }, creating, (answer) => {
    if (answers.push(answer) === 2) two.resolve(undefined);
  });
  await two.promise;

  expect(answers).toEqual([created(1), created(2)]);
  last.resolve(created(3));
  await burst;
  expect(answers).toHaveLength(3);
});

test('one request gets no answer: the others are handed over, and it is told of', async () => {
  const { client } = scriptedClient(() => ({}));
  const answers: ApiResponse[] = [];
  let sent = 0;
  const send: ApiClient['send'] = () =>
    (sent += 1) === 1 ? Promise.reject(new Error('no answer')) : Promise.resolve(created(sent));

  await expect(sendBurst({ ...client, send }, creating, (answer) => answers.push(answer))).rejects.toThrow('no answer');
  expect(answers).toEqual([created(2), created(3)]);
});

test('what was created is removed, whatever the success was called', async () => {
  const { client, calls } = scriptedClient(() => ({ status: 204 }));
  await removeCreated(client, [created('a/b'), fromIntegration({ status: 429 }), created(7, 200)], creating);

  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /posts/a%2Fb', 'DELETE /posts/7']);
});

test('nothing created, nothing to remove', async () => {
  const { client, calls } = scriptedClient(() => ({}));
  await removeCreated(client, [fromIntegration({ json: {} }), fromIntegration({ status: 429 })], defaultContract);
  await removeCreated(client, [created('a', 200)], unremovable);

  expect(calls).toEqual([]);
});

test('created, and the contract does not say how to remove it', async () => {
  const { client } = scriptedClient(() => ({}));

  await expect(removeCreated(client, [created('a'), created('b')], unremovable)).rejects.toThrow(
    new BurstError("the burst created 2 things, and the contract's rateLimit.removal doesn't say how to remove them"),
  );
});

test('a removal that fails is told of, and the others are made', async () => {
  const { client, calls } = scriptedClient(({ path }) => ({ status: path.endsWith('a') ? 403 : 204 }), 'rateLimit');

  await expect(removeCreated(client, [created('a'), created('b')], creating)).rejects.toThrow(
    new BurstError('not removed after the burst: DELETE /posts/a as rateLimit: 403 from the integration'),
  );
  expect(calls).toHaveLength(2);
});

test.describe('a removal that the rate limit refuses', () => {
  for (const [name, headers, leastMs] of [
    ['as Retry-After says', { 'retry-after': '2' }, 1990],
    ['a second, where it says nothing', {}, 990],
    ['a second, where it says a date', { 'retry-after': 'Sun, 01 Mar 2026 12:00:00 GMT' }, 990],
  ] as const) {
    test(`waits: ${name}`, async () => {
      const answers: Given[] = [{ status: 429, headers: { ...headers } }];
      const { client, calls } = scriptedClient(() => answers.shift() ?? { status: 204 });
      const startedMs = performance.now();
      await removeCreated(client, [created('a')], creating);

      expect(calls).toHaveLength(2);
      expect(performance.now() - startedMs).toBeGreaterThan(leastMs);
    });
  }

  test('does not wait for longer than a minute', async () => {
    const { client, calls } = scriptedClient(() => ({ status: 429, headers: { 'retry-after': '61' } }));

    await expect(removeCreated(client, [created('a')], creating)).rejects.toThrow(
      new BurstError('not removed after the burst: DELETE /posts/a as jwt: 429 from the integration'),
    );
    expect(calls).toHaveLength(1);
  });
});
