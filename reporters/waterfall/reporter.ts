import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';
import { picture } from './picture';
import { timelineOf } from './timeline';

/** The name under which the picture is attached. */
export const PICTURE = 'the run, request by request';

/**
 * Attaches a picture of the whole run to each of its tests, for the HTML reporter, which comes after this one and keeps equal
 * attachments once.
 */
export default class WaterfallReporter implements Reporter {
  private suite: Suite | undefined;

  printsToStdio(): boolean {
    return false;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  onEnd(): void {
    const tests = this.suite?.allTests() ?? [];
    const groups = timelineOf(tests);
    if (groups.length === 0) return;
    const attachment = { name: PICTURE, contentType: 'image/svg+xml', body: Buffer.from(picture(groups)) };
    for (const test of tests) test.results.at(-1)?.attachments.push(attachment);
  }
}
