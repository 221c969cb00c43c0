import { expect, test as base } from '@playwright/test';
import { defaultContract, type Contract } from '../../contract';
import { BurstError, openBurst, type Burst } from '../../fixtures/burst';
import type { ApiClient } from '../../fixtures/client/client';
import type { Thing } from '../../fixtures/created/record';
import { scriptedClient, type Call, type Given } from './support/answers';
import { contractWith } from './support/contract';
import { journalOf, owner } from './support/creations';

const creating = contractWith({
  rateLimit: {
    method: 'POST',
    path: '/posts',
    body: { title: 'smoke' },
    requests: 3,
    removal: { path: '/posts/{id}', id: 'post.id' },
  },
});
const unremovable = contractWith({ rateLimit: { method: 'POST', path: '/posts', requests: 2 } });
const created = (id: string | number, status = 201): Given => ({ status, json: { data: { post: { id } } } });

/** Answers to the requests of the burst, one after the other, and to removals. */
function script(answers: readonly Given[], removal: (call: Call) => Given = () => ({ status: 204 })) {
  let count = 0;
  return scriptedClient((call) => {
    if (call.method === 'DELETE') return removal(call);
    count += 1;
    return answers[count - 1] ?? { status: 429 };
  }, 'rateLimit');
}

interface Opened {
  burst: Burst;
  /** What the journal tells so far. */
  noted: () => Thing[];
}

const test = base.extend<{ open: (client: ApiClient, contract: Contract) => Opened }>({
  open: async ({}, use, testInfo) => {
    await use((client, contract) => {
      const opened = journalOf(testInfo);
      return { burst: openBurst(client, contract, opened.journal, owner), noted: () => opened.read().things };
    });
  },
});

test('as many requests as the contract says', async ({ open }) => {
  const { client, calls } = script([]);
  const { burst, noted } = open(client, defaultContract);

  expect(await burst.send()).toHaveLength(11);
  expect(new Set(calls.map((call) => JSON.stringify(call)))).toEqual(
    new Set([JSON.stringify({ method: 'GET', path: '/users/me', atOnce: true })]),
  );
  expect(noted()).toEqual([]);
});

test('the contract’s body', async ({ open }) => {
  const { client, calls } = script([created('a'), created('b'), created('c')]);
  await open(client, creating).burst.send();

  expect(calls).toHaveLength(3);
  expect(calls[0]).toEqual({ method: 'POST', path: '/posts', body: { title: 'smoke' }, atOnce: true });
});

test('one request gets no answer: it is told of, and what the others created is removed', async ({ open }) => {
  const { client, calls } = script([created('b'), created('c')]);
  let sent = 0;
  const send: ApiClient['send'] = (...request) =>
    (sent += 1) === 1 ? Promise.reject(new Error('no answer')) : client.send(...request);
  const { burst, noted } = open({ ...client, send }, creating);

  await expect(burst.send()).rejects.toThrow('no answer');
  expect(noted().map(({ id }) => id)).toEqual([undefined, 'b', 'c']);
  await burst.remove();
  expect(calls.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
});

test('what was created is noted and removed, whatever the success was called', async ({ open }) => {
  const { client, calls } = script([created('a/b'), { status: 429 }, created(7, 200)]);
  const { burst, noted } = open(client, creating);
  await burst.send();
  expect(noted()).toMatchObject([
    { kind: 'burst', owner, id: 'a/b', gone: false },
    { gone: true },
    { id: '7', gone: false },
  ]);
  await burst.remove();

  expect(calls.slice(3).map(({ method, path }) => `${method} ${path}`)).toEqual([
    'DELETE /posts/a%2Fb',
    'DELETE /posts/7',
  ]);
  expect(noted().every(({ gone }) => gone)).toBe(true);
});

test('nothing created, nothing to remove', async ({ open }) => {
  for (const [answers, contract] of [
    [[{ json: {} }], defaultContract],
    [[created('a', 200)], unremovable],
  ] as const) {
    const { client, calls } = script(answers);
    const { burst } = open(client, contract);
    await burst.send();
    await burst.remove();

    expect(calls.filter(({ method }) => method === 'DELETE')).toEqual([]);
  }
});

test('created, and the contract does not say how to remove it', async ({ open }) => {
  const { burst } = open(script([created('a'), created('b')]).client, unremovable);
  await burst.send();

  await expect(burst.remove()).rejects.toThrow(
    new BurstError("the burst created 2 things, and the contract's rateLimit.removal doesn't say how to remove them"),
  );
});

test('a removal that fails is told of, and the others are made', async ({ open }) => {
  const answers = [created('a'), created('b')];
  const { client, calls } = script(answers, ({ path }) => ({ status: path.endsWith('a') ? 403 : 204 }));
  const { burst, noted } = open(client, creating);
  await burst.send();

  await expect(burst.remove()).rejects.toThrow(
    new BurstError('not removed after the burst: DELETE /posts/a as rateLimit: 403 from the integration'),
  );
  expect(calls.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
  expect(noted().filter(({ gone }) => !gone)).toMatchObject([{ id: 'a' }]);
});

test.describe('a removal that the rate limit refuses', () => {
  for (const [name, headers, leastMs] of [
    ['as Retry-After says', { 'retry-after': '2' }, 1990],
    ['a second, where it says nothing', {}, 990],
    ['a second, where it says a date', { 'retry-after': 'Sun, 01 Mar 2026 12:00:00 GMT' }, 990],
  ] as const) {
    test(`waits: ${name}`, async ({ open }) => {
      const removals: Given[] = [{ status: 429, headers: { ...headers } }];
      const { client, calls } = script([created('a')], () => removals.shift() ?? { status: 204 });
      const { burst } = open(client, creating);
      await burst.send();
      const startedMs = performance.now();
      await burst.remove();

      expect(calls.filter(({ method }) => method === 'DELETE')).toHaveLength(2);
      expect(performance.now() - startedMs).toBeGreaterThan(leastMs);
    });
  }

  test('does not wait for longer than a minute', async ({ open }) => {
    const { client, calls } = script([created('a')], () => ({ status: 429, headers: { 'retry-after': '61' } }));
    const { burst } = open(client, creating);
    await burst.send();

    await expect(burst.remove()).rejects.toThrow(
      new BurstError('not removed after the burst: DELETE /posts/a as rateLimit: 429 from the integration'),
    );
    expect(calls.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
  });
});
