import { expect, test } from '@playwright/test';
import { defaultContract, type Contract } from '../../contract';
import { KeyListError, readKeyList, type KeyListing } from '../../fixtures/api-keys/list';
import { scriptedClient, type Call, type Given } from './support/answers';
import { contractWith } from './support/contract';

const [one, two, three] = [{ id: 'key_1' }, { id: 'key_2' }, { id: 'key_3' }];

async function listOf(pages: (call: Call) => Given, contract: Contract = defaultContract): Promise<KeyListing> {
  return readKeyList(scriptedClient(pages).client, contract);
}

test.describe('one page', () => {
  for (const [name, json] of [
    ['a bare list', [one, two]],
    ['a list in the envelope', { data: [one, two] }],
    ['items', { items: [one, two], nextCursor: null }],
    ['items in the envelope', { data: { items: [one, two] } }],
    ['items beside an empty envelope', { items: [one, two], data: null }],
    ['keys', { keys: [one, two] }],
    ['apiKeys, with an empty cursor', { apiKeys: [one, two], nextCursor: '' }],
  ] as const) {
    test(name, async () => {
      expect(await listOf(() => ({ json }))).toEqual({
        request: 'GET /users/api-keys as jwt',
        ids: ['key_1', 'key_2'],
        entries: [{ id: 'key_1' }, { id: 'key_2' }],
        text: JSON.stringify(json),
        pages: 1,
        answer: '200 from the integration',
      });
    });
  }

  test('an empty list', async () => {
    expect((await listOf(() => ({ json: { data: [] } }))).ids).toEqual([]);
  });

  for (const [nameField, entries] of [
    ['name', [{ id: '7', name: 'mine' }, { id: 'key_2' }, { id: 'key_3' }]],
    ['label', [{ id: '7' }, { id: 'key_2', name: 'yours' }, { id: 'key_3' }]],
    [null, [{ id: '7' }, { id: 'key_2' }, { id: 'key_3' }]],
  ] as const) {
    test(`names are where the contract says: ${nameField ?? 'nowhere'}`, async () => {
      const json = [{ id: 7, name: 'mine' }, { ...two, label: 'yours', name: null }, three];

      expect((await listOf(() => ({ json }), contractWith({ apiKeys: { nameField } }))).entries).toEqual(entries);
    });
  }

  test('whose a key is, where the list tells', async () => {
    const contract = contractWith({ apiKeys: { fields: { userId: 'owner.id' } } });

    expect((await listOf(() => ({ json: [{ ...one, owner: { id: 'user_1' } }, two] }), contract)).entries).toEqual([
      { id: 'key_1', userId: 'user_1' },
      { id: 'key_2' },
    ]);
  });

  test('where the contract says', async () => {
    const contract = contractWith({ apiKeys: { fields: { id: 'meta.keyId' }, list: { items: ['result.rows'] } } });
    const json = { result: { rows: [{ meta: { keyId: 'key_9' } }] } };

    expect((await listOf(() => ({ json }), contract)).ids).toEqual(['key_9']);
  });
});

test.describe('several pages', () => {
  for (const [name, first, last] of [
    ['the cursor beside the items', { items: [one, two], nextCursor: 'a/b' }, { items: [three] }],
    ['all in the envelope', { data: { items: [one, two], nextCursor: 'a/b' } }, { data: { items: [three] } }],
    ['the cursor beside the envelope', { data: [one, two], nextCursor: 'a/b' }, { data: [three], nextCursor: null }],
  ] as const) {
    test(name, async () => {
      const { client, calls } = scriptedClient(({ query }) => ({ json: query?.cursor === 'a/b' ? last : first }));
      const { ids, pages, text } = await readKeyList(client, defaultContract);

      expect({ ids, pages }).toEqual({ ids: ['key_1', 'key_2', 'key_3'], pages: 2 });
      expect(text).toBe(JSON.stringify(first) + JSON.stringify(last));
      expect(calls.map(({ query }) => query)).toEqual([undefined, { cursor: 'a/b' }]);
    });
  }

  test('a page without entries is not the end', async () => {
    const pages: Record<string, Given> = {
      '': { json: { items: [one], nextCursor: 2 } },
      2: { json: { items: [], nextCursor: 3 } },
      3: { json: { items: [three] } },
    };

    expect((await listOf(({ query }) => pages[query?.cursor ?? ''] ?? {})).ids).toEqual(['key_1', 'key_3']);
  });

  test('under the contract’s names', async () => {
    const contract = contractWith({ apiKeys: { list: { nextCursor: ['page.next'], cursorParameter: 'after' } } });
    const { client, calls } = scriptedClient(({ query }) => ({
      json: query === undefined ? { items: [one], page: { next: 'x' } } : { items: [two] },
    }));

    expect((await readKeyList(client, contract)).ids).toEqual(['key_1', 'key_2']);
    expect(calls[1]?.query).toEqual({ after: 'x' });
  });
});

test.describe('refused', () => {
  test('pages that go round in a circle', async () => {
    const pages = listOf(({ query }) => ({ json: { items: [one], nextCursor: query?.cursor === 'a' ? 'b' : 'a' } }));

    await expect(pages).rejects.toThrow(
      'GET /users/api-keys as jwt: expected an end of the list, got 3 pages, the last of them 200 from the integration: the next cursor comes again',
    );
  });

  test('pages without an end', async () => {
    let count = 0;
    const pages = listOf(() => ({ json: { items: [], nextCursor: String((count += 1)) } }));

    await expect(pages).rejects.toThrow(
      'GET /users/api-keys as jwt: expected an end of the list, got 200 pages, the last of them 200 from the integration: that is more than this suite reads',
    );
    expect(count).toBe(200);
  });

  for (const [name, given, status] of [
    ['a refusal', { status: 403, json: [one] }, '403'],
    ['an object without a list', { json: { total: 0 } }, '200'],
    ['no JSON', { text: 'no' }, '200'],
  ] as const) {
    test(name, async () => {
      await expect(listOf(() => given)).rejects.toThrow(
        `GET /users/api-keys as jwt: expected 200 with a list of keys at . or items or keys or apiKeys, got ${status} from the integration`,
      );
    });
  }

  test('with a stable code', () => {
    expect(new KeyListError('x').code).toBe('KEY_LIST');
  });
});
