import { readFileSync } from 'node:fs';
import { KeyBudgetError } from '../../fixtures/api-keys/errors';
import type { KeyShelf, PassedOn, Role } from '../../fixtures/api-keys/shelf';
import { ids, scriptedClient } from './support/answers';
import { keyApi } from './support/key-api';
import { expect, test } from './support/ring';

// What the journal has of keys, how many there may be, and who goes on with them.

test.describe('the journal', () => {
  test('has a key before it is asked for, its id at once, and no secret', async ({ open }) => {
    const before: unknown[] = [];
    let things: () => readonly unknown[] = () => [];
    const api = keyApi(({ method }) => {
      if (method === 'POST') before.push(...things());
      return undefined;
    });
    const { keys, noted } = await open(api);
    things = () => noted().things;
    const response = await keys.request('full');

    expect(before).toMatchObject([{ kind: 'api-key', name: 'smoke-run-1', owner: { identity: 'main' }, gone: false }]);
    expect(before[0]).not.toHaveProperty('id');
    expect(noted().things).toMatchObject([{ id: 'key_1', gone: false }]);
    expect(readFileSync(noted().file, 'utf8')).not.toContain('sk_key_1');
    await keys.remove(await keys.of(response, 'full'));
    expect(noted().things).toMatchObject([{ id: 'key_1', gone: true }]);
  });

  test('has none that was refused, and keeps one that nobody knows of', async ({ open }) => {
    const statuses = [403, 502];
    const api = keyApi(({ method }) =>
      method === 'POST' ? { status: statuses.shift() ?? 500, headers: ids } : undefined,
    );
    const { keys, noted } = await open(api);
    await keys.request('full');
    await keys.request('full');
    await keys.close();

    expect(noted().things.map(({ gone }) => gone)).toEqual([true, false]);
  });
});

test.describe('the budget', () => {
  test('of the identity is spent: until when, and what to do; and it is asked once', async ({ open }) => {
    const api = keyApi(({ method }) =>
      method === 'POST' ? { status: 429, headers: { ...ids, 'retry-after': '2400' }, json: {} } : undefined,
    );
    const { keys, served, noted } = await open(api);
    const error: unknown = await keys.full().catch((reason: unknown) => reason);
    await expect(keys.request('full')).rejects.toThrow(KeyBudgetError);

    expect(error).toBeInstanceOf(KeyBudgetError);
    expect(String(error)).toMatch(
      /^Error: POST \/users\/api-keys as jwt: got 429 from the integration: this identity's budget of API keys is spent until \d\d:\d\d UTC \(Retry-After: 2400\), which is no defect of the deployment: run again then, or name another user \(SMOKE_TEST_USER_ID\)$/,
    );
    expect(served.requests).toHaveLength(1);
    expect(noted().spent).toHaveLength(1);
    await keys.close();
  });

  test('of the run is spent: no further request', async ({ open }) => {
    const { keys, served } = await open(keyApi(), {}, { budget: 2 });
    await Promise.all([keys.full(), keys.captureOnly()]);
    const before = served.requests.length;

    await expect(keys.request('full')).rejects.toThrow(
      new KeyBudgetError(
        'needs an API key, and this run has created the 2 that it may: a larger SMOKE_TEST_KEY_BUDGET allows more',
      ),
    );
    expect(served.requests).toHaveLength(before);
  });

  test('after a failure, the last one is for who judges the creation', async ({ open }) => {
    const api = keyApi(({ method }) => (method === 'POST' ? { status: 500, headers: ids, json: {} } : undefined));
    const { keys, served } = await open(api, {}, { budget: 2 });
    const creations = () => served.requests.filter(({ method }) => method === 'POST').length;
    const failure = await keys.full().catch(String);

    expect(await keys.captureOnly().catch(String)).toBe(failure);
    expect(creations()).toBe(1);
    expect((await keys.request('full')).status).toBe(500);
    expect(creations()).toBe(2);
  });

  test('does not count what was refused, nor what should have been', async ({ open }) => {
    let refusals = 2;
    const api = keyApi(({ method }) =>
      method === 'POST' && (refusals -= 1) >= 0 ? { status: 400, headers: ids, json: {} } : undefined,
    );
    const { keys } = await open(api, {}, { budget: 1 });
    const { client } = scriptedClient(() => ({ status: 201, json: { id: 'key_probe' } }));
    await keys.request('full');
    await keys.request('full');
    await keys.probe(client, () => client.post('/users/api-keys'));

    expect((await keys.request('full')).status).toBe(201);
  });
});

