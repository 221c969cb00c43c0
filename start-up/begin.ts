import type { RunSettings } from '../fixtures/settings';
import { openSweeper, type Swept, type Sweeper } from '../sweep';
import { failOver, mention } from '../sweep/report';
import { prepare, type Preparation } from './prepare';
import type { TearDown } from './tear-down';

/** What has begun. */
export interface Begun {
  sweeper: Sweeper;
  /** The sessions that earlier runs have left behind. */
  sessions: Swept[];
}

/** What is begun, and how. */
export interface Beginning extends Pick<
  Preparation,
  'local' | 'size' | 'reaching' | 'issuers' | 'jwtSecrets' | 'progress' | 'ownAccounts'
> {
  /** The run's id, which ends with it. */
  ending: string;
  dryRun?: boolean;
}

/**
 * Begins what is to be done with the identities: no more sessions of runs that are over, and the first tokens.
 * Undone in the end: the sessions that were made, and the journal, if nothing in it is left.
 */
export async function begin(
  run: RunSettings,
  { local, ending, dryRun = false, ...about }: Beginning,
  tearDown: TearDown,
): Promise<Begun> {
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
  return { sweeper, sessions };
}
