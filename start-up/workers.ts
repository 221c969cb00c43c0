import { parseArgs } from 'node:util';
import type { SuiteName } from '../contract';

/** As long as nobody knows how long an answer takes, and the fewest. */
export const DEFAULT_WORKERS = 2;
export const MOST_WORKERS = 4;

/** By so much an answer takes longer for each worker more. */
const STEP_MS = 100;

/**
 * How many workers a run takes. Most of its time it waits for answers: the longer they take, the more workers are worth their own
 * start, which costs each half a second of a core and 150 MB. The smoke suite by itself is over no sooner with a third one: three of
 * its tests are about the one profile, one after another, and another worker has time for all that can be asked beside them.
 * @param latencyMs how long the first answer took, its connection included
 */
export function workersFor(latencyMs: number, suites: readonly SuiteName[]): number {
  if (suites.every((suite) => suite === 'smoke')) return DEFAULT_WORKERS;
  return Math.min(MOST_WORKERS, DEFAULT_WORKERS + Math.floor(latencyMs / STEP_MS));
}

/** Whether the command line says how many, or that it is to be one after another. */
export function workersGiven(commandLine: string[]): boolean {
  const { values } = parseArgs({
    args: commandLine,
    options: {
      workers: { type: 'string', short: 'j' },
      grep: { type: 'string', short: 'g' },
      config: { type: 'string', short: 'c' },
      debug: { type: 'boolean' },
      ui: { type: 'boolean' },
    },
    strict: false,
  });
  return values.workers !== undefined || values.debug !== undefined || values.ui !== undefined;
}
