import { OperatorError, type Operator, type Person } from '../fixtures/signup/operator';
import type { Thing } from '../fixtures/created/record';
import { countOf, removeRows, SIGN_UP } from '../fixtures/signup/rows';
import type { RunSettings } from '../fixtures/settings';
import type { Found, Kind } from './kind';

const LONGEST_REQUEST_SECONDS = 35;

/** Those who have signed up. There is no list of them: each is asked for by the address that a journal has. */
export function signUps(operator: Operator, { apiUrl, contract }: Pick<RunSettings, 'apiUrl' | 'contract'>): Kind {
  const { visibleWithinSeconds } = contract.signup;
  return {
    name: SIGN_UP,
    spoken: 'sign-up',
    marked: true,
    // A request that nobody has waited for may write as long as the gateway would.
    listedWithinSeconds: LONGEST_REQUEST_SECONDS + visibleWithinSeconds,
    mayComeBack: true,
    covers: (_thing, run) => run.target === apiUrl,
    async list(things) {
      const found = await Promise.all(things.map((thing) => look(operator, thing)));
      return found.flat();
    },
    recognise: ({ name }, thing) => name === thing.name,
    mayBeThere: () => false,
    remove: async ({ name = '' }, thing) =>
      (await removeRows(operator, personOf(name, thing), { visibleWithinSeconds })).problem,
  };
}

/** Where that can't be told, it may be there, and removing it says why not. */
async function look(operator: Operator, thing: Thing): Promise<Found[]> {
  const { id, name = '' } = thing;
  const found = { id: id ?? name, name, owner: { emails: [name] } };
  try {
    const { users, credentials } = countOf(await operator.find(personOf(name, thing)));
    return users + credentials === 0 ? [] : [found];
  } catch (error) {
    if (error instanceof OperatorError) return [{ ...found, unsure: true }];
    throw error;
  }
}

/** By their id as well, if they have got as far as that: a credential may be there without its user. */
function personOf(email: string, thing: Thing | undefined): Person {
  return { email, userId: thing?.id === email ? undefined : thing?.id };
}
