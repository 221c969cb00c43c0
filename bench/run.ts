import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { boundsOf, isMet } from './bounds';
import { compare } from './compare';
import { floor } from './contenders/smoke';
import { grow } from './growth';
import { picture } from './picture';
import { run } from './process';
import { spreadOf } from './statistics';
import { tables } from './tables';

// `npm run bench [-- --repetitions <n>] [--update]`: how long the smoke suite takes, beside what else people write, and how it grows.
// Leaves a table and a picture, named for the version of Node, in test-results/bench; with --update in docs as well. Fails where a bound
// is not met.

const project = fileURLToPath(new URL('..', import.meta.url));

function machine(repetitions: number): string[] {
  const git = (...parameters: string[]): string =>
    execFileSync('git', parameters, { cwd: project, encoding: 'utf8' }).trim();
  const changed =
    git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ', and what was not committed then';
  const [cpu] = cpus();
  return [
    `${cpu?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB; ${type()}; Node ${process.version}`,
    `commit ${git('rev-parse', '--short', 'HEAD')}${changed}; ${repetitions} repetitions of the comparison, turn about`,
    'the embedded deployment, fresh for each run, in the process of the benchmark; so many milliseconds added to each request to the API; no index lags, so that nobody waits for one',
  ];
}

/** How long the embedded deployment takes to start as a run starts it: loaded by Playwright, in a process that has nothing of it. */
async function startOfDeployment(repetitions: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'api-smoke-bench-'));
  const file = join(folder, 'start');
  const times: number[] = [];
  while (times.length < repetitions) {
    const variables = { PATH: process.env.PATH, BENCH_FOLDER: folder, BENCH_START_FILE: file };
    const { exitCode, output } = await run(floor(0).command(folder), { cwd: folder, variables });
    if (exitCode !== 0) throw new Error(output);
    times.push(Number(readFileSync(file, 'utf8')));
  }
  rmSync(folder, { recursive: true, force: true });
  return spreadOf(times).median;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { repetitions: { type: 'string', default: '5' }, update: { type: 'boolean', default: false } },
  });
  const repetitions = Number(values.repetitions);
  if (!Number.isInteger(repetitions) || repetitions < 1) throw new Error('--repetitions must be a whole number from 1');
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const comparison = await compare(repetitions, say);
  const growth = await grow(Math.ceil(repetitions / 3), say);
  const bounds = boundsOf(comparison, growth, await startOfDeployment(repetitions));
  const text = tables(machine(repetitions), comparison, growth, bounds);
  const drawn = picture(comparison);
  const folders = [join(project, 'test-results/bench'), ...(values.update ? [join(project, 'docs/bench')] : [])];
  const [major = ''] = process.versions.node.split('.');
  const name = `node-${major}`;
  for (const folder of folders) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.md`), `# Results with Node ${major}\n\n${text}\n![times](${name}.svg)\n`);
    writeFileSync(join(folder, `${name}.svg`), drawn);
  }
  process.stdout.write(text);
  return bounds.every(isMet) ? 0 : 1;
}

main().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
