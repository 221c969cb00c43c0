import { authorizerLog, functionLog } from '../commands';
import type { Entry } from '../entry';

/** API keys, from creation to revocation. */
export const keys: readonly Entry[] = [
  {
    id: 'unknown-keys-accepted',
    cause:
      'any string is accepted as an API key: the look-up falls back to a demo account, or nobody looks whether it found anything',
    next: ['look at what the authorizer does where the look-up finds nothing'],
    command: authorizerLog,
    where: { scenarios: ['AC8'], status: /^2/ },
  },
  {
    id: 'deletion-without-effect',
    cause:
      'the deletion of an API key is answered as done, and does nothing: the key goes on working and stays in the list',
    next: ['look whether the write is awaited, or put into a queue that nobody reads'],
    command: functionLog,
    where: { scenarios: ['AC7', 'AC13'], says: /got 2\d\d from|still listed/, expected: /^401|gone from the list/ },
    failed: ['AC7', 'AC13'],
  },
  {
    id: 'revoked-keys-accepted',
    cause:
      "a deleted API key is still accepted: it is only marked as revoked, and the authorizer does not look at the mark (or at the key's cached result)",
    next: [
      'have the authorizer refuse keys that are marked; then look at its cache, and at apiKeys.lookupLagSeconds in the contract',
    ],
    command: authorizerLog,
    where: { scenarios: ['AC7'], status: /^2/ },
  },
  {
    id: 'revoked-key-with-another-code',
    cause:
      'a deleted API key is refused as {statuses} of an unknown one: the look-up leaves out deleted keys before anybody can tell them apart',
    next: [
      'have the look-up find revoked keys too; or set errors.revokedKey in the contract, where clients need not know',
    ],
    command: authorizerLog,
    where: { scenarios: ['AC7'], status: /^401/, errorType: /^AccessDenied|^$/, code: /^(?!UNAUTHORIZED$).+/ },
    passed: ['AC8'],
  },
  {
    id: 'scope-checked-after-the-write',
    cause:
      "an update with a key that lacks the scope is refused after it was written: the scope's check comes too late",
    next: ['move the check before the write'],
    command: functionLog,
    where: { scenarios: ['AC6'], expected: /^a profile/, status: /^2/ },
  },
  {
    id: 'scopes-not-enforced',
    cause:
      'a capture-only key may update the profile: the handler does not look at scopes, or the key has got more scopes than were asked for',
    next: ["look at the key's scopes in the answer to its creation (in the report), then at the handler's check"],
    command: functionLog,
    where: { scenarios: ['AC6'], status: /^2/, expected: /^403|SCOPE/ },
  },
  {
    id: 'new-key-lacks-a-field',
    cause: 'the answer to the creation of an API key lacks {1}: the field is not filled, or has another name',
    next: [
      'compare the answer in the report with apiKeys.fields in the contract; correct the handler, or the contract',
    ],
    command: functionLog,
    where: {
      scenarios: ['AC5', 'AC6', 'AC7', 'AC9', 'AC13'],
      request: /^POST /,
      status: /^2/,
      says: /([\w.]+) is missing/,
    },
  },
  {
    id: 'secrets-in-the-list',
    cause: 'the list of API keys shows their secrets, as they are stored in clear and rows are given as they are',
    next: ['store a hash of the secret, and list named fields only; then revoke the keys that were shown'],
    where: { scenarios: ['AC13'], expected: /no secret/ },
  },
  {
    id: 'cursor-ignored',
    cause:
      'the list answers every cursor with its first page: the parameter has another name than its clients are told',
    next: ['compare apiKeys.list.cursorParameter in the contract with what the handler reads'],
    where: { scenarios: ['AC13'], says: /cursor comes again/ },
  },
  {
    id: 'new-key-not-listed',
    cause:
      'a new API key is not in the list, which is empty: it comes from a copy or an index that is not fed, or from another table',
    next: [
      'look whether the stream or index that feeds the list is on, and at apiKeys.listedWithinSeconds and list.items in the contract',
    ],
    command: functionLog,
    where: { scenarios: ['AC13'], expected: /new key/, got: /^0 others/ },
  },
  {
    id: 'list-ends-after-one-page',
    cause:
      'the list ends after its first page, with the oldest keys: the query reads one page and drops the mark of where it ended (LastEvaluatedKey)',
    next: [
      'hand on LastEvaluatedKey as the cursor, or sort the newest first; see apiKeys.list.nextCursor in the contract',
    ],
    where: { scenarios: ['AC13'], expected: /new key/, got: /^\d{2,} others on 1 pages/ },
  },
  {
    id: 'listed-keys-not-recognised',
    cause: 'the new API key is not found in the list: its entries have no id, or the id is in another field',
    next: [
      'compare the list in the report with apiKeys.fields.id in the contract; without ids nobody can delete a key by the list',
    ],
    where: { scenarios: ['AC13'], expected: /new key/ },
  },
  {
    id: 'deleted-keys-listed',
    cause: "a deleted API key stays in the list: the list is cached, or doesn't leave out what is marked as revoked",
    next: ['look for a cache in the function or before it, and at apiKeys.listedWithinSeconds in the contract'],
    command: functionLog,
    where: { scenarios: ['AC13'], got: /still listed/ },
    passed: ['AC7'],
  },
];
