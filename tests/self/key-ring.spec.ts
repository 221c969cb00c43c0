import { readFileSync } from 'node:fs';
import { KeyBudgetError, KeyError } from '../../fixtures/api-keys/errors';
import type { KeyShelf, PassedOn, Role } from '../../fixtures/api-keys/shelf';
import { ids, scriptedClient } from './support/answers';
import { keyApi } from './support/key-api';
import { expect, test } from './support/ring';

const at = (method: string, url: string) => (request: { method: string; url: string }) =>
  request.method === method && request.url === url;

test('the key for everything is created once, however many ask at once', async ({ open }) => {
  const bodies: unknown[] = [];
  const api = keyApi(({ method, body }) => {
    if (method === 'POST') bodies.push(JSON.parse(body));
    return undefined;
  });
  const { keys } = await open(api, { apiKeys: { createWith: { expiresInDays: 1 } } });
  const [one, other] = await Promise.all([keys.full(), keys.full()]);

  expect(one).toBe(other);
  expect(one).toMatchObject({ id: 'key_1', secret: '[api-key …6789]' });
  expect(bodies).toEqual([{ expiresInDays: 1, name: 'smoke-run-1', scopes: ['full'] }]);
});

test('a name goes where the contract says, or nowhere', async ({ open }) => {
  const bodies: unknown[] = [];
  const api = keyApi(({ body }) => void bodies.push(JSON.parse(body)));
  const { keys } = await open(api, { apiKeys: { nameField: null, scopes: { captureOnly: ['saves:write'] } } });
  await keys.request('captureOnly');

  expect(bodies).toEqual([{ scopes: ['saves:write'] }]);
});

test('a new key is waited for until the API knows it', async ({ open }) => {
  let tries = 0;
  const api = keyApi(({ url }) =>
    url === '/users/me' && (tries += 1) < 3 ? { status: 401, headers: ids } : undefined,
  );
  await (await open(api)).keys.full();

  expect(tries).toBe(3);
});

test.describe('a key that could not be created', () => {
  for (const [name, status, headers, message] of [
    [
      'the function failed',
      500,
      ids,
      'POST /users/api-keys as jwt: expected the API key that this scenario needs, got 500 from the integration',
    ],
  ] as const) {
    test(name, async ({ open }) => {
      const { keys } = await open(
        keyApi(({ method }) => (method === 'POST' ? { status, headers, json: {} } : undefined)),
      );

      await expect(keys.full()).rejects.toThrow(new KeyError(message));
      await keys.close();
    });
  }
});

test.describe('closing removes everything that was created', () => {
  test('shared, asked for, and what should have been refused', async ({ open }) => {
    const api = keyApi();
    const { keys, noted } = await open(api);
    const somebody = scriptedClient(() => ({ status: 201, json: { data: { id: 'key_elsewhere' } } }), 'admin');
    await Promise.all([keys.full(), keys.captureOnly(), keys.request('full')]);
    await keys.probe(somebody.client, (naming) => somebody.client.post('/users/api-keys', { body: naming }));
    expect(noted().things.map(({ name, id }) => [name, id])).toContainEqual(['smoke-run-4', 'key_elsewhere']);
    await keys.close();

    expect(api.created).toHaveLength(3);
    expect([...api.existing]).toEqual([]);
    expect(somebody.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /users/api-keys',
      'DELETE /users/api-keys/key_elsewhere',
    ]);
    expect(noted().things.every(({ gone }) => gone)).toBe(true);
  });

  test('but never what somebody else made', async ({ open }) => {
    const api = keyApi();
    api.existing.add('key_of_a_user');
    const { keys } = await open(api);
    await keys.request('full');
    await keys.close();

    expect([...api.existing]).toEqual(['key_of_a_user']);
  });

  test('even what is no key: an answer without a secret', async ({ open }) => {
    const deleted: string[] = [];
    const api = keyApi(({ method, url }) => {
      if (method === 'DELETE') deleted.push(url);
      return method === 'POST' ? { status: 201, headers: ids, json: { id: 'key_x' } } : undefined;
    });
    const { keys } = await open(api);
    await expect(keys.full()).rejects.toThrow(KeyError);
    await keys.close();

    expect(deleted).toEqual(['/users/api-keys/key_x']);
  });

  test('not twice', async ({ open }) => {
    const api = keyApi();
    const { keys } = await open(api);
    const key = await keys.of(await keys.request('full'), 'full');
    expect((await keys.remove(key)).status).toBe(204);
    api.existing.add(key.id);
    await keys.close();

    expect([...api.existing]).toEqual([key.id]);
  });

  test('what somebody else removed is gone, too', async ({ open }) => {
    const api = keyApi();
    const { keys } = await open(api);
    await keys.request('full');
    api.existing.clear();

    await keys.close();
  });

  test('one removal fails: the others are removed, and the message names the one', async ({ open }) => {
    const fails = at('DELETE', '/users/api-keys/key_2');
    const api = keyApi((request) => (fails(request) ? { status: 500, headers: ids } : undefined));
    const { keys } = await open(api);
    await Promise.all([1, 2, 3].map(() => keys.request('full')));

    await expect(keys.close()).rejects.toThrow(
      new KeyError(
        'DELETE /users/api-keys/key_2 as jwt: expected API key key_2, which this run created, to be removed, got 500 from the integration',
      ),
    );
    expect([...api.existing]).toEqual(['key_2']);
  });

  test('one removal gets no answer: the others are told of all the same', async ({ open }) => {
    const hangsUp = at('DELETE', '/users/api-keys/key_1');
    const fails = at('DELETE', '/users/api-keys/key_2');
    const api = keyApi((request) => {
      if (hangsUp(request)) return 'hang up';
      return fails(request) ? { status: 500, headers: ids } : undefined;
    });
    const { keys } = await open(api);
    await Promise.all([1, 2, 3].map(() => keys.request('full')));

    const error: unknown = await keys.close().catch((reason: unknown) => reason);
    expect(String(error)).toContain('key_1');
    expect(String(error)).toContain('expected API key key_2, which this run created, to be removed');
  });
});

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

test.describe('a worker that goes on in the place of one that failed', () => {
  /** What is passed on, in memory. */
  const shelfWith = (): { shelf: KeyShelf; kept: Map<Role, PassedOn[]> } => {
    const kept = new Map<Role, PassedOn[]>();
    return {
      kept,
      shelf: {
        put: (role, key) => void kept.set(role, [...(kept.get(role) ?? []), key]),
        take: (role) => kept.get(role)?.shift(),
      },
    };
  };

  test('uses the keys of the first one, and removes them', async ({ open }) => {
    const api = keyApi();
    const { shelf } = shelfWith();
    const first = await open(api, {}, { shelf });
    const [full, capture] = await Promise.all([first.keys.full(), first.keys.captureOnly()]);
    await first.keys.close(true);
    expect(api.existing.size).toBe(2);
    const second = await open(api, {}, { shelf, beside: first });

    expect(await second.keys.full()).toMatchObject({ id: full.id, secret: full.secret });
    expect(await second.keys.captureOnly()).toMatchObject({ id: capture.id });
    await second.keys.close();
    expect(api.created).toHaveLength(2);
    expect(api.existing.size).toBe(0);
    expect(first.noted().things.map(({ gone }) => gone)).toEqual([true, true]);
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

function propertyOf(json: unknown, name: string): unknown {
  return Object.entries(json ?? {}).find(([key]) => key === name)?.[1];
}
