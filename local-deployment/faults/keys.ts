import type { KeyLookup } from '../functions/authorizer/key-lookup';
import type { DeploymentTemplate } from '../template/types';
import { inGroup } from './fault';
import { around, changed, commonPartsOf } from './parts';

/** What an API key opens. */
export const keyFaults = inGroup('keys', [
  {
    name: 'unknown-key-accepted',
    defect: 'Any string is accepted as an API key.',
    cause: 'A demo account, meant for development, answers for every key that is not found.',
    fails: ['AC8'],
    mutate: (template) => {
      const demo = { id: 'demo', userId: template.users.admin.userId, keyHash: '', scopes: ['full'], createdAt: '' };
      changeLookup(template, async (find, hash) => (await find(hash)) ?? demo);
    },
  },
  {
    name: 'revoked-key-accepted',
    defect: 'A deleted API key is still accepted.',
    cause: 'Deletion marks the key, and the authorizer was written when it removed it.',
    fails: ['AC7'],
    mutate: ({ parts }) => {
      parts.authorizer.isRevoked = () => false;
    },
  },
  {
    name: 'revoked-key-unknown',
    defect: 'A deleted API key is refused as one that never was.',
    cause: 'The look-up leaves out deleted keys before anybody can tell them from unknown ones.',
    fails: ['AC7'],
    mutate: (template) => {
      changeLookup(template, async (find, hash) => {
        const key = await find(hash);
        return key?.revokedAt === undefined ? key : undefined;
      });
    },
  },
  {
    name: 'deletion-deletes-nothing',
    defect: 'The deletion of an API key is answered as done, and nothing happens.',
    cause: 'The deletion is put into a queue that nobody reads any more.',
    fails: ['AC7', 'AC13'],
    mutate: ({ parts }) => {
      parts['api-keys'].keys = changed(parts['api-keys'].keys, () => ({ remove: () => Promise.resolve(true) }));
    },
  },
  {
    name: 'key-of-another-user',
    defect: 'An API key stands for another user than its owner.',
    cause: 'The look-up joins keys and users by position after one of the lists was sorted.',
    fails: ['AC5'],
    mutate: (template) => {
      const { admin } = template.users;
      changeLookup(template, async (find, hash) => {
        const key = await find(hash);
        return key && { ...key, userId: admin.userId };
      });
    },
  },
  {
    name: 'key-id-taken-for-the-user',
    defect: 'Functions look for the profile of the API key itself, which has none.',
    cause: "The authorizer hands on the key's id where the user's is expected.",
    fails: ['AC5', 'AC6', 'AC9'],
    mutate: (template) => {
      changeLookup(template, async (find, hash) => {
        const key = await find(hash);
        return key && { ...key, userId: key.id };
      });
    },
  },
  {
    name: 'scopes-ignored',
    defect: 'An API key for capturing may do everything.',
    cause: 'Scopes are stored and handed on, and no handler ever looks at them.',
    fails: ['AC6'],
    mutate: (template) => {
      for (const parts of commonPartsOf(template)) {
        parts.scopes = changed(parts.scopes, () => ({ requireFull: () => undefined }));
      }
    },
  },
  {
    name: 'scope-checked-after-the-write',
    defect: 'An update with a key for capturing is refused, after it was carried out.',
    cause: 'The check moved into the part that composes the answer.',
    fails: ['AC6'],
    mutate: ({ parts }) => {
      parts.profile.guarded = async (check, write) => {
        const written = await write();
        check();
        return written;
      };
    },
  },
  {
    name: 'every-key-for-everything',
    defect: 'An API key gets every scope, whatever was asked for.',
    cause: 'The store fills in a default for scopes, and overwrites those that were given.',
    fails: ['AC6'],
    mutate: ({ parts, seededApiKeys }) => {
      parts['api-keys'].keys = changed(parts['api-keys'].keys, (keys) => ({
        add: (key, keyValue) => keys.add({ ...key, scopes: [seededApiKeys.scope] }, keyValue),
      }));
    },
  },
]);

function changeLookup({ parts }: DeploymentTemplate, wrap: (find: KeyLookup, hash: string) => ReturnType<KeyLookup>) {
  parts.authorizer.findKey = around(parts.authorizer.findKey, wrap);
}
