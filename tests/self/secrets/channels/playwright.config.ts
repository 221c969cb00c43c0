import { defineConfig } from '@playwright/test';
import { readEnvironment, secretsOf } from '../../../../fixtures/settings';
import { castNet, watchOutputs } from '../../../../redaction/net';
import { NET_VARIABLE } from './channels';

// A run of its own, by the real fixtures, that `no-leak.spec.ts` and the benchmark start in a folder of theirs.

const folder = process.cwd();
if (process.env[NET_VARIABLE] === 'on') {
  castNet(folder, secretsOf(readEnvironment(process.env, folder).environment));
  watchOutputs([folder]);
}
process.once('SIGTERM', () => process.kill(process.pid, 'SIGINT'));

export default defineConfig({
  testMatch: 'channels.spec.ts',
  outputDir: `${folder}/test-results`,
  workers: 1,
  captureGitInfo: { commit: false, diff: false },
  reporter: [
    ...(['list', 'line', 'dot', 'failures', 'github', 'null'] as const).map((name) => [name] as const),
    ['json', { outputFile: `${folder}/report.json` }],
    ['junit', { outputFile: `${folder}/report.xml` }],
    ['html', { outputFolder: `${folder}/playwright-report`, open: 'never' }],
    ['perfetto', { outputFile: `${folder}/perfetto.json` }],
    ['coverage', { outputDir: `${folder}/coverage` }],
    ['blob', { outputFile: `${folder}/blob-report/report.zip` }],
  ],
});
