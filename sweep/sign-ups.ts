import type { Operator } from '../fixtures/signup/operator';
import { countOf, removeRows, SIGN_UP } from '../fixtures/signup/rows';
import type { Found, Kind } from './kind';

/** Those who have signed up. There is no list of them: each is asked for by the address that a journal has. */
export function signUps(operator: Operator, target: string): Kind {
  return {
    name: SIGN_UP,
    spoken: 'sign-up',
    marked: true,
    listedWithinSeconds: 0,
    covers: (_thing, run) => run.target === target,
    async list(things) {
      const found = await Promise.all(things.map(({ name = '' }) => look(operator, name)));
      return found.flat();
    },
    recognise: ({ name }, thing) => name === thing.name,
    mayBeThere: () => false,
    remove: async ({ id }) => (await removeRows(operator, id)).problem,
  };
}

async function look(operator: Operator, address: string): Promise<Found[]> {
  const { users, credentials } = countOf(await operator.find(address));
  return users + credentials === 0 ? [] : [{ id: address, name: address, owner: { emails: [address] } }];
}
