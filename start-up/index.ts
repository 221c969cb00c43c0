import type { FullConfig } from '@playwright/test';
import { preflightProblems } from '../fixtures/issuer/preflight';
import { newRunId, RUN_VARIABLE } from '../fixtures/mark';
import { LOCAL, readSettings, tokenProblems } from '../fixtures/settings';
import { watchOutputs } from '../redaction/net';
import { outputsOf } from '../redaction/outputs';
import { inLines, refuse } from './lines';
import { startLocal } from './local';
import { prepare } from './prepare';
import { createTearDown } from './tear-down';

/**
 * Runs once, before any scenario: reads the settings, starts the embedded deployment where they ask for it, mints the
 * identities' first tokens, and makes sure that they fit together and that somebody answers. Bad input ends the run with
 * one line for each problem, and exit code 1.
 */
export default async function startUp(config: FullConfig): Promise<() => Promise<void>> {
  watchOutputs(outputsOf(config, process.env, process.cwd()));
  process.env[RUN_VARIABLE] ??= newRunId(new Date());
  const tearDown = createTearDown();
  try {
    await inLines(async () => {
      let run = readSettings(process.env, process.cwd());
      const local = run.apiUrl === LOCAL;
      if (local) {
        tearDown.add(await startLocal());
        run = readSettings(process.env, process.cwd());
      }
      refuse([...tokenProblems(run, new Date()), ...preflightProblems(run, {})]);
      await prepare(run, local, tearDown);
    });
  } catch (error) {
    // Why the run ends comes first; what could not be undone is told as well.
    await tearDown.run().catch((undone: unknown) => {
      process.stderr.write(`${String(undone)}\n`);
    });
    throw error;
  }
  return () => inLines(() => tearDown.run());
}
