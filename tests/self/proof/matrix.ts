import type { Judgement, Mark } from './judge';

const signs: Record<Mark, string> = {
  'refused as it must': '|',
  'failed as it must': 'x',
  'failed though it must not': '!',
  'passed though it must not': '?',
  passed: '.',
  'did not run': '-',
};

const legend =
  '| the run ended before it, as it must, x failed as it must, . passed, ! failed though it must not, ? passed though it must not, - did not run';

/** The matrix of faults and weathers against scenarios, what deviates, and the line that sums it up. */
export function matrix(judgements: readonly Judgement[], ids: readonly string[]): string {
  const width = Math.max(...judgements.map((judgement) => judgement.case.name.length));
  const line = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(width)}  ${cells.map((cell, index) => cell.padStart(ids[index]?.length ?? 0)).join(' ')}`.trimEnd();
  const table = judgements.map(({ case: { name }, marks }) =>
    line(
      name,
      ids.map((id) => signs[marks.get(id) ?? 'did not run']),
    ),
  );
  const deviations = judgements.flatMap(({ case: { name }, deviations: found }) =>
    found.map((deviation) => `${name}: ${deviation}`),
  );
  return [line('', ids), ...table, legend, ...deviations, ''].join('\n');
}

export interface Sum {
  text: string;
  sound: boolean;
}

/**
 * `N/N faults caught, M/M scenarios proven, K/K weathers green`. With the whole catalogue every scenario has to be
 * proven: a scenario that no fault turns red could not fail.
 */
export function sum(judgements: readonly Judgement[], ids: readonly string[], whole: boolean): Sum {
  const clean = ({ deviations }: Judgement): boolean => deviations.length === 0;
  const faults = judgements.filter((judgement) => judgement.case.kind === 'fault');
  const weathers = judgements.filter((judgement) => judgement.case.kind === 'weather');
  const proven = ids.filter((id) => faults.some(({ marks }) => marks.get(id) === 'failed as it must'));
  const unproven = whole ? ids.filter((id) => !proven.includes(id)) : [];
  const wanted = whole ? ids.length : proven.length;
  return {
    text: [
      ...unproven.map((id) => `${id}: no fault turns it red`),
      `${faults.filter(clean).length}/${faults.length} faults caught, ${proven.length}/${wanted} scenarios proven, ${weathers.filter(clean).length}/${weathers.length} weathers green`,
    ].join('\n'),
    sound: judgements.every(clean) && unproven.length === 0,
  };
}
