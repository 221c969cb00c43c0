import { ids } from './support/answers';
import { keyApi } from './support/key-api';
import type { Served } from './support/loopback';
import { expect, test } from './support/ring';

const requestsOf = ({ requests }: Served): string[] => requests.map(({ method, url }) => `${method} ${url}`);

/** An API whose list shows what it is told to, page after page; the last one stays. */
function listing(...pages: string[][]): ReturnType<typeof keyApi> {
  let count = 0;
  return keyApi(({ method, url }) => {
    if (method !== 'GET' || url !== '/users/api-keys') return undefined;
    const page = pages[Math.min(count, pages.length - 1)] ?? [];
    count += 1;
    return { headers: ids, json: page.map((id) => ({ id })) };
  });
}

test('a new key is looked for in the list until it is there', async ({ open }) => {
  const { keys } = await open(listing([], ['key_0'], ['key_0', 'key_1']));
  const key = await keys.of(await keys.request('full'), 'full');

  expect(await keys.untilListed(key)).toMatchObject({ ids: ['key_0', 'key_1'], pages: 1 });
});

test('a new key that is never listed', async ({ open }) => {
  const { keys } = await open(listing(['key_0']), { apiKeys: { listedWithinSeconds: 0 } });
  const key = await keys.of(await keys.request('full'), 'full');

  await expect(keys.untilListed(key)).rejects.toThrow(
    /^GET \/users\/api-keys as jwt: expected the new key key_1 in the list, got 1 others on 1 pages after \d+ ms, in 200 from the integration$/,
  );
});

test('a removed key must be missing twice in a row', async ({ open }) => {
  const { keys, served } = await open(listing([], ['key_1'], [], []));
  const key = await keys.of(await keys.request('full'), 'full');
  await keys.untilUnlisted(key);

  expect(requestsOf(served).filter((request) => request === 'GET /users/api-keys')).toHaveLength(4);
});

test('a removed key that stays listed', async ({ open }) => {
  const { keys } = await open(listing(['key_1']), { apiKeys: { listedWithinSeconds: 0 } });
  const key = await keys.of(await keys.request('full'), 'full');

  await expect(keys.untilUnlisted(key)).rejects.toThrow(
    /^GET \/users\/api-keys as jwt: expected the deleted key key_1 to be gone from the list, got it still listed after \d+ ms, in 200 from the integration$/,
  );
});

test.describe('a key that was removed before its first use', () => {
  test('is created and removed', async ({ open }) => {
    const { keys, served } = await open(keyApi(), { apiKeys: { lookupLagSeconds: 0 } });

    expect(await keys.retired()).toMatchObject({ id: 'key_1' });
    expect(requestsOf(served)).toEqual(['POST /users/api-keys', 'DELETE /users/api-keys/key_1']);
  });

  for (const name of ['a new one', 'that of another scenario']) {
    test(`is given after the time that the contract allows the index: ${name}`, async ({ open }) => {
      let deletedAtMs = Infinity;
      const api = keyApi(({ method }) => {
        if (method === 'DELETE') deletedAtMs = performance.now();
        return undefined;
      });
      const { keys } = await open(api, { apiKeys: { lookupLagSeconds: 0.3 } });
      if (name !== 'a new one') await keys.remove(await keys.of(await keys.request('full'), 'full'));
      await keys.retired();

      expect(performance.now() - deletedAtMs).toBeGreaterThan(290);
    });
  }

  for (const status of [200, 202]) {
    test(`is removed by ${status}, too`, async ({ open }) => {
      const api = keyApi(({ method }) => (method === 'DELETE' ? { status, headers: ids } : undefined));
      const { keys } = await open(api, { apiKeys: { lookupLagSeconds: 0 } });

      expect(await keys.retired()).toMatchObject({ id: 'key_1' });
      await keys.close();
    });
  }

  test('is the one that another scenario removed, where there is one', async ({ open }) => {
    const { keys, served } = await open(keyApi());
    const key = await keys.of(await keys.request('full'), 'full');
    await keys.remove(key);

    expect(await keys.retired()).toBe(key);
    expect(requestsOf(served)).toEqual(['POST /users/api-keys', 'DELETE /users/api-keys/key_1']);
  });

  test('is not one that was in use', async ({ open }) => {
    const { keys } = await open(keyApi());
    const used = await keys.full();
    await keys.remove(used);

    expect((await keys.retired()).id).toBe('key_2');
  });

  test('is one that could not be removed at first, once it is', async ({ open }) => {
    let failures = 0;
    const api = keyApi(({ method }) => (method === 'DELETE' && (failures += 1) === 1 ? { status: 500 } : undefined));
    const { keys, served } = await open(api);
    await keys.remove(await keys.of(await keys.request('full'), 'full'));

    expect((await keys.retired()).id).toBe('key_1');
    expect(api.existing.size).toBe(0);
    expect(requestsOf(served)).toEqual([
      'POST /users/api-keys',
      'DELETE /users/api-keys/key_1',
      'DELETE /users/api-keys/key_1',
    ]);
  });

  test('can’t be had when the removal is refused', async ({ open }) => {
    const { keys } = await open(keyApi(({ method }) => (method === 'DELETE' ? { status: 403 } : undefined)));

    await expect(keys.retired()).rejects.toThrow(
      'DELETE /users/api-keys/key_1 as jwt: expected API key key_1, which this run created, to be removed, got 403 from something before the gateway',
    );
  });
});

test.describe('a key that was in use', () => {
  test('is used until it is refused', async ({ open }) => {
    let uses = 0;
    const api = keyApi(({ url }) => (url === '/users/me' && (uses += 1) >= 4 ? { status: 401 } : undefined));
    const { keys } = await open(api);

    expect(await keys.revokeInUse(10)).toMatchObject({ met: true, answer: { status: 401 } });
    expect(uses).toBe(4);
  });

  test('and is still accepted at the deadline', async ({ open }) => {
    const { keys } = await open(keyApi());

    expect(await keys.revokeInUse(0)).toMatchObject({ met: false, answer: { status: 200 } });
  });

  test('but never was of use', async ({ open }) => {
    const { keys } = await open(keyApi(({ url }) => (url === '/users/me' ? { status: 403 } : undefined)));

    await expect(keys.revokeInUse(0)).rejects.toThrow(
      'GET /users/me as apiKey:full answered 403: the new key is of no use',
    );
  });
});
