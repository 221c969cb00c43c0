import { startJournal } from '../fixtures/created/journal';
import { preflightProblems } from '../fixtures/issuer/preflight';
import { newRunId, RUN_VARIABLE } from '../fixtures/mark';
import { tokenProblems, type RunSettings } from '../fixtures/settings';
import { openSweeper, type Swept, type Sweeper } from '../sweep';
import { failOver, mention } from '../sweep/report';
import { endAtSecondInterrupt } from './interrupt';
import { refuse } from './lines';
import { prepare, type Preparation } from './prepare';
import type { TearDown } from './tear-down';

/** What has begun. */
export interface Begun {
  /** The run's id, which ends with it. */
  ending: string;
  /** The file of its journal. */
  journal: string;
  sweeper: Sweeper;
  /** The sessions that earlier runs have left behind. */
  sessions: Swept[];
}

/** What is begun, and how. */
export interface Beginning extends Pick<
  Preparation,
  'local' | 'size' | 'suites' | 'issuers' | 'jwtSecrets' | 'progress' | 'ownAccounts'
> {
  dryRun?: boolean;
}

/**
 * Begins what is to be done with the identities: a journal, no more sessions of runs that are over, and the first tokens.
 * Undone in the end: the sessions that were made, and the journal, if nothing in it is left.
 */
export async function begin(
  run: RunSettings,
  { local, dryRun = false, ...about }: Beginning,
  tearDown: TearDown,
): Promise<Begun> {
  refuse([...tokenProblems(run, new Date()), ...preflightProblems(run, {})]);
  const ending = newRunId(new Date());
  process.env[RUN_VARIABLE] = ending;
  const journal = startJournal(ending, run.apiUrl, local);
  endAtSecondInterrupt(journal, local);
  const sweeper = openSweeper(run);
  tearDown.add(() => {
    sweeper.dropJournals({ ending });
    return Promise.resolve();
  });
  let sessions: Swept[] = [];
  const beforeSessions = async (): Promise<void> => {
    tearDown.add(async () => {
      failOver(await sweeper.sessions({ ending, dryRun }));
    });
    sessions = await sweeper.sessions({ dryRun });
    mention(sessions);
  };
  await prepare({ run, local, ...about, tearDown, beforeSessions });
  return { ending, journal, sweeper, sessions };
}
