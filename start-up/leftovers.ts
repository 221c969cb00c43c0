import { API_KEY } from '../fixtures/api-keys/kind';
import { readRun } from '../fixtures/created/record';
import { beginSweeping } from '../fixtures/created/sweeping';
import type { Sweeper } from '../sweep';
import { failOver, mention } from '../sweep/report';
import type { RunJournal } from './run-journal';
import type { TearDown } from './tear-down';

/**
 * Removes at the API what runs that are over have left behind, and, when this one ends, what it has left itself. What can't be removed
 * is tried again, and told, when the run ends; why a list can't be read, the scenarios tell.
 * @param beside whether the tests begin meanwhile: one request is on its way at once then, and nobody creates a key until it is over
 */
export async function removeLeftovers(
  sweeper: Sweeper,
  { ending, journal }: RunJournal,
  beside: boolean,
  tearDown: TearDown,
): Promise<void> {
  let byMark: string[] = [];
  tearDown.add(async () => {
    const swept = await sweeper.api({ ending, byMark });
    failOver(swept, (readRun(journal)?.spent ?? []).slice(0, 1).map(notProven));
  });
  const endTurn = beside ? await beginSweeping() : undefined;
  const sweeping = sweeper.api({ byMark: [API_KEY], ...(beside ? { mostInFlight: 1 } : {}) }).finally(endTurn);
  const swept = async (): Promise<void> => {
    const found = await sweeping;
    mention(found);
    if (found.some(({ outcome }) => outcome === 'not removed')) byMark = [API_KEY];
  };
  if (!beside) return swept();
  // What goes wrong with it is told in the end.
  sweeping.catch(() => undefined);
  tearDown.add(swept);
}

function notProven(message: string): string {
  return `Not all was proven: ${message}`;
}
