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
  '| the run ended before it, as it must, x failed as it must, : left out over one that failed, . passed, ! failed though it must not, ? passed though it must not, - did not run\nfixed: one more run of the same command, after them and without a fault: . green again, ! not';

/** The matrix of faults and weathers against the scenarios of each suite, what deviates, and what the signs mean. */
export function matrix(
  judgements: readonly Judgement[],
  suites: readonly SuiteName[] = suiteNames,
  idsOf: (suite: SuiteName) => readonly string[] = scenariosOf,
): string {
  const tables = suites.flatMap((suite) => {
    const own = judgements.filter((judgement) => judgement.case.suites.includes(suite));
    return own.length === 0 ? [] : [...table(own, idsOf(suite)), ...commands(own, suite), ''];
  });
  const deviations = judgements.flatMap(({ case: { name }, deviations: found }) =>
    found.map((deviation) => `${name}: ${deviation}`),
  );
  return [...tables, legend, ...deviations, ''].join('\n');
}

function table(judgements: readonly Judgement[], ids: readonly string[]): string[] {
  const width = Math.max(...judgements.map((judgement) => judgement.case.name.length));
  const line = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(width)}  ${cells.map((cell, index) => cell.padStart(ids[index]?.length ?? FIXED.length)).join(' ')}`.trimEnd();
  const rows = judgements.map((judgement) =>
    line(judgement.case.name, [
      ...ids.map((id) => signs[judgement.marks.get(id) ?? 'did not run']),
      ...(judgement.case.kind === 'fault' ? [isFixed(judgement, judgements) ? '.' : '!'] : []),
    ]),
  );
  const withFaults = judgements.some((judgement) => judgement.case.kind === 'fault');
  return [line('', withFaults ? [...ids, FIXED] : ids), ...rows];
}

const FIXED = 'fixed';

/** Whether the scenarios that a fault failed pass again in a run without it. */
function isFixed({ case: { fails, suites } }: Judgement, judgements: readonly Judgement[]): boolean {
  const after = judgements.find(
    (judgement) => judgement.case.kind === 'fixed' && suites.every((suite) => judgement.case.suites.includes(suite)),
  );
  return after !== undefined && after.deviations.length === 0 && fails.every((id) => after.marks.get(id) === 'passed');
}

/** What was run, and what somebody types to see the same: red, and green again. */
function commands(judgements: readonly Judgement[], suite: SuiteName): string[] {
  const faults = judgements.filter((judgement) => judgement.case.kind === 'fault');
  const name = faults.length === 1 ? (faults[0]?.case.name ?? '') : '<fault>';
  if (faults.length === 0) return [];
  const command = `SMOKE_TEST_CONTRACT=tests/self/proof/contract.ts npm run smoke:local -- --project=${suite} --workers=1 --retries=0`;
  return [`red: LOCAL_FAULT=${name} ${command}`, `green: ${command}`];
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
  const fixed = faults.filter((judgement) => isFixed(judgement, judgements));
  const proven = ids.filter((id) => faults.some(({ marks }) => marks.get(id) === 'failed as it must'));
  const unproven = whole ? ids.filter((id) => !proven.includes(id)) : [];
  const wanted = whole ? ids.length : proven.length;
  return {
    text: [
      ...unproven.map((id) => `${id}: no fault turns it red`),
      `${faults.filter(clean).length}/${faults.length} faults caught, ${fixed.length}/${faults.length} green again without them, ${proven.length}/${wanted} scenarios proven, ${weathers.filter(clean).length}/${weathers.length} weathers green`,
    ].join('\n'),
    sound: judgements.every(clean) && unproven.length === 0 && fixed.length === faults.length,
  };
}
