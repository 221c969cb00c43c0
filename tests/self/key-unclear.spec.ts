import type { ContractOverrides } from '../../contract';
import { KeyError } from '../../fixtures/api-keys/errors';
import { ids } from './support/answers';
import { deferred } from './support/deferred';
import type { Reply } from './support/loopback';
import { expect, test, type Api, type Opened } from './support/ring';

type Open = (api: Api, overrides?: ContractOverrides) => Promise<Opened>;

/** An API that lists keys with their names, and answers the creations as told. */
async function openNamed(
  open: Open,
  create: (id: string) => Reply | Promise<Reply>,
  apiKeys: ContractOverrides['apiKeys'] = {},
): Promise<Opened & { existing: Map<string, string>; requests: string[] }> {
  const existing = new Map<string, string>();
  const requests: string[] = [];
  const reply: Api['reply'] = ({ method, url, body }) => {
    requests.push(`${method} ${url}`);
    if (method === 'POST') {
      const id = `key_${existing.size + 1}`;
      existing.set(id, /smoke-[\w-]+/.exec(body)?.[0] ?? '');
      return create(id);
    }
    if (method === 'GET') return { headers: ids, json: [...existing].map(([id, name]) => ({ id, name })) };
    existing.delete(url.slice('/users/api-keys/'.length));
    return { status: 204, headers: ids };
  };
  return { ...(await open({ reply }, { apiKeys })), existing, requests };
}

for (const [name, reply] of [
  ['without an answer', 'hang up'],
  ['with a failure', { status: 502, headers: ids, json: { message: 'Internal server error' } }],
  ['without an id', { status: 201, headers: ids, json: { key: 'sk_0123456789' } }],
] as const) {
  test(`a creation ${name} is found in the list by the run’s mark, and removed`, async ({ open }) => {
    const { keys, existing } = await openNamed(open, () => reply);
    existing.set('key_of_a_user', 'mine').set('key_of_another_worker', 'smoke-run2-1');
    await Promise.allSettled([keys.request('full')]);
    expect(existing.size).toBe(3);
    await keys.close();

    expect([...existing.keys()]).toEqual(['key_of_a_user', 'key_of_another_worker']);
  });
}

test('what every answer tells of needs no list', async ({ open }) => {
  const { keys, requests } = await openNamed(open, (id) => ({ status: 201, headers: ids, json: { id } }));
  await keys.request('full');
  await keys.close();

  expect(requests).toEqual(['POST /users/api-keys', 'DELETE /users/api-keys/key_1']);
});

test('a refusal creates nothing', async ({ open }) => {
  const { keys, requests } = await openNamed(open, () => ({ status: 400, headers: ids, json: {} }));
  await keys.request('full');
  await keys.close();

  expect(requests).toEqual(['POST /users/api-keys']);
});

test('a creation that is under way is waited for', async ({ open }) => {
  const arrived = deferred<undefined>();
  const answer = deferred<Reply>();
  const { keys, existing } = await openNamed(open, () => {
    arrived.resolve(undefined);
    return answer.promise;
  });
  const pending = keys.request('full');
  await arrived.promise;
  const closed = keys.close();
  answer.resolve({ status: 201, headers: ids, json: { id: 'key_1' } });
  await Promise.all([pending, closed]);

  expect(existing.size).toBe(0);
});

test('what is known is removed, even when the list can’t be read', async ({ open }) => {
  const { keys, existing } = await openNamed(
    open,
    (id) => (id === 'key_1' ? { status: 201, headers: ids, json: { id } } : { status: 502, headers: ids }),
    { list: { items: ['nowhere'] } },
  );
  await keys.request('full');
  await keys.request('full');
  await expect(keys.close()).rejects.toThrow();

  expect([...existing.keys()]).not.toContain('key_1');
});

for (const status of [400, 422]) {
  test(`a creation that is refused with ${status} points to the contract`, async ({ open }) => {
    const { keys } = await openNamed(open, () => ({ status, headers: ids, json: {} }));

    await expect(keys.full()).rejects.toThrow(
      new KeyError(
        `POST /users/api-keys as jwt: expected the API key that this scenario needs, got ${status} from the integration: does its body have what the API wants, and nothing else (apiKeys.nameField, createWith and scopes in the contract)?`,
      ),
    );
  });
}
