import type { TestCase } from '@playwright/test/reporter';
import type { ContractDiagnosis } from '../contract';
import { runSettings } from '../fixtures/settings';
import { causeLines } from './cause-lines';
import { builtIn, diagnose, ownEntries, type Diagnosis, type Finding, type Known } from '../diagnosis';
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

/** Tells the failed tests of the report what their failure is likely to come from. */
export function annotateCauses(tests: readonly TestCase[], causes: readonly Diagnosis[]): void {
  for (const test of tests.filter((one) => one.outcome() === 'unexpected')) {
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

/** The same of tests that others have run: nothing is printed. */
export function annotateOwn(tests: readonly TestCase[]): void {
  annotateCauses(tests, causesOf(tests, ownDiagnoses()));
}

/** What is printed of the likely causes of a run's failures; the failed tests of the report have them as annotations. */
export function toldCauses(tests: readonly TestCase[], emphasize: (text: string) => string): string {
  const causes = causesOf(tests, ownDiagnoses());
  annotateCauses(tests, causes);
  return causeLines(causes, emphasize);
}

/** Reports that are merged elsewhere have no settings, and need none. */
function ownDiagnoses(): readonly ContractDiagnosis[] {
  try {
    return runSettings().contract.diagnoses;
  } catch {
    return [];
  }
}
