import { spawnSync } from 'node:child_process';
import type { FullConfig, FullResult, Reporter, Suite } from '@playwright/test/reporter';
import { handedOver } from '../../fixtures/issuer/hand-over';
import { isLoopback } from '../../fixtures/settings';
import { rowsOf } from '../outcomes';
import { courseOf, newsOf } from './course';
import { addRun, HISTORY, readRuns } from './runs';

/** By these, CI systems name the commit. */
const COMMIT_VARIABLES = ['GITHUB_SHA', 'CI_COMMIT_SHA', 'BITBUCKET_COMMIT', 'BUILD_VCS_NUMBER'];

/** Adds the run to the history, and says at each test what became of its scenario in the last runs. */
export default class HistoryReporter implements Reporter {
  private suite: Suite | undefined;
  private readonly startedAt = new Date();

  printsToStdio(): boolean {
    return false;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite;
  }

  onEnd({ status }: FullResult): void {
    const tests = this.suite?.allTests() ?? [];
    const { preflight } = handedOver();
    const ran = tests.filter(({ results }) => results.length > 0);
    // What was interrupted has not failed, and what never began says nothing.
    if (preflight === undefined || ran.length === 0 || status === 'interrupted') return;
    const target = targetOf(preflight.target.url);
    const past = readRuns(HISTORY, target);
    const rows = rowsOf(ran);
    for (const row of rows) {
      const description = [newsOf(row, past), courseOf(row, past)].filter((each) => each !== undefined).join('; ');
      for (const test of ran.filter(({ tags }) => tags.includes(`@${row.id}`))) {
        test.results.at(-1)?.annotations.push({ type: HISTORY_NOTE, description });
      }
    }
    const scenarios = Object.fromEntries(rows.map(({ id, verdict, durationMs }) => [id, { verdict, durationMs }]));
    addRun(HISTORY, { at: this.startedAt.toISOString(), target, ...commit(), scenarios });
  }
}

/** The annotations that tell of it; no reason of a row. */
export const HISTORY_NOTE = 'history';

/** Ports of loopback change from run to run. */
export function targetOf(url: string): string {
  const { origin, hostname, pathname } = new URL(url);
  return isLoopback(hostname) ? 'loopback' : `${origin}${pathname}`.replace(/\/$/, '');
}

function commit(): { commit?: string } {
  const named = COMMIT_VARIABLES.map((name) => process.env[name]).find((value) => value !== undefined && value !== '');
  // Where there is no git, or no repository, nothing is said.
  const found: unknown = named ?? spawnSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).stdout;
  const [sha] = /^[0-9a-f]{7,64}/.exec(String(found)) ?? [];
  return sha === undefined ? {} : { commit: sha };
}
