import { expect, test } from '@playwright/test';
import { defaultContract } from '../../contract';
import { BurstError, removeCreated, sendBurst } from '../../fixtures/burst';
import { fromIntegration, scriptedClient } from './support/answers';
import { contractWith } from './support/contract';

const creating = contractWith({
  rateLimit: {
    method: 'POST',
    path: '/posts',
    body: { title: 'smoke' },
    requests: 3,
    removal: { path: '/posts/{id}', id: 'post.id' },
  },
});
const created = (id: string) => fromIntegration({ status: 201, json: { data: { post: { id } } } });

test('as many requests as the contract says', async () => {
  const { client, calls } = scriptedClient(() => ({ json: {} }), 'rateLimit');

  expect(await sendBurst(client, defaultContract)).toHaveLength(11);
  expect(new Set(calls.map((call) => JSON.stringify(call)))).toEqual(
    new Set([JSON.stringify({ method: 'GET', path: '/users/me' })]),
  );
});

test('the contract’s body', async () => {
  const { client, calls } = scriptedClient(() => ({ status: 201, json: {} }), 'rateLimit');
  await sendBurst(client, creating);

  expect(calls).toHaveLength(3);
  expect(calls[0]).toEqual({ method: 'POST', path: '/posts', body: { title: 'smoke' } });
});

test('what was created is removed', async () => {
  const { client, calls } = scriptedClient(() => ({ status: 204 }));
  await removeCreated(client, [created('a/b'), fromIntegration({ status: 429 }), created('c')], creating);

  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /posts/a%2Fb', 'DELETE /posts/c']);
});

test('nothing created, nothing to remove', async () => {
  const { client, calls } = scriptedClient(() => ({}));
  await removeCreated(client, [fromIntegration({ json: {} }), fromIntegration({ status: 429 })], defaultContract);

  expect(calls).toEqual([]);
});

test('created, and the contract does not say how to remove it', async () => {
  const { client } = scriptedClient(() => ({}));

  await expect(removeCreated(client, [created('a'), created('b')], defaultContract)).rejects.toThrow(
    new BurstError("the burst created 2 things, and the contract's rateLimit.removal doesn't say how to remove them"),
  );
});

test('a removal that fails is told of, and the others are made', async () => {
  const { client, calls } = scriptedClient(({ path }) => ({ status: path.endsWith('a') ? 403 : 204 }), 'rateLimit');

  await expect(removeCreated(client, [created('a'), created('b')], creating)).rejects.toThrow(
    new BurstError('not removed after the burst: DELETE /posts/a as rateLimit answered 403'),
  );
  expect(calls).toHaveLength(2);
});
