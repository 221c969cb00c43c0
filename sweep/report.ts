import type { Swept } from './sweep';

/** A line for each thing, and a last one that counts them. */
export function sweepLines(swept: readonly Swept[]): string[] {
  const width = Math.max(0, ...swept.map(({ outcome }) => outcome.length));
  const lines = swept.map(
    ({ what, outcome, reason }) => `${outcome.padEnd(width)}  ${what}${reason === undefined ? '' : `: ${reason}`}`,
  );
  const count = (outcome: Swept['outcome']): number => swept.filter((each) => each.outcome === outcome).length;
  const counts = (['removed', 'would be removed', 'left alone', 'may be left', 'not removed', 'not listed'] as const)
    .filter((outcome) => outcome === 'removed' || count(outcome) > 0)
    .map((outcome) => `${count(outcome)} ${outcome}`);
  return [...lines, counts.join(', ')];
}

/** A run ends with something that it should not leave so. One line each. */
export class LeftoverError extends Error {
  readonly code = 'LEFTOVER';
}

const mentioned = new Set<string>();

/** What may be left is told, each once, and is no reason to fail. */
export function mention(swept: readonly Swept[]): void {
  for (const { what, outcome, reason } of swept) {
    if (outcome !== 'may be left' || mentioned.has(what)) continue;
    mentioned.add(what);
    process.stderr.write(`${what} may be left: ${reason ?? ''}\n`);
  }
}

/** Fails the run over what could not be removed, and over what else is to be told in the end. */
export function failOver(swept: readonly Swept[], others: readonly string[] = []): void {
  mention(swept);
  const left = swept
    .filter(({ outcome }) => outcome === 'not removed')
    .map(({ what, reason, unsure }) =>
      unsure === true
        ? `${what} may be left behind, and could not be looked for: ${reason ?? ''}`
        : `${what} was left behind and could not be removed: ${reason ?? ''}`,
    );
  if (left.length + others.length > 0) throw new LeftoverError([...left, ...others].join('\n'));
}
