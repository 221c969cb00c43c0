import { LONGEST_RUN_SECONDS } from '../fixtures/mark';

/** How much of its time a run keeps for cleaning up, at most. */
const LONGEST_RESERVE_MS = 60_000;

/** How many commands of an operator cleaning up takes, one after another: some are run beside each other. */
const MOST_COMMANDS = 10;

const LONGEST_RUN_MS = LONGEST_RUN_SECONDS * 1000;

/** Whoever finds something of a run that began longer ago takes it for left behind. One line, if there is a problem. */
export function timeLimitProblems(globalTimeoutMs: number): string[] {
  return globalTimeoutMs <= LONGEST_RUN_MS
    ? []
    : [
        `--global-timeout: with ${globalTimeoutMs} ms a run may outlast what others leave to it: give ${LONGEST_RUN_MS} at most`,
      ];
}

/**
 * Ends the run, as Ctrl-C does, before its time is over: when it is, Playwright tears nothing down any more.
 * Gives how to call that off.
 * @param commandSeconds how long each command of an operator may take, where there is one
 */
export function endInTime(globalTimeoutMs: number, commandSeconds = 0): () => Promise<void> {
  // Playwright has none with --debug.
  const limitMs = globalTimeoutMs === 0 ? LONGEST_RUN_MS : globalTimeoutMs;
  const reserveMs = Math.min(limitMs / 4, LONGEST_RESERVE_MS + MOST_COMMANDS * commandSeconds * 1000);
  const timer = setTimeout(
    () => {
      process.stderr.write(`The run is about to take longer than its time limit (${limitMs} ms) allows.\n`);
      process.emit('SIGINT');
    },
    limitMs - reserveMs - process.uptime() * 1000,
  );
  return () => {
    clearTimeout(timer);
    return Promise.resolve();
  };
}
