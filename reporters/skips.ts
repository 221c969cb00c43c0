import type { TestCase } from '@playwright/test/reporter';
import { scenarioIds } from '../contract';

/** The test of the same serial group that failed, so that this one was left out; undefined where it was not. */
export function leftOutOver(test: TestCase): TestCase | undefined {
  // Playwright gives such a test a result of no worker, and one that was never reached none.
  const leftOut = test.results.length > 0 && test.results.every(({ workerIndex }) => workerIndex < 0);
  if (test.outcome() !== 'skipped' || !leftOut) return undefined;
  const group = test.parent.tests;
  return group.slice(0, group.indexOf(test)).find((earlier) => earlier.outcome() === 'unexpected');
}

/** Says of each test that was left out over an earlier one, which one that was: Playwright says nothing. */
export function explainSkips(tests: readonly TestCase[]): void {
  for (const test of tests) {
    const failed = leftOutOver(test);
    // Two reporters may ask for it.
    if (failed === undefined || test.annotations.some(({ type }) => type === 'skip')) continue;
    const id = scenarioIds.find((each) => failed.tags.includes(`@${each}`));
    const annotation = { type: 'skip', description: `${id ?? failed.title} did not pass` };
    // In a report that is merged, a test and its only result have one list.
    const lists = new Set([test.annotations, ...test.results.map((result) => result.annotations)]);
    for (const list of lists) list.push(annotation);
  }
}
