import type { Diagnosis } from '../diagnosis';

/** More causes than these are in the report only. */
const MOST_CAUSES = 5;

/** What failures are likely to come from, at most eight lines for each cause. */
export function causeLines(causes: readonly Diagnosis[], emphasize: (text: string) => string): string {
  const lines = causes
    .slice(0, MOST_CAUSES)
    .flatMap(({ cause, explains, next, command, legend }) => [
      '',
      `${emphasize('Likely:')} ${cause}`,
      `  explains ${explains.length} failed scenario${explains.length === 1 ? '' : 's'}: ${explains.join(', ')}`,
      ...next.map((step) => `  Next: ${step}`),
      ...(command === undefined ? [] : [`  ${command}`]),
      ...(legend === undefined ? [] : [`  with ${legend}`]),
    ]);
  const more = causes.length - MOST_CAUSES;
  return [...lines, ...(more > 0 ? ['', `and ${more} more in the report`] : [])].map((line) => `${line}\n`).join('');
}
