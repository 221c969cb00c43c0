import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';

// The least that a Playwright run takes: one test, or as many as the suite has, and the reports that Playwright itself writes for this
// project.
const folder = process.env.BENCH_FOLDER ?? join(tmpdir(), 'api-smoke-bench');

const bare = process.env.BENCH_TESTS !== undefined;

export default defineConfig({
  outputDir: join(folder, 'results'),
  testMatch: bare ? 'bare/*.spec.ts' : 'floor.spec.ts',
  workers: bare ? 2 : 1,
  reporter: [
    ['html', { open: 'never', outputFolder: join(folder, 'report') }],
    ['blob', { outputFile: join(folder, 'blob.zip') }],
  ],
});
