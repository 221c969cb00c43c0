import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readReportSettings } from '../../fixtures/settings';
import { configFor, runPlaywright } from '../playwright';
import { missingLine, named, noteMissing, shardFile, SHARDS, shardsIn, type Shard } from './shard-blobs';

// `npm run smoke:merge`: one table, one report and one exit code of a run that was spread over shards.

const HELP = `npm run smoke:merge [-- <folder>]

Makes one report of the blobs that the shards of a run have left, each in ${SHARDS}, and tells what a run in one piece would
have told. The exit code is 0 only if all shards are there and all of them were green. It needs the settings of the run, but none
that is a secret.

  <folder>  where the blobs were gathered, and nothing else was: ${shardFile({ current: 1, total: 2 })} and its like; default: ${SHARDS}
  --help    show this
`;

async function main(parameters: string[]): Promise<number> {
  const { help, positionals } = options(parameters);
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (positionals.length > 1) throw new Error(`${positionals.join(' ')}: name one folder`);
  const [folder = SHARDS] = positionals;
  readReportSettings();
  const shards = shardsIn(folder);
  if ('problem' in shards) throw new Error(`Nothing was merged: ${shards.problem}`);
  const { found, missing } = shards;
  const env = { ...process.env, ...noteMissing(missing) };
  const exitCode = await mergeAll(found, env);
  if (missing.length === 0) return exitCode;
  process.stderr.write(`${missingLine(missing.map(named))}\n`);
  return 1;
}

/** Playwright unpacks beside the blobs, in a folder that is not ours. */
async function mergeAll(blobs: readonly (Shard & { file: string })[], env: NodeJS.ProcessEnv): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'api-smoke-shards-'));
  try {
    for (const blob of blobs) copyFileSync(blob.file, join(folder, shardFile(blob)));
    return await runPlaywright(['merge-reports', '-c', configFor('shards'), folder], env, 'all');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function options(parameters: string[]): { help: boolean; positionals: string[] } {
  const known = { help: { type: 'boolean', default: false } } as const;
  try {
    const { values, positionals } = parseArgs({ args: parameters, options: known, allowPositionals: true });
    return { help: values.help, positionals };
  } catch (error) {
    // What Node adds is for another kind of parameter.
    const [reason] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new Error(`${reason}. See npm run smoke:merge -- --help`);
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
