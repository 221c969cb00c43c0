import { LONGEST_RUN_SECONDS } from '../fixtures/mark';

/** How much of its time a run keeps for cleaning up, at most. */
const LONGEST_RESERVE_MS = 60_000;

/** Whoever finds something of a run that began longer ago takes it for left behind. One line, if there is a problem. */
export function timeLimitProblems(globalTimeoutMs: number): string[] {
  const longestMs = LONGEST_RUN_SECONDS * 1000;
  if (globalTimeoutMs > 0 && globalTimeoutMs <= longestMs) return [];
  const given = globalTimeoutMs === 0 ? 'without a limit' : `with ${globalTimeoutMs} ms`;
  return [`--global-timeout: ${given} a run may outlast what others leave to it: give ${longestMs} at most`];
}

/**
 * Ends the run, as Ctrl-C does, before its time is over: when it is, Playwright tears nothing down any more.
 * Gives how to call that off.
 */
export function endInTime(globalTimeoutMs: number): () => Promise<void> {
  const reserveMs = Math.min(globalTimeoutMs / 4, LONGEST_RESERVE_MS);
  const timer = setTimeout(
    () => {
      process.stderr.write(`The run is about to take longer than --global-timeout (${globalTimeoutMs} ms) allows.\n`);
      process.emit('SIGINT');
    },
    globalTimeoutMs - reserveMs - process.uptime() * 1000,
  );
  return () => {
    clearTimeout(timer);
    return Promise.resolve();
  };
}
