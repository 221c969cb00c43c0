import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter';
import { retryOf } from '../fixtures/run-part';
import { runSettings } from '../fixtures/settings';
import { skippedThough } from './outcomes';
import { leftOutOver } from './skips';

/** Relative to the project's folder, in which Playwright is started. */
export const RETRY_LIST = 'test-results/retry.txt';

/**
 * Writes what failed or flaked, what was left out over that, and what was skipped though it is required, as a test list, for
 * `npm run smoke:retry`. Playwright's own `--last-failed` forgets what passed on a retry.
 */
export default class RetryList implements Reporter {
  private suite: Suite | undefined;
  private rootDir = '';

  printsToStdio(): boolean {
    return false;
  }

  onBegin(config: FullConfig, suite: Suite): void {
    this.rootDir = config.rootDir;
    this.suite = suite;
  }

  onEnd(): void {
    const tests = this.suite?.allTests() ?? [];
    // A run that never began (bad settings, nobody there) knows nothing better than the list of the one before.
    if (tests.length === 0) return;
    // What `--list` shows, or an interrupt has kept from beginning, knows nothing better either.
    if (tests.every(({ results }) => results.length === 0)) return;
    // What an interrupted retry did not come to is still to be retried.
    const retrying = retryOf(process.env) > 0;
    const missed = skippedThough(runSettings().required, tests);
    const again = tests.filter(
      (test) =>
        ['unexpected', 'flaky'].includes(test.outcome()) ||
        leftOutOver(test) !== undefined ||
        missed.includes(test) ||
        (retrying && test.results.every(({ status }) => status === 'interrupted')),
    );
    mkdirSync(dirname(RETRY_LIST), { recursive: true });
    writeFileSync(RETRY_LIST, again.map((test) => `${entry(test, this.rootDir)}\n`).join(''));
  }
}

/** A line of a test list: `[project] › file › suite › title`. */
function entry(test: TestCase, rootDir: string): string {
  const [, project = '', , ...titles] = test.titlePath();
  const file = relative(rootDir, test.location.file).split(sep).join('/');
  return [`[${project}]`, file, ...titles].join(' › ');
}
