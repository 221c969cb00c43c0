import { openClerk } from '../fixtures/issuer/clerk';
import { SESSION } from '../fixtures/issuer/sessions';
import { identityNames, identityVariables, type MintingSettings } from '../fixtures/settings';
import type { Thing } from '../fixtures/created/record';
import type { Found, Kind } from './kind';

/** Clerk's clock and ours may differ by this much. */
const CLOCK_DIFFERENCE_MS = 5_000;

/** Clerk makes a session within this time after it was asked to. */
const LONGEST_CREATION_MS = 10_000;

interface FoundSession extends Found {
  createdAtMs: number;
  ofBrowser: boolean;
}

/**
 * The sessions of the identities. They have no name: what was noted is known by its id; or, where the answer with the id never
 * came, as the only session of that user that nobody else has noted, that no browser has opened, and that began just then.
 */
export function sessions(minting: MintingSettings): Kind {
  const clerk = openClerk(minting);
  clerk.catch(() => undefined);
  const found = new Map<string, FoundSession>();
  const users = Object.values(minting.userIds);
  const recognise = ({ id, owner }: Found, thing: Thing): boolean => {
    const session = found.get(id);
    if (session === undefined || owner.id !== thing.owner.user) return false;
    return thing.id === undefined ? !session.ofBrowser && beganThen(session, thing) : thing.id === id;
  };
  return {
    name: SESSION,
    spoken: 'session',
    marked: false,
    listedWithinSeconds: 0,
    covers: ({ owner }) => users.includes(owner.user),
    async list(things) {
      const noted = identityNames.filter((name) => things.some(({ owner }) => owner.user === minting.userIds[name]));
      const lists = await Promise.all(
        noted.map(async (name) =>
          (await clerk).activeSessions(minting.userIds[name] ?? '', identityVariables[name].user),
        ),
      );
      for (const { id, userId, ...rest } of lists.flat()) found.set(id, { id, owner: { id: userId }, ...rest });
      return [...found.values()];
    },
    recognise,
    // Each of several could be somebody else's.
    mayBeThere: (thing, unknown) => unknown.filter((each) => recognise(each, thing)).length > 1,
    async remove({ id }) {
      return (await clerk).revoke(id).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
    },
  };
}

function beganThen({ createdAtMs }: FoundSession, { creatingAtMs }: Thing): boolean {
  const latestMs = creatingAtMs + LONGEST_CREATION_MS;
  return createdAtMs >= creatingAtMs - CLOCK_DIFFERENCE_MS && createdAtMs <= latestMs + CLOCK_DIFFERENCE_MS;
}
