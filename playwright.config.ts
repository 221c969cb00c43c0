import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { LONGEST_RUN_SECONDS } from './fixtures/mark';
import { readEnvironment, secretsOf } from './fixtures/settings';
import { castNet } from './redaction/net';

const { environment } = readEnvironment(process.env, process.cwd());
castNet(process.cwd(), secretsOf(environment));
const onCi = Boolean(process.env.CI);
// Who waits for a token to expire needs somebody else to go on; otherwise as many as Playwright would take.
const workers = environment.SMOKE_TEST_EXPIRY_WAIT_SECONDS === undefined ? 1 : 2;

// An API test has no page to take a snapshot of, and its report no need of a prompt for an assistant.
process.env.PLAYWRIGHT_NO_COPY_PROMPT = '1';

// SIGTERM, and a terminal that is closed, end a run as Ctrl-C does: what was created is removed.
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.kill(process.pid, 'SIGINT'));

export default defineConfig({
  globalSetup: './start-up/index.ts',
  outputDir: 'test-results/suites',
  // The gate's answers come in milliseconds; cold starts and waits that the contract allows take seconds.
  timeout: 60_000,
  // Far longer than any run takes; but whoever finds something that an older run has created may remove it.
  globalTimeout: (LONGEST_RUN_SECONDS / 2) * 1000,
  workers: Math.max(workers, Math.floor(availableParallelism() / 2)),
  forbidOnly: onCi,
  retries: onCi ? 2 : 0,
  retryStrategy: 'isolated',
  failOnFlakyTests: environment.SMOKE_TEST_FAIL_ON_FLAKY === '1',
  // Branch names, messages and diffs are nothing for a report that is passed around.
  captureGitInfo: { commit: false, diff: false },
  reporter: [
    ['./reporters/no-call-log.ts'],
    ['./reporters/table.ts'],
    ['./reporters/retry-list.ts'],
    [
      'html',
      {
        open: 'never',
        outputFolder: 'playwright-report',
        title: `api-smoke: ${environment.SMOKE_TEST_API_URL ?? 'no target'}`,
      },
    ],
    ...(onCi ? [['junit', { outputFile: 'test-results/junit.xml' }] as const] : []),
  ],
  use: { trace: 'off' },
  projects: [
    { name: 'smoke', testDir: 'tests/smoke' },
    { name: 'signup', testDir: 'tests/signup' },
    { name: 'realtime', testDir: 'tests/realtime' },
    { name: 'progress', testDir: 'tests/progress' },
    { name: 'sessions', testDir: 'tests/sessions' },
  ],
});
