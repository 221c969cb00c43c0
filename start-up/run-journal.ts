import { startJournal } from '../fixtures/created/journal';
import { newRunId, RUN_VARIABLE } from '../fixtures/mark';
import { endAtSecondInterrupt } from './interrupt';

/** A run, and the file of its journal. */
export interface RunJournal {
  ending: string;
  journal: string;
}

/** Gives a run its id and its journal, before anything is sent. Throws a `JournalError`. */
export function startRunJournal(apiUrl: string, local: boolean): RunJournal {
  const ending = newRunId(new Date());
  process.env[RUN_VARIABLE] = ending;
  const journal = startJournal(ending, apiUrl, local);
  endAtSecondInterrupt(journal, local);
  return { ending, journal };
}
