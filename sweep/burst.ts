import { fillPath, type Contract } from '../contract';
import { BURST } from '../fixtures/burst';
import { removeOne } from '../fixtures/removal';
import type { Kind } from './kind';
import { isOwnedBy, type ApiOwner } from './owner';

/** What a burst has created. It is in no list, and known by the journal only. */
export function burst(owner: ApiOwner, contract: Contract): Kind {
  const { removal } = contract.rateLimit;
  return {
    name: BURST,
    spoken: `${contract.rateLimit.path}, created by a burst:`,
    marked: false,
    listedWithinSeconds: 0,
    covers: isOwnedBy(owner),
    recognise: ({ id }, thing) => id === thing.id,
    mayBeThere: () => true,
    list: (things) =>
      Promise.resolve(things.flatMap(({ id }) => (id === undefined ? [] : [{ id, owner: { id: owner.user } }]))),
    async remove({ id }) {
      if (removal === undefined) return "the contract's rateLimit.removal doesn't say how";
      return (
        await removeOne(
          owner.client,
          fillPath(removal.path, () => id),
        )
      ).at(0);
    },
  };
}
