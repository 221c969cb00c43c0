import { bodyWith, shapesOf, type Contract } from '../contract';
import { summary } from '../fixtures/client/summary';
import { readMark } from '../fixtures/mark';
import { DISPLAY_NAME } from '../fixtures/profile';
import { read } from '../fixtures/read';
import type { Found, Kind } from './kind';
import { isOwnedBy, type ApiOwner } from './owner';

/** The display name that a run has given its identity's profile, in place of the one that was there. */
export function displayName(owner: ApiOwner, contract: Contract): Kind {
  const { client, user } = owner;
  const { profile } = contract;
  const current = async (): Promise<string> =>
    read(await client.get(profile.path), shapesOf(contract).ownValues).displayName ?? '';
  return {
    name: DISPLAY_NAME,
    spoken: 'display name',
    marked: true,
    listedWithinSeconds: profile.visibleWithinSeconds,
    covers: isOwnedBy(owner),
    recognise: ({ name }, thing) => name === thing.name,
    mayBeThere: () => false,
    async list() {
      const name = await current();
      return readMark(name) === undefined ? [] : [{ id: user, name, owner: { id: user } } satisfies Found];
    },
    async remove(found, thing) {
      const values = thing?.former === undefined ? profile.noDisplayName : [thing.former];
      for (const value of values) {
        const answer = await client.patch(profile.path, { body: bodyWith(profile.fields.displayName, value) });
        if (answer.status >= 400 && value === values.at(-1)) return `${answer.request}: got ${summary(answer)}`;
        if ((await current()) !== found.name) return undefined;
      }
      return `it is still the name in the profile of ${user}: set it by hand`;
    },
  };
}
