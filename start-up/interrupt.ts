import { readRun, type Thing } from '../fixtures/created/record';

/** One Ctrl-C may arrive twice: from the terminal, and passed on by npm. */
const SAME_INTERRUPT_MS = 250;

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

export function endLines(things: readonly Thing[]): string {
  const left = things.filter(({ gone }) => !gone);
  const lines = left.map(
    ({ kind, name, id, owner }) =>
      `  ${kind} ${[name, id].filter(Boolean).join(' ') || 'without a known id'} of ${owner.user}`,
  );
  return left.length === 0
    ? 'Ended at once. Nothing is left.\n'
    : ['Ended at once. Left, for the next run or "npm run sweep" to remove:', ...lines, ''].join('\n');
}
