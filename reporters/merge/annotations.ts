import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';
import { annotateOwn } from '../causes';
import { explainSkips } from '../skips';

/** Says again, in a report that is merged of several runs, what each of them has said when it ended: blobs don't have that. */
export default class Annotations implements Reporter {
  private suite: Suite | undefined;

  printsToStdio(): boolean {
    return false;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  onEnd(): void {
    const tests = this.suite?.allTests() ?? [];
    explainSkips(tests);
    annotateOwn(tests);
  }
}
