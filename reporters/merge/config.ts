import { defineConfig, type PlaywrightTestConfig, type ReporterDescription } from '@playwright/test';
import { readEnvironment, secretsOf } from '../../fixtures/settings';
import { castNet, watchOutputs } from '../../redaction/net';
import { outputsOf } from '../../redaction/outputs';
import { htmlOptions, noPrompt } from '../html';
import { missingShards } from './shard-blobs';

/**
 * A config for `playwright merge-reports`: of these reporters, and the HTML reporter behind them. What was encoded in a blob is
 * plain in a report, so that what is merged is checked for secrets once more.
 */
export function mergeConfig(
  before: ReporterDescription[],
  after: readonly Readonly<ReporterDescription>[] = [],
): PlaywrightTestConfig {
  const { environment } = readEnvironment(process.env, process.cwd());
  const html = htmlOptions(environment, missingShards(process.env));
  const reporter: ReporterDescription[] = [...before, ['html', html], ...after];
  castNet(process.cwd(), secretsOf(environment));
  watchOutputs(outputsOf({ reporter: [['html', html], ...after], projects: [] }, process.env, process.cwd()));
  Object.assign(process.env, noPrompt);
  return defineConfig({ testDir: '../..', reporter });
}
