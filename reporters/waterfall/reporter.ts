import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';
import { scenarioIds } from '../../contract';
import { picture } from './picture';
import { timelineOf } from './timeline';

/** It is written anew for each of them. */
const MOST = 100;

/** The name under which the picture is attached. */
export const PICTURE = 'the run, request by request';

/**
 * Attaches a picture of the whole run to the first test of each scenario and to those that failed, for the HTML reporter, which
 * comes after this one and keeps equal attachments once.
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
    const firsts = scenarioIds.flatMap((id) => tests.find(({ tags }) => tags.includes(`@${id}`)) ?? []);
    const shownAt = new Set([
      ...firsts,
      ...tests.filter((test) => !test.ok() || test.outcome() === 'flaky').slice(0, MOST),
    ]);
    for (const test of shownAt) test.results.at(-1)?.attachments.push(attachment);
  }
}