test('where nothing is to be written, no key is asked for', async ({ open }) => {
  const beforeWriting = (): void => {
    throw new Error('not here');
  };
  const { keys, served, noted } = await open(keyApi(), {}, { beforeWriting });

  await expect(keys.full()).rejects.toThrow('not here');
  expect(served.requests).toEqual([]);
  expect(noted().things).toEqual([]);
});

test.describe('workers of one run', () => {
  /** What is passed on, in memory. */
  const shelfWith = (): { shelf: KeyShelf; kept: Map<Role, PassedOn[]> } => {
    const kept = new Map<Role, PassedOn[]>();
    const turns = new Map<Role, Promise<void>>();
    return {
      kept,
      shelf: {
        put: (role, key) => void kept.set(role, [...(kept.get(role) ?? []), key]),
        take: (role) => kept.get(role)?.shift(),
        peek: (role) => kept.get(role)?.[0],
        // One after another, as workers do.
        turn: async (role) => {
          const before = turns.get(role);
          let end: () => void = () => undefined;
          turns.set(role, new Promise<void>((resolve) => (end = resolve)));
          await before;
          return () => {
            end();
          };
        },
      },
    };
  };

  test('uses the keys of the first one, which are left to the end of the run', async ({ open }) => {
    const api = keyApi();
    const { shelf } = shelfWith();
    const first = await open(api, {}, { shelf });
    const [full, capture] = await Promise.all([first.keys.full(), first.keys.captureOnly()]);
    await first.keys.close(true);
    const second = await open(api, {}, { shelf, beside: first });

    expect(await second.keys.full()).toMatchObject({ id: full.id, secret: full.secret });
    expect(await second.keys.captureOnly()).toMatchObject({ id: capture.id });
    await second.keys.close();
    expect(api.created).toHaveLength(2);
    expect(api.existing.size).toBe(2);
    expect(first.noted().things.map(({ gone }) => gone)).toEqual([false, false]);
  });

  test('share one key, whoever asks first', async ({ open }) => {
    const api = keyApi();
    const { shelf } = shelfWith();
    const first = await open(api, {}, { shelf });
    const second = await open(api, {}, { shelf, beside: first });
    const [one, other] = await Promise.all([first.keys.full(), second.keys.full()]);

    expect(other.id).toBe(one.id);
    expect(api.created).toHaveLength(1);
  });

  test('make one of their own where the first one could not', async ({ open }) => {
    let refusals = 1;
    const api = keyApi(({ method }) =>
      method === 'POST' && (refusals -= 1) >= 0 ? { status: 500, headers: ids, json: {} } : undefined,
    );
    const { shelf } = shelfWith();
    const first = await open(api, {}, { shelf });
    const second = await open(api, {}, { shelf, beside: first });
    const [one, other] = await Promise.allSettled([first.keys.full(), second.keys.full()]);

    expect([one.status, other.status]).toEqual(['rejected', 'fulfilled']);
  });

  test('has a key that was still being made when the first one ended', async ({ open }) => {
    const api = keyApi();
    const { shelf } = shelfWith();
    const first = await open(api, {}, { shelf });
    const full = first.keys.full();
    await first.keys.close(true);
    const second = await open(api, {}, { shelf, beside: first });

    expect((await second.keys.full()).id).toBe((await full).id);
    expect(api.existing.size).toBe(1);
  });

  test('has one that was removed before its first use', async ({ open }) => {
    const api = keyApi();
    const { shelf } = shelfWith();
    const first = await open(api, { apiKeys: { lookupLagSeconds: 0 } }, { shelf });
    const { json } = await first.keys.request('full');
    await first.keys.close(true);
    expect(api.existing.size).toBe(0);
    const second = await open(api, { apiKeys: { lookupLagSeconds: 0 } }, { shelf, beside: first });

    expect((await second.keys.retired()).id).toBe(propertyOf(json, 'id'));
    expect(api.created).toHaveLength(1);
  });

  test('does not have one that was used after it was removed', async ({ open }) => {
    const api = keyApi();
    const { shelf, kept } = shelfWith();
    const { keys } = await open(api, { apiKeys: { lookupLagSeconds: 0 } }, { shelf });
    await keys.retired();
    await keys.close(true);

    expect(kept.size).toBe(0);
  });
});

test('where a worker is alone, its keys end with it', async ({ open }) => {
  const api = keyApi();
  const { keys } = await open(api);
  await Promise.all([keys.full(), keys.captureOnly()]);
  await keys.close(true);

  expect(api.existing.size).toBe(0);
});

function propertyOf(json: unknown, name: string): unknown {
  return Object.entries(json ?? {}).find(([key]) => key === name)?.[1];
}
