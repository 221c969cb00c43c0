import type { ContractOverrides } from '../../../contract';
import { openKeyRing, type KeyRing, type RingSetup } from '../../../fixtures/api-keys/ring';
import type { RecordedRun } from '../../../fixtures/created/record';
import { contractWith } from './contract';
import { journalOf, owner, type OpenedJournal } from './creations';
import { test as base, type Received, type Reply, type Served } from './loopback';

export interface Opened {
  keys: KeyRing;
  served: Served;
  /** What the journal tells so far. */
  noted: () => RecordedRun;
  journal: OpenedJournal;
}

export interface Api {
  reply: (request: Received) => Reply | Promise<Reply>;
}

export type How = Partial<Pick<RingSetup, 'budget' | 'shelf' | 'beforeWriting'>> & {
  /** Another worker of the same run. */
  beside?: Opened;
};

/** A key ring over an API that answers as told. */
export const test = base.extend<{
  open: (api: Api, overrides?: ContractOverrides, how?: How) => Promise<Opened>;
}>({
  open: async ({ serve, identitiesAt }, use, testInfo) => {
    await use(async ({ reply }, overrides = {}, { beside, ...how } = {}) => {
      const contract = contractWith(overrides);
      const served = beside?.served ?? (await serve(reply));
      const identities = identitiesAt(served.origin, contract);
      const journal = beside?.journal ?? journalOf(testInfo);
      const keys = openKeyRing({
        ...{
          identities,
          contract,
          journal: journal.journal,
          mark: 'smoke-run',
          budget: 99,
          ownerOf: () => owner,
          ...how,
        },
        owner: await identities.bearer('jwt', 'header.payload.signature'),
      });
      return { keys, served, journal, noted: () => journal.read() };
    });
  },
});

export { expect } from './loopback';
