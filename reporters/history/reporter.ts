import { execFile } from 'node:child_process';
import type { FullConfig, FullResult, Reporter, Suite } from '@playwright/test/reporter';
import { handedOver } from '../../fixtures/issuer/hand-over';
import { retryOf } from '../../fixtures/run-part';
import { isLoopback, LOCAL, runSettings } from '../../fixtures/settings';
import { missingShards } from '../merge/shard-blobs';
import { rowsOf } from '../outcomes';
import { courseOf, HISTORY_NOTES, newsOf } from './course';
import { addRun, HISTORY, readRuns, type PastRun } from './runs';

/** By these, CI systems name the commit. */
const COMMIT_VARIABLES = ['GITHUB_SHA', 'CI_COMMIT_SHA', 'BITBUCKET_COMMIT', 'BUILD_VCS_NUMBER'];

/** Adds the run to the history, and says at each test what became of its scenario in the last runs. */
export default class HistoryReporter implements Reporter {
  private suite: Suite | undefined;
  private inShard = false;
  private errors = 0;
  private commit: Promise<{ commit?: string }> = Promise.resolve({});
  private readonly merged: boolean;

  /** @param options `merged`: the tests were run by shards */
  constructor({ merged = false }: { merged?: boolean } = {}) {
    this.merged = merged;
  }

  printsToStdio(): boolean {
    return false;
  }

  onBegin({ shard }: FullConfig, suite: Suite): void {
    this.suite = suite;
    this.inShard = shard !== null;
    // Found out while the tests run.
    this.commit = commit();
  }

  onError(): void {
    this.errors += 1;
  }

  async onEnd({ status, startTime }: FullResult): Promise<void> {
    const tests = this.suite?.allTests() ?? [];
    const url = this.merged ? runSettings().apiUrl : handedOver().preflight?.target.url;
    const ran = tests.filter(({ results }) => results.length > 0);
    // What was interrupted has not failed, and what never began says nothing.
    if (url === undefined || ran.length === 0 || status === 'interrupted') return;
    // A retry is of the run before, which has its line; a shard of the run that is merged.
    if (retryOf(process.env) > 0 || this.inShard) return;
    // A shard that is missing, or could not begin, would be scenarios that there were not.
    if (this.merged && (this.errors > 0 || missingShards(process.env).length > 0)) return;
    const target = targetOf(url);
    const past = readRuns(HISTORY, target);
    const rows = rowsOf(ran);
    for (const row of rows) {
      const news = newsOf(row, past);
      const notes = [
        ...(news === undefined ? [] : [{ type: HISTORY_NOTES.news, description: news }]),
        { type: HISTORY_NOTES.course, description: courseOf(row, past) },
      ];
      for (const test of ran.filter(({ tags }) => tags.includes(`@${row.id}`))) {
        test.results.at(-1)?.annotations.push(...notes);
      }
    }
    const scenarios = Object.fromEntries(rows.map(({ id, verdict, durationMs }) => [id, { verdict, durationMs }]));
    keep({ at: startTime.toISOString(), target, ...(await this.commit), scenarios });
  }
}

const LOOPBACK = 'loopback';

/** Ports of loopback change from run to run. */
export function targetOf(url: string): string {
  if (url === LOCAL) return LOOPBACK;
  const { origin, hostname, pathname } = new URL(url);
  return isLoopback(hostname) ? LOOPBACK : `${origin}${pathname}`.replace(/\/$/, '');
}

/** A disk that is full, or a folder that is not ours, is no reason for a run to fail. */
function keep(run: PastRun): void {
  try {
    addRun(HISTORY, run);
  } catch (error) {
    process.stderr.write(
      `${HISTORY} could not be written: ${error instanceof Error ? error.message : String(error)}\n`,
    );
  }
}

async function commit(): Promise<{ commit?: string }> {
  const named = COMMIT_VARIABLES.map((name) => process.env[name]).find((value) => value !== undefined && value !== '');
  // Where there is no git, or no repository, nothing is said.
  const found =
    named ??
    (await new Promise<string>((resolve) => {
      execFile('git', ['rev-parse', 'HEAD'], (_error, stdout) => {
        resolve(stdout);
      });
    }));
  const [sha] = /^[0-9a-f]{7,64}/.exec(found) ?? [];
  return sha === undefined ? {} : { commit: sha };
}
