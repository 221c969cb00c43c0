import type { FullConfig, FullResult, Reporter, Suite } from '@playwright/test/reporter';
import { runSettings } from '../../fixtures/settings';
import { rowsOf } from '../outcomes';

/**
 * Lets merging exit with 1 where one of the runs that are merged was red, or none of them had a test, or a scenario that is required:
 * Playwright exits with 0 then.
 */
export default class Gate implements Reporter {
  private suite: Suite | undefined;

  printsToStdio(): boolean {
    return false;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  onEnd({ status }: FullResult): void {
    const { required } = runSettings();
    const tests = this.suite?.allTests() ?? [];
    const rows = rowsOf(tests, { required, part: false });
    const nothing = tests.every(({ results }) => results.length === 0);
    if (status === 'passed' && nothing) process.stderr.write('None of the shards has run a test.\n');
    if (status === 'passed' && !nothing && rows.every(({ verdict }) => verdict !== 'FAIL')) return;
    process.once('exit', () => {
      process.exitCode ||= 1;
    });
  }
}
