import { defineConfig } from '@playwright/test';
import { readEnvironment, secretsOf } from '../fixtures/settings';
import { castNet, watchOutputs } from '../redaction/net';
import { outputsOf } from '../redaction/outputs';
import { htmlOptions, noPrompt } from './html';

// For `playwright merge-reports`: the report of a run and its retries. What was encoded in a blob is plain in a report, so
// that what is merged is checked once more.
const { environment } = readEnvironment(process.env, process.cwd());
const html = htmlOptions(environment);
castNet(process.cwd(), secretsOf(environment));
watchOutputs(outputsOf({ reporter: [['html', html]], projects: [] }, process.env, process.cwd()));
Object.assign(process.env, noPrompt);

export default defineConfig({
  testDir: '..',
  reporter: [['./annotations.ts'], ['./waterfall/reporter.ts'], ['html', html]],
});
