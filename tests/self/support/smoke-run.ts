import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { TestInfo } from '@playwright/test';

const config = fileURLToPath(new URL('../../../playwright.config.ts', import.meta.url));
const retry = fileURLToPath(new URL('../../../reporters/retry.ts', import.meta.url));
const merge = fileURLToPath(new URL('../../../reporters/merge/shards.ts', import.meta.url));
const { resolve: resolveModule } = createRequire(import.meta.url);
const playwright = resolveModule('@playwright/test/cli');
const tsx = resolveModule('tsx/cli');

export interface Run {
  /** 130 and the like where it was ended by a signal that it did not handle. */
  exitCode: number | null;
  stdout: string;
  stderr: string;
  /** The folder that it ran in, with everything that it wrote. */
  folder: string;
}

/** A run that is going on. */
export interface Started {
  child: ChildProcess;
  ended: Promise<Run>;
}

/**
 * Runs the smoke project, or those that the parameters name, as a user would, in a process and a folder of its own, with no variables but `PATH` and the
 * given ones, and with an empty settings file.
 */
export async function smoke(
  testInfo: TestInfo,
  variables: Record<string, string>,
  parameters: readonly string[] = [],
): Promise<Run> {
  return startSmoke(testInfo.outputPath('run'), variables, parameters).ended;
}

/** The same, in a folder where there may have been runs before. Two at once in one folder share what runs leave there. */
export function startSmoke(
  folder: string,
  variables: Record<string, string>,
  parameters: readonly string[] = [],
  reports = folder,
): Started {
  const project = parameters.some((each) => each.startsWith('--project')) ? [] : ['--project=smoke'];
  const command = [playwright, 'test', '-c', config, ...project, `--output=${reports}/results`, ...parameters];
  return start(command, folder, variables, reports);
}

/** `npm run smoke:retry` in the folder of a run. */
export function retrySmoke(
  folder: string,
  variables: Record<string, string>,
  parameters: readonly string[] = [],
): Promise<Run> {
  const command = [tsx, retry, '-c', config, `--output=${folder}/results`, ...parameters];
  return start(command, folder, variables, folder).ended;
}

/** `npm run smoke:merge` in a folder. */
export function mergeShards(
  folder: string,
  variables: Record<string, string>,
  parameters: readonly string[] = [],
): Promise<Run> {
  return start([tsx, merge, ...parameters], folder, variables, folder).ended;
}

function start(command: string[], folder: string, variables: Record<string, string>, reports: string): Started {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/empty.env`, '');
  const env = {
    PATH: process.env.PATH,
    SMOKE_ENV_FILE: `${folder}/empty.env`,
    PLAYWRIGHT_HTML_OUTPUT_DIR: `${reports}/report`,
    ...variables,
  };
  const child = spawn(process.execPath, command, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk: Buffer) => {
      output[name] += chunk.toString();
    });
  }
  const ended = new Promise<Run>((resolve) => {
    child.on('close', (exitCode) => {
      resolve({ exitCode, ...output, folder });
    });
  });
  return { child, ended };
}
