import type { ApiKey } from '../functions/api-keys/api-key';
import type { KeyPage } from '../functions/api-keys/repository';
import { apiKeysByUser } from '../template/index-names';
import { inGroup } from './fault';
import { changed } from './parts';

const pageSize = 20;

/** How API keys are created, listed and deleted. */
export const keyLifeFaults = inGroup('keys', [
  {
    name: 'new-key-without-time',
    defect: 'The answer to the creation of an API key lacks createdAt.',
    cause: 'The answer is composed from the request, and the time is set by the store.',
    fails: ['AC13'],
    mutate: ({ parts }) => {
      const { presentNew } = parts['api-keys'];
      parts['api-keys'].presentNew = (key) => ({ ...presentNew(key), createdAt: undefined });
    },
  },
  {
    name: 'secret-under-another-name',
    defect: 'The answer to the creation of an API key has the secret in another field than the promised one.',
    cause: "The field was renamed along with the table's attribute.",
    fails: ['AC5', 'AC6', 'AC7', 'AC9', 'AC13'],
    mutate: ({ functions }) => {
      functions['api-keys'].environment['SECRET_FIELD'] = 'key';
    },
  },
  {
    name: 'creation-answered-as-ok',
    defect: 'The creation of an API key is answered with 200 where 201 was promised.',
    cause: "The framework's default status came back when the handler was rewritten.",
    fails: ['AC13'],
    mutate: ({ parts }) => {
      parts['api-keys'].responses = changed(parts['api-keys'].responses, (responses) => ({
        success: (_status, data) => responses.success(200, data),
      }));
    },
  },
  {
    name: 'deletion-answered-with-a-body',
    defect: 'The deletion of an API key is answered with 200 and a body where 204 was promised.',
    cause: 'A wrapper around all handlers puts every result into the envelope, even none.',
    fails: ['AC13'],
    mutate: ({ parts }) => {
      parts['api-keys'].responses = changed(parts['api-keys'].responses, (responses) => ({
        noContent: () => responses.success(200, null),
      }));
    },
  },
  {
    name: 'secret-in-the-list',
    defect: 'The list of API keys shows their secrets.',
    cause: 'The secret is stored in clear, and the list gives rows as they are.',
    fails: ['AC13'],
    mutate: ({ parts }) => {
      parts['api-keys'].present = (key) => key;
      parts['api-keys'].keys = changed(parts['api-keys'].keys, (keys) => ({
        add: (key, keyValue) => keys.add({ ...key, keyValue }, keyValue),
      }));
    },
  },
  {
    name: 'new-key-never-listed',
    defect: 'A new API key does not appear in the list.',
    cause: 'The list comes from a copy of the table whose stream was switched off.',
    fails: ['AC13'],
    mutate: ({ tables }) => {
      const index = tables['api-keys'].indexes[apiKeysByUser];
      if (index) index.lagMs = 3_600_000;
    },
  },
  {
    name: 'list-ends-after-one-page',
    defect: 'The list gives the oldest keys only, and no way to the next page.',
    cause: 'One query reads one page, and the mark of where it ended is dropped.',
    fails: ['AC13'],
    mutate: ({ parts, seededApiKeys }) => {
      seededApiKeys.count = 2 * pageSize;
      parts['api-keys'].keys = changed(parts['api-keys'].keys, (keys) => ({
        list: async (userId, _limit, after) => ({ ...(await keys.list(userId, pageSize, after)), next: undefined }),
      }));
    },
  },
  {
    name: 'cursor-ignored',
    defect: 'The list answers every cursor with its first page.',
    cause: 'The parameter was renamed in the handler, and not in what it tells its clients.',
    fails: ['AC13'],
    mutate: ({ functions, parts, seededApiKeys }) => {
      seededApiKeys.count = 2 * pageSize;
      functions['api-keys'].environment['PAGE_SIZE'] = String(pageSize);
      parts['api-keys'].keys = changed(parts['api-keys'].keys, (keys) => ({
        list: (userId, limit) => keys.list(userId, limit),
      }));
    },
  },
  {
    name: 'list-without-ids',
    defect: 'The list of API keys gives names and no ids, so that no key can be found in it.',
    cause: 'The list was made for people to read, and nobody deleted a key with it.',
    fails: ['AC13'],
    mutate: ({ parts }) => {
      parts['api-keys'].present = ({ name, scopes, createdAt }) => ({ name, scopes, createdAt });
    },
  },
  {
    name: 'deleted-key-still-listed',
    defect: 'A deleted API key stays in the list.',
    cause: "The list is kept in the function's memory, where creations are added and deletions forgotten.",
    fails: ['AC13'],
    mutate: ({ parts }) => {
      const created = new Map<string, ApiKey>();
      parts['api-keys'].keys = changed(parts['api-keys'].keys, (keys) => ({
        add: async (key, keyValue) => {
          await keys.add(key, keyValue);
          created.set(key.id, key);
        },
        list: async (userId, limit, after): Promise<KeyPage> => {
          const page = await keys.list(userId, limit, after);
          const own = [...created.values()].filter((key) => key.userId === userId);
          return { ...page, keys: [...page.keys.filter(({ id }) => !created.has(id)), ...own] };
        },
      }));
    },
  },
]);
