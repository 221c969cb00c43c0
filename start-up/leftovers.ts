import { setTimeout as pause } from 'node:timers/promises';
import { API_KEY } from '../fixtures/api-keys/kind';
import { readRun } from '../fixtures/created/record';
import { beginSweeping } from '../fixtures/created/sweeping';
import type { Swept, Sweeper } from '../sweep';
import { failOver, mention } from '../sweep/report';
import type { RunJournal } from './run-journal';
import type { TearDown } from './tear-down';

/** A run that ends while others' leftovers are still being removed leaves them to the next one after this long. */
const LONGEST_WAIT_MS = 10_000;

const BY_MARK = [API_KEY];

const STILL_THERE: Swept = {
  what: 'An API key of another run',
  outcome: 'may be left',
  reason: 'such keys were still being removed when this run ended; the next one goes on, or npm run sweep',
};

/**
 * Removes at the API what runs that are over have left behind, and, when this one ends, what it has left itself. What can't be removed
 * is tried again, and told, when the run ends; why a list can't be read, the scenarios tell.
 * @param beside whether the tests begin meanwhile: one request is on its way at once then, and who creates a key waits for it
 */
export async function removeLeftovers(
  sweeper: Sweeper,
  { ending, journal }: RunJournal,
  beside: boolean,
  tearDown: TearDown,
  longestWaitMs = LONGEST_WAIT_MS,
): Promise<void> {
  let found: Swept[] | undefined;
  const endTurn = beside ? await beginSweeping() : undefined;
  const sweeping = sweeper
    .api({ byMark: BY_MARK, ...(beside ? { mostInFlight: 1 } : {}) })
    .finally(endTurn)
    .then((swept) => (found = swept));
  // What goes wrong with it is told by who waits for it.
  sweeping.catch(() => undefined);
  // After what the run has left itself.
  if (beside) {
    tearDown.add(async () => {
      if (found !== undefined) return;
      failOver(await Promise.race([sweeping, pause(longestWaitMs, [STILL_THERE], { ref: false })]));
    });
  }
  tearDown.add(async () => {
    const again = found?.some(({ outcome }) => outcome === 'not removed') === true;
    const swept = await sweeper.api({ ending, byMark: again ? BY_MARK : [] });
    failOver(swept, (readRun(journal)?.spent ?? []).slice(0, 1).map(notProven));
  });
  if (!beside) mention(await sweeping);
}

function notProven(message: string): string {
  return `Not all was proven: ${message}`;
}
