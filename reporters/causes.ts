import type { ContractDiagnosis, ScenarioId } from '../contract';
import { runSettings } from '../fixtures/settings';
import { causeLines } from './cause-lines';
import { builtIn, diagnose, ownEntries, type Diagnosis, type Finding, type Known } from '../diagnosis';
import { HISTORY_NOTES } from './history/course';
import { rowsOf, type Row, type TestLike } from './outcomes';
import { outlineOf } from './outline';

/** The likely causes of a run's failures, by what its tests have told and exchanged. */
export function causesOf(
  tests: readonly TestLike[],
  own: readonly ContractDiagnosis[] = [],
  rows: readonly Row[] = rowsOf(tests),
): Diagnosis[] {
  return diagnose(rows, [...ownEntries(own), ...builtIn], (finding) => knownOf(finding, tests));
}

/** Where the request of a finding went, and the id that it was answered with: that of the last one like it. */
function knownOf({ scenario, request, status }: Finding, tests: readonly TestLike[]): Known {
  const found = tests
    .filter(({ tags }) => tags.includes(`@${scenario}`))
    .flatMap(({ results }) => results.flatMap(outlineOf))
    .findLast(
      ({ method, url, status: answered }) =>
        url !== undefined &&
        answered === status &&
        request.startsWith(`${method ?? ''} `) &&
        url.endsWith(request.split(' ')[1]?.replace(/[?#].*$/, '') ?? ''),
    );
  return found === undefined ? {} : { url: found.url, requestId: found.requestId, kind: found.gateway };
}

/** The same of those that flaked: what their failed attempts told. Those that failed are no part of it. */
function flakeCausesOf(tests: readonly TestLike[], own: readonly ContractDiagnosis[]): Diagnosis[] {
  const flaky = rowsOf(tests).filter(({ verdict }) => verdict === 'FLAKY');
  return causesOf(
    tests,
    own,
    flaky.map((row) => ({ ...row, verdict: 'FAIL' })),
  );
}

/** Tells the tests of the report that failed, or flaked, what that is likely to come from. */
export function annotateCauses(
  tests: readonly TestLike[],
  causes: readonly Diagnosis[],
  outcome: 'unexpected' | 'flaky' = 'unexpected',
): void {
  for (const test of tests.filter((one) => one.outcome() === outcome)) {
    const own = causes.filter(({ explains }) => explains.some((id) => test.tags.includes(`@${id}`)));
    const annotations = own.flatMap(({ cause, next, command, legend }) => [
      { type: 'likely cause', description: cause },
      ...next.map((description) => ({ type: 'next step', description })),
      ...(command === undefined ? [] : [{ type: 'command', description: command }]),
      ...(legend === undefined ? [] : [{ type: 'fill in', description: legend }]),
    ]);
    // In a report that is merged, a test and its only result have one list.
    const lists = new Set([test.annotations, ...test.results.map((result) => result.annotations)]);
    for (const list of lists) list.push(...annotations);
  }
}

/** Tells the tests of the report what there is to say of the likely causes of their failures and flakes. */
export function annotateOwn(tests: readonly TestLike[]): void {
  const { failed, flaky } = ownCauses(tests);
  annotateCauses(tests, failed);
  annotateCauses(tests, flaky, 'flaky');
}

function ownCauses(tests: readonly TestLike[]): { failed: Diagnosis[]; flaky: Diagnosis[] } {
  const own = ownDiagnoses();
  return { failed: causesOf(tests, own), flaky: flakeCausesOf(tests, own) };
}

/** What is printed of the likely causes of a run's failures and flakes. */
export function toldCauses(tests: readonly TestLike[], emphasize: (text: string) => string = (text) => text): string {
  const { failed, flaky } = ownCauses(tests);
  const newsOf = (id: ScenarioId): string | undefined =>
    tests
      .filter(({ tags }) => tags.includes(`@${id}`))
      .flatMap(({ results }) => results.at(-1)?.annotations ?? [])
      .find(({ type }) => type === HISTORY_NOTES.news)?.description;
  return (
    causeLines(failed, { emphasize, of: 'failed', newsOf }) + causeLines(flaky, { emphasize, of: 'flaky', newsOf })
  );
}

/** Reports that are merged elsewhere have no settings, and need none. */
function ownDiagnoses(): readonly ContractDiagnosis[] {
  try {
    return runSettings().contract.diagnoses;
  } catch {
    return [];
  }
}
