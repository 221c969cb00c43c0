import type { ScenarioId } from '../contract';
import type { Diagnosis } from '../diagnosis';

/** More causes than these are in the report only. */
const MOST_CAUSES = 5;

/** How causes are told. */
export interface Telling {
  emphasize: (text: string) => string;
  /** What became of the scenarios: they failed, or they flaked. */
  of: 'failed' | 'flaky';
  /** What the history says to a scenario that failed. */
  newsOf: (id: ScenarioId) => string | undefined;
}

/** What failures are likely to come from, at most eight lines for each cause. */
export function causeLines(causes: readonly Diagnosis[], { emphasize, of, newsOf }: Telling): string {
  const head = of === 'failed' ? 'Likely:' : 'Likely, when it flaked:';
  const lines = causes
    .slice(0, MOST_CAUSES)
    .flatMap(({ cause, explains, next, command, legend }) => [
      '',
      `${emphasize(head)} ${cause}`,
      `  explains ${explains.length} ${of} scenario${explains.length === 1 ? '' : 's'}: ${explains.join(', ')}${news(explains, newsOf)}`,
      ...next.map((step) => `  Next: ${step}`),
      ...(command === undefined ? [] : [`  ${command}`]),
      ...(legend === undefined ? [] : [`  with ${legend}`]),
    ]);
  const more = causes.length - MOST_CAUSES;
  return [...lines, ...(more > 0 ? ['', `and ${more} more in the report`] : [])].map((line) => `${line}\n`).join('');
}

/** Where it is the same of all of them. */
function news(ids: readonly ScenarioId[], newsOf: Telling['newsOf']): string {
  const [one, ...others] = [...new Set(ids.map(newsOf))];
  return one === undefined || others.length > 0 ? '' : ` (${one})`;
}
