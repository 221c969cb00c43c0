import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FAILURES_EXPECTED } from '../../../fixtures/worker';
import type { Case } from './case';
import { OUTCOME_VARIABLE, type Outcome } from './outcome';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const playwright = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Runs the real suite, as a user would, against the embedded deployment with one fault or weather. */
export async function runCase({ kind, name, suites, flaky, repeatEach }: Case): Promise<Outcome> {
  const directory = await mkdtemp(join(tmpdir(), 'api-smoke-proof-'));
  const file = join(directory, 'outcome.json');
  try {
    const parameters = [
      ...[
        'test',
        ...suites.map((suite) => `--project=${suite}`),
        `--workers=${repeatEach === 1 ? 1 : 4}`,
        `--retries=${flaky ? 1 : 0}`,
        `--repeat-each=${repeatEach}`,
      ],
      ...[`--reporter=${here('./outcome-reporter.ts')}`, `--output=${join(directory, 'results')}`],
    ];
    const child = spawn(process.execPath, [playwright, ...parameters], {
      cwd: project,
      env: { ...inherited(), ...target(kind, name), ...expecting(kind, suites), [OUTCOME_VARIABLE]: file },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const complaints: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
    await once(child, 'close');
    const read = await readFile(file, 'utf8').catch(() => undefined);
    if (read === undefined) return { rows: [], errors: [complaints.join('').trim() || 'the run left no outcome'] };
    return JSON.parse(read) as Outcome;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Without the user's own settings: the proof is about the suite, not about their deployment. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(SMOKE|LOCAL|CLERK)_/.test(name)));
}

/**
 * Not where tests build on each other: those after one that failed are left out only when nobody expected it. Nor where a worker
 * has API keys: they are few, and one that has failed leaves none to its tests.
 */
function expecting(kind: Case['kind'], suites: Case['suites']): NodeJS.ProcessEnv {
  const independent = suites.every((suite) => !['smoke', 'signup'].includes(suite));
  return kind === 'fault' && independent ? { [FAILURES_EXPECTED]: '1' } : {};
}

function target(kind: Case['kind'], name: string): NodeJS.ProcessEnv {
  const common = { SMOKE_TEST_API_URL: 'local', SMOKE_ENV_FILE: 'local-deployment/smoke.env' };
  if (kind === 'weather') return { ...common, LOCAL_WEATHER: name };
  const contracted = { ...common, SMOKE_TEST_CONTRACT: here('./contract.ts') };
  return kind === 'fixed' ? contracted : { ...contracted, LOCAL_FAULT: name };
}
