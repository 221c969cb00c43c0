import { KeyError } from '../../fixtures/api-keys/errors';
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
