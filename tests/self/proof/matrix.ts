import { scenariosOf, suiteNames, type SuiteName } from '../../../contract';
import type { Judgement, Mark } from './judge';

const signs: Record<Mark, string> = {
  'refused as it must': '|',
  'failed as it must': 'x',
  'failed though it must not': '!',
  'passed though it must not': '?',
  'left out as it must': ':',
  passed: '.',
  'did not run': '-',
};

const legend =
  '| the run ended before it, as it must, x failed as it must, : left out over one that failed, . passed, ! failed though it must not, ? passed though it must not, - did not run';

/** The matrix of faults and weathers against the scenarios of each suite, what deviates, and what the signs mean. */
export function matrix(
  judgements: readonly Judgement[],
  suites: readonly SuiteName[] = suiteNames,
  idsOf: (suite: SuiteName) => readonly string[] = scenariosOf,
): string {
  const tables = suites.flatMap((suite) => {
    const own = judgements.filter((judgement) => judgement.case.suites.includes(suite));
    return own.length === 0 ? [] : [...table(own, idsOf(suite)), ''];
  });
  const deviations = judgements.flatMap(({ case: { name }, deviations: found }) =>
    found.map((deviation) => `${name}: ${deviation}`),
  );
  return [...tables, legend, ...deviations, ''].join('\n');
}

function table(judgements: readonly Judgement[], ids: readonly string[]): string[] {
  const width = Math.max(...judgements.map((judgement) => judgement.case.name.length));
  const line = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(width)}  ${cells.map((cell, index) => cell.padStart(ids[index]?.length ?? 0)).join(' ')}`.trimEnd();
  const rows = judgements.map(({ case: { name }, marks }) =>
    line(
      name,
      ids.map((id) => signs[marks.get(id) ?? 'did not run']),
    ),
  );
  return [line('', ids), ...rows];
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
