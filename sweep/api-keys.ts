import { fillPath, shapesOf, type Contract } from '../contract';
import { readKeyList } from '../fixtures/api-keys/list';
import { API_KEY } from '../fixtures/api-keys/kind';
import type { ApiClient } from '../fixtures/client/client';
import { readMark } from '../fixtures/mark';
import { read } from '../fixtures/read';
import { removeOne } from '../fixtures/removal';
import type { Found, Kind } from './kind';
import { isOwnedBy, type ApiOwner } from './owner';

/** The API keys of an identity. Without a name (apiKeys.nameField) they are known by the journal only. */
export function apiKeys(owner: ApiOwner, contract: Contract): Kind {
  const { client } = owner;
  return {
    name: API_KEY,
    spoken: 'API key',
    marked: contract.apiKeys.nameField !== null,
    removedById: true,
    listedWithinSeconds: contract.apiKeys.listedWithinSeconds,
    covers: isOwnedBy(owner),
    recognise: ({ id, name }, thing) =>
      thing.id === undefined ? name !== undefined && name === thing.name : id === thing.id,
    mayBeThere: () => contract.apiKeys.nameField === null,
    async list() {
      const { entries } = await readKeyList(client, contract);
      const ownIds = await idsOf(owner, entries, contract);
      return entries
        .filter(({ userId }) => userId === undefined || ownIds.includes(userId))
        .map(({ id, name }): Found => ({ id, name, owner: { id: owner.user } }));
    },
    async remove({ id }) {
      return (
        await removeOne(
          client,
          fillPath(contract.apiKeys.itemPath, () => id),
        )
      ).at(0);
    },
  };
}

/** What the API calls the identity's user: as the token does, or as its profile does. */
async function idsOf(
  { client, user }: { client: ApiClient; user: string },
  entries: readonly { name?: string; userId?: string }[],
  contract: Contract,
): Promise<string[]> {
  const foreign = entries.some(
    ({ name = '', userId }) => userId !== undefined && userId !== user && readMark(name) !== undefined,
  );
  if (!foreign) return [user];
  const { userId } = read(await client.get(contract.profile.path), shapesOf(contract).ownValues);
  return typeof userId === 'string' ? [user, userId] : [user];
}
