import { writeFileSync } from 'node:fs';
import type { FullConfig, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import { explainSkips } from '../../../reporters/skips';
import { rowsOf } from '../../../reporters/outcomes';
import { OUTCOME_VARIABLE, type Outcome } from './outcome';

/** Leaves a run's rows, as the results table has them, in the file that the proof reads. */
export default class OutcomeReporter implements Reporter {
  private suite: Suite | undefined;
  private readonly errors: string[] = [];

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  onError({ message, value }: TestError): void {
    this.errors.push(message ?? value ?? 'unknown error');
  }

  onEnd(): void {
    const tests = (this.suite?.allTests() ?? []).map(asWithoutExpectation);
    explainSkips(tests);
    const outcome: Outcome = { rows: rowsOf(tests), errors: this.errors };
    writeFileSync(process.env[OUTCOME_VARIABLE] ?? '', JSON.stringify(outcome));
  }
}

/** A failure is one, whether it was expected (`FAILURES_EXPECTED`) or not. */
function asWithoutExpectation(test: TestCase): TestCase {
  const failed = test.results.some(({ status }) => status === 'failed' || status === 'timedOut');
  if (!failed || test.outcome() !== 'expected') return test;
  return Object.create(test, { outcome: { value: () => 'unexpected' } }) as TestCase;
}
