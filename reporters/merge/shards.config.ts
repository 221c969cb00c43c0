import { resolve } from 'node:path';
import { readReportSettings } from '../../fixtures/settings';
import { mergeConfig } from './config';

// Those who report ask for them.
readReportSettings();

/** The report of a run's shards, and what a run that is in one piece tells in its end. */
export default mergeConfig(
  [
    ['../history/reporter.ts', { merged: true }],
    ['../waterfall/reporter.ts'],
    ['../table.ts', { merged: true }],
    ['./gate.ts'],
  ],
  [
    ...(process.env.GITHUB_ACTIONS ? [['../github.ts', { merged: true }] as const] : []),
    ...(process.env.CI ? [['junit', { outputFile: resolve('test-results/junit.xml') }] as const] : []),
  ],
);
