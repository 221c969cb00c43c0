import type { RecordedRun, Thing } from '../fixtures/created/record';
import type { KnownUser } from '../fixtures/protected-users';

/** Something that is there. */
export interface Found {
  id: string;
  /** Where things of its kind have names. */
  name?: string | undefined;
  owner: KnownUser;
  /** Whether it could not be looked for, and nobody knows if it is there. */
  unsure?: boolean;
}

/** A kind of thing that runs create: how to list it, to recognise what a run has noted, and to remove it. */
export interface Kind {
  /** As the journal names it. */
  name: string;
  /** As messages name it. */
  spoken: string;
  /** Whether its things carry the mark of their run. Nothing of such a kind is removed without one. */
  marked: boolean;
  /** How long what is created may take to be listed. */
  listedWithinSeconds: number;
  /** Whether what was noted is at hand with these settings: of this deployment, and of one of its identities. */
  covers: (thing: Thing, run: RecordedRun) => boolean;
  /** Whether the run that ends removes what it knows by an id without looking for it: it may not be listed yet. */
  removedById?: boolean;
  /** What there is, to the end of the list. Throws when that can't be told. */
  list: (things: readonly Thing[]) => Promise<Found[]>;
  /** Whether something that is there is what was noted. */
  recognise: (found: Found, thing: Thing) => boolean;
  /** Whether what was noted without an id may be there, though nothing that nobody knows is recognised as it alone. */
  mayBeThere: (thing: Thing, unknown: readonly Found[]) => boolean;
  /** Whether a request that is still under way may bring it back. */
  mayComeBack?: boolean;
  /** Gives what went wrong, if something did. */
  remove: (found: Found, thing: Thing | undefined) => Promise<string | undefined>;
}
