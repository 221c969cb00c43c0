import type { TestCase } from '@playwright/test/reporter';

/**
 * Says of each test that was left out, because an earlier one of its serial group had failed, which one that was: Playwright
 * says nothing.
 */
export function explainSkips(tests: readonly TestCase[]): void {
  for (const test of tests) {
    if (test.outcome() !== 'skipped' || test.annotations.some(({ type }) => type === 'skip')) continue;
    const group = test.parent.tests;
    const failed = group.slice(0, group.indexOf(test)).find((earlier) => earlier.outcome() === 'unexpected');
    if (failed === undefined) continue;
    const annotation = { type: 'skip', description: `${failed.tags[0]?.slice(1) ?? failed.title} did not pass` };
    test.annotations.push(annotation);
    for (const result of test.results) result.annotations.push(annotation);
  }
}
