import { setTimeout as pause } from 'node:timers/promises';
import { readRun, type Thing } from '../fixtures/created/record';

/** One Ctrl-C may arrive twice: from the terminal, and passed on by npm. */
const SAME_INTERRUPT_MS = 250;

/** How long an interrupt is held back at most, and how often it is looked whether it may go on. */
const LONGEST_HOLD_MS = 1_000;
const LOOK_EVERY_MS = 5;

/** A first Ctrl-C lets the run clean up; a second one ends it at once, and says what is left. */
export function endAtSecondInterrupt(journal: string, local: boolean): void {
  let firstAtMs: number | undefined;
  process.on('SIGINT', () => {
    firstAtMs ??= Date.now();
    if (Date.now() - firstAtMs < SAME_INTERRUPT_MS) return;
    process.stderr.write(endLines(local ? [] : (readRun(journal)?.things ?? [])));
    process.exit(130);
  });
}

/**
 * Playwright tears nothing down when it is interrupted before the start-up is over: then this does, and passes the interrupt on.
 * Gives how to leave interrupts to Playwright again; that waits for a clean-up that is under way.
 */
export function holdInterrupts(cleanUp: () => Promise<void>): () => Promise<void> {
  const others = process.listeners('SIGINT');
  const passOn = async (): Promise<void> => {
    await untilFoldersAreMade();
    for (const other of others) other('SIGINT');
  };
  for (const other of others) process.off('SIGINT', other);
  let cleaning: Promise<void> | undefined;
  const onInterrupt = (): void => {
    cleaning ??= cleanUp().finally(passOn);
  };
  process.on('SIGINT', onInterrupt);
  return async () => {
    process.off('SIGINT', onInterrupt);
    // For good: what Playwright adds when it tears down itself stops no worker.
    process.on('SIGINT', () => void passOn());
    await cleaning;
  };
}

/**
 * Playwright makes a worker's folder before its process. A worker that is interrupted between these gets a process that nobody has
 * told to end, and for which Playwright waits five minutes. (--max-failures may still meet such a one.)
 */
async function untilFoldersAreMade(): Promise<void> {
  const latestMs = Date.now() + LONGEST_HOLD_MS;
  while (process.getActiveResourcesInfo().includes('FSReqPromise') && Date.now() < latestMs) await pause(LOOK_EVERY_MS);
}

export function endLines(things: readonly Thing[]): string {
  const left = things.filter(({ gone }) => !gone);
  const lines = left.map(
    ({ kind, name, id, owner }) =>
      `  ${kind} ${[...new Set([name, id])].filter(Boolean).join(' ') || 'without a known id'}${owner.user === '' ? '' : ` of ${owner.user}`}`,
  );
  return left.length === 0
    ? 'Ended at once. Nothing is left.\n'
    : ['Ended at once. Left, for the next run or "npm run sweep" to remove:', ...lines, ''].join('\n');
}
