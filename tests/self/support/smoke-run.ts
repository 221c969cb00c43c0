import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { TestInfo } from '@playwright/test';

const config = fileURLToPath(new URL('../../../playwright.config.ts', import.meta.url));
const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');

export interface Run {
  exitCode: number;
  stdout: string;
  stderr: string;
  /** The folder that it ran in, with everything that it wrote. */
  folder: string;
}

/**
 * Runs the smoke project as a user would, in a process and a folder of its own, with no variables but `PATH` and the
 * given ones, and with an empty settings file.
 */
export async function smoke(
  testInfo: TestInfo,
  variables: Record<string, string>,
  parameters: readonly string[] = [],
): Promise<Run> {
  const folder = testInfo.outputPath('run');
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/empty.env`, '');
  const env = {
    PATH: process.env.PATH,
    SMOKE_ENV_FILE: `${folder}/empty.env`,
    PLAYWRIGHT_HTML_OUTPUT_DIR: `${folder}/report`,
    ...variables,
  };
  const command = [playwright, 'test', '-c', config, '--project=smoke', `--output=${folder}/results`, ...parameters];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, { cwd: folder, env }, (_, stdout, stderr) => {
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr, folder });
    });
  });
}
