import type { Reporter, TestCase, TestResult, TestStep } from '@playwright/test/reporter';

/**
 * Takes Playwright's call log (every request header, line by line) out of the steps' errors before the reporters after
 * this one read them. What a reader needs of a request is in its exchange, attached to the test.
 */
export default class NoCallLog implements Reporter {
  printsToStdio(): boolean {
    return false;
  }

  onStepEnd(_test: TestCase, _result: TestResult, step: TestStep): void {
    if (step.error?.message !== undefined) step.error.message = withoutCallLog(step.error.message);
    if (step.error?.stack !== undefined) step.error.stack = withoutCallLog(step.error.stack);
  }
}

/** The text up to the call log, and from the stack behind it, if there is one. */
export function withoutCallLog(text: string): string {
  return text.replace(/\n+Call log:\n[\s\S]*?(?=\n {4}at |$(?![\s\S]))/, '');
}
