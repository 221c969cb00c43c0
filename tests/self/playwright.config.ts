import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

/** The project's own tests: `npm run test:self`. They need no settings and send nothing beyond loopback. */
export default defineConfig({
  testDir: '.',
  // A run of its own, which the tests of the redaction start.
  testIgnore: '**/channels/**',
  outputDir: '../../test-results/self',
  fullyParallel: true,
  // Half of them wait for the runs that they start.
  workers: Math.max(2, Math.floor(availableParallelism() / 2)),
  forbidOnly: Boolean(process.env.CI),
  captureGitInfo: { commit: false, diff: false },
  reporter: [['dot'], ...(process.env.CI ? [['junit', { outputFile: '../../test-results/self.xml' }] as const] : [])],
});
