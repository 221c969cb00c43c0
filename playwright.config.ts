import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { defineConfig } from '@playwright/test';
import { LONGEST_RUN_SECONDS } from './fixtures/mark';
import { noBrowserOptions } from './fixtures/no-browser';
import { readEnvironment, secretsOf } from './fixtures/settings';
import { retryOf } from './fixtures/run-part';
import { htmlOptions, noPrompt } from './reporters/html';
import { NEW_BLOB } from './reporters/places';
import { tagsOf } from './reporters/retry-run';
import { DEFAULT_WORKERS } from './start-up/workers';

// Workers load this file as well.
const inWorker = process.env.TEST_WORKER_INDEX !== undefined;

// What a worker holds is sixty megabytes, whatever it has tested; V8 would let the garbage of two thousand tests grow to three times that
// before it looks.
if (inWorker) setFlagsFromString('--heap-growing-percent=50');
// Node 24 would let young objects have 134 MB in each process. They get no more than they have by now: a half of it in the runner, a quarter
// in a worker. (What V8 takes away from them, they don't get back; before Node 24 they have all that they may have by now.)
if (Number.parseInt(process.versions.node) >= 24) setFlagsFromString('--semi-space-growth-factor=1');

const { environment } = readEnvironment(process.env, process.cwd());
// Workers print and write nothing by themselves.
if (!inWorker) {
  (await import('./redaction/net')).castNet(process.cwd(), secretsOf(environment));
}
const onCi = Boolean(process.env.CI);

Object.assign(process.env, noPrompt);
// From Node 22 on, what one worker has compiled of Playwright, the next ones have at once.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));

// SIGTERM, and a terminal that is closed, end a run as Ctrl-C does: what was created is removed.
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.kill(process.pid, 'SIGINT'));

export default defineConfig({
  globalSetup: './start-up/index.ts',
  // For who merges shards; the HTML report doesn't show it.
  metadata: { target: environment.SMOKE_TEST_API_URL },
  outputDir: 'test-results/suites',
  // In one report with the run that it retries, a retry has to be told from it.
  tag: tagsOf(retryOf(process.env)),
  // The gate's answers come in milliseconds; cold starts and waits that the contract allows take seconds.
  timeout: 60_000,
  // Far longer than any run takes; but whoever finds something that an older run has created may remove it.
  globalTimeout: (LONGEST_RUN_SECONDS / 2) * 1000,
  // The start-up takes more, where an answer takes long; as many as --workers says, or another number here.
  workers: DEFAULT_WORKERS,
  forbidOnly: onCi,
  retries: onCi ? 2 : 0,
  retryStrategy: 'isolated',
  failOnFlakyTests: environment.SMOKE_TEST_FAIL_ON_FLAKY === '1',
  // Branch names, messages and diffs are nothing for a report that is passed around.
  captureGitInfo: { commit: false, diff: false },
  // In this order: those before the table change what those after them read, progress clears its line before the table is printed, and
  // blobs.ts puts away what the blob reporter has written.
  reporter: [
    ['./reporters/no-call-log.ts'],
    ['./reporters/attempts.ts'],
    ['./reporters/progress.ts'],
    ['./reporters/history/reporter.ts'],
    ['./reporters/waterfall/reporter.ts'],
    ['./reporters/table.ts'],
    ['./reporters/retry-list.ts'],
    ['html', htmlOptions(environment)],
    ['blob', { outputFile: resolve(NEW_BLOB) }],
    ['./reporters/blobs.ts'],
    ...(process.env.GITHUB_ACTIONS ? [['./reporters/github.ts'] as const] : []),
    ...(onCi ? [['junit', { outputFile: 'test-results/junit.xml' }] as const] : []),
  ],
  use: { trace: 'off', ...noBrowserOptions },
  projects: [
    { name: 'smoke', testDir: 'tests/smoke' },
    { name: 'signup', testDir: 'tests/signup' },
    { name: 'realtime', testDir: 'tests/realtime' },
    { name: 'progress', testDir: 'tests/progress' },
    { name: 'sessions', testDir: 'tests/sessions' },
  ],
});
