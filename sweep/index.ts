import { resolve } from 'node:path';
import { openGate } from '../fixtures/client/in-flight';
import { createVault } from '../fixtures/client/vault';
import { JOURNALS, machine, openCreations } from '../fixtures/created/journal';
import { readRuns, type RecordedRun, type Thing } from '../fixtures/created/record';
import { openIdentities } from '../fixtures/identities';
import { handedOver } from '../fixtures/issuer/hand-over';
import { SESSION } from '../fixtures/issuer/sessions';
import { openTokens } from '../fixtures/issuer/tokens';
import { POST } from '../fixtures/sessions/kind';
import { openOperator } from '../fixtures/signup/operator';
import { identityNames, type IdentityName, type RunSettings } from '../fixtures/settings';
import { openJournal } from '../redaction/journal';
import { apiKeys } from './api-keys';
import { burst } from './burst';
import { displayName } from './display-name';
import type { Kind } from './kind';
import type { ApiOwner } from './owner';
import { signUps } from './sign-ups';
import { sessions } from './sessions';
import { dropJournals, sweep, type Scope, type Swept } from './sweep';

export type { Swept } from './sweep';

/** Removes what runs have left behind, with the settings of this one. */
export interface Sweeper {
  /** The sessions at Clerk that the journals know of. */
  sessions(how: How): Promise<Swept[]>;
  /** What is left at the API. Needs the identities, and so comes after the start-up has handed them over. */
  api(how: How): Promise<Swept[]>;
  /** Whether the journals know of anything at the API that may be left. */
  knowsOfAny(): boolean;
  /** Deletes the journals of which nothing is left. */
  dropJournals(how: Pick<How, 'ending'>): void;
}

/** See the scope of a sweep. */
export interface How extends Partial<Pick<Scope, 'ending' | 'byMark' | 'everybody' | 'dryRun'>> {
  /** How many requests to the API may be on their way at once, where it is not as many as this process may. */
  mostInFlight?: number;
}

export function openSweeper(run: RunSettings): Sweeper {
  const scope = (how: Omit<How, 'mostInFlight'>): Scope => ({
    ...{ byMark: [], ...how, protectedUsers: run.protectedUsers },
    ...{ runs: readRuns(resolve(JOURNALS)), here: machine(), nowMs: Date.now() },
  });
  return {
    async sessions(how) {
      return run.minting === undefined ? [] : sweep([sessions(run.minting)], scope(how));
    },
    api: async ({ mostInFlight, ...how }) => sweepApi(run, scope(how), mostInFlight),
    knowsOfAny: () => hasLeft(({ kind }) => kind !== SESSION, run, readRuns(resolve(JOURNALS))),
    dropJournals(how) {
      const { runs, ...by } = scope(how);
      dropJournals(runs, by);
    },
  };
}

/** Opens the identities that something may be left of, and closes them again. */
async function sweepApi(run: RunSettings, scope: Scope, mostInFlight?: number): Promise<Swept[]> {
  const { signup } = run;
  // Beside the API, without an identity.
  const beside = signup === undefined ? [] : await sweep([signUps(openOperator(signup), run)], scope);
  const names = identityNames.filter(
    (name) =>
      (scope.byMark.length > 0 && (name === 'main' || scope.everybody === true)) || mayHaveLeft(name, run, scope.runs),
  );
  const written = run.sessions.password !== undefined && hasLeft(({ kind }) => kind === POST, run, scope.runs);
  if (names.length === 0 && !written) return beside;
  const vault = createVault(openJournal());
  const { origin } = new URL(run.apiUrl);
  const identities = openIdentities(run, vault, openGate(mostInFlight));
  const opened = openTokens(run, openCreations(), (token, label) => vault.register(token, label, origin));
  try {
    const owners = await Promise.all(
      names.map(async (identity): Promise<ApiOwner[]> => {
        const token = opened.tokens[identity];
        const user = handedOver().preflight?.identities[identity]?.user;
        if (token === undefined || user === undefined) return [];
        return [{ client: await identities.bearer(identity, token), identity, user, target: run.apiUrl }];
      }),
    );
    const kinds = owners.flat().flatMap((owner) => kindsOf(owner, run));
    // Loaded by those alone who may have left any.
    const posts = written ? [(await import('./posts')).posts(run, identities, vault)] : [];
    return [...beside, ...(await sweep([...kinds, ...posts], scope))];
  } finally {
    await identities.close();
    await opened.close();
  }
}

/** What each identity may leave at the API. A suite that creates something else adds its kind here. */
function kindsOf(owner: ApiOwner, { contract }: RunSettings): Kind[] {
  switch (owner.identity) {
    case 'main':
      return [apiKeys(owner, contract), displayName(owner, contract)];
    case 'admin':
      return [apiKeys(owner, contract)];
    case 'rateLimit':
      return [apiKeys(owner, contract), burst(owner, contract)];
  }
}

function mayHaveLeft(name: IdentityName, run: RunSettings, runs: readonly RecordedRun[]): boolean {
  return hasLeft(({ kind, owner }) => kind !== SESSION && owner.identity === name, run, runs);
}

/** Whether a run against this deployment may have left such a thing. */
function hasLeft(
  isSuch: (thing: Thing) => boolean,
  { apiUrl }: Pick<RunSettings, 'apiUrl'>,
  runs: readonly RecordedRun[],
): boolean {
  return runs.some(({ target, things }) => target === apiUrl && things.some((thing) => !thing.gone && isSuch(thing)));
}
