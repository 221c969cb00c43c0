import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { filled, holds, type Contexts } from './expression';

// A job of a workflow, step by step, on this machine: scripts as GitHub's runner runs them, and in the place of each action what it
// does for us.

const texts = z.record(z.string(), z.coerce.string()).default({});
const step = z.object({
  name: z.string().optional(),
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  with: texts,
  env: texts,
});
const job = z.object({
  if: z.string().optional(),
  steps: z.array(step),
  defaults: z.object({ run: z.object({ shell: z.literal('bash') }) }).optional(),
});
type Step = z.infer<typeof step>;
export type Job = z.infer<typeof job>;

/** A workflow, as it is written. */
export function workflowIn(file: string): unknown {
  return parse(readFileSync(file, 'utf8'));
}

export function jobsOf(file: string): Record<string, Job> {
  return z.object({ jobs: z.record(z.string(), job) }).parse(workflowIn(file)).jobs;
}

/** Where a job is run. */
export interface Machine {
  /** The checkout. */
  folder: string;
  /** Artifacts by their names, and below `cache` what was kept. They outlive a job. */
  store: string;
  /** For its scripts, besides what the steps set. */
  env: Record<string, string>;
  /** How the scripts ended that are run for the first of several jobs only: what is installed is the same for all. */
  installed: Map<string, Omit<Ran, 'name'>>;
}

export interface Ran {
  name: string;
  outcome: 'success' | 'failure' | 'skipped';
  output: string;
}

/** Runs a job's steps. It is green if none of them fails. */
export async function runJob(
  { steps }: Job,
  contexts: Contexts,
  machine: Machine,
): Promise<{ green: boolean; ran: Ran[] }> {
  const ran: Ran[] = [];
  const outcomes: Record<string, { outcome: string }> = {};
  for (const one of steps) {
    const now: Contexts = { ...contexts, steps: outcomes };
    const green = ran.every(({ outcome }) => outcome !== 'failure');
    const result = holds(one.if, now, green)
      ? await runStep(one, now, machine)
      : { outcome: 'skipped' as const, output: '' };
    ran.push({ name: one.name ?? one.uses?.split('@')[0] ?? one.run ?? '', ...result });
    if (one.id !== undefined) outcomes[one.id] = { outcome: result.outcome };
  }
  return { green: ran.every(({ outcome }) => outcome !== 'failure'), ran };
}

async function runStep(
  { run, uses = '', ...given }: Step,
  contexts: Contexts,
  machine: Machine,
): Promise<Omit<Ran, 'name'>> {
  const fill = (values: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, filled(value, contexts)]));
  if (run !== undefined) {
    const before = machine.installed.get(run);
    if (before !== undefined) return before;
    const result = await runScript(run, { ...machine.env, ...fill(given.env) }, machine.folder);
    if (run.startsWith('npm ci')) machine.installed.set(run, result);
    return result;
  }
  const problem = act(uses.split('@')[0] ?? '', fill(given.with), machine);
  return problem === undefined ? { outcome: 'success', output: '' } : { outcome: 'failure', output: problem };
}

/** Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax, "defaults.run.shell", bash. */
function runScript(script: string, env: Record<string, string>, cwd: string): Promise<Omit<Ran, 'name'>> {
  const parameters = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  return new Promise((resolve) => {
    execFile('bash', parameters, { cwd, env }, (error, stdout, stderr) => {
      resolve({ outcome: error === null ? 'success' : 'failure', output: `${stdout}${stderr}` });
    });
  });
}

/** Gives why it fails. */
function act(action: string, given: Record<string, string>, { folder, store }: Machine): string | undefined {
  const path = join(folder, given.path ?? '');
  switch (action) {
    case 'actions/checkout':
    case 'actions/setup-node':
      return undefined;
    case 'aws-actions/configure-aws-credentials':
      return given['role-to-assume'] && given['aws-region'] ? undefined : 'no role, or no region';
    case 'actions/upload-artifact': {
      const target = join(store, 'artifacts', given.name ?? '');
      if (existsSync(target) && given.overwrite !== 'true') return `there is an artifact ${given.name ?? ''} already`;
      const files = matching(path);
      for (const file of files) cpSync(file, join(target, basename(file)), { recursive: true });
      return files.length > 0 || given['if-no-files-found'] !== 'error' ? undefined : `no files at ${path}`;
    }
    case 'actions/download-artifact': {
      const prefix = (given.pattern ?? '').replace(/\*$/, '');
      const names = readdirSync(join(store, 'artifacts')).filter((name) => name.startsWith(prefix));
      // They would be folders otherwise.
      if (given['merge-multiple'] !== 'true') return 'merges nothing';
      for (const name of names) cpSync(join(store, 'artifacts', name), path, { recursive: true });
      return undefined;
    }
    case 'actions/cache/restore': {
      const kept = join(store, 'cache');
      const prefix = given['restore-keys'] ?? '';
      const last = existsSync(kept)
        ? readdirSync(kept)
            .filter((key) => key.startsWith(prefix))
            .at(-1)
        : undefined;
      if (last === undefined) return undefined;
      mkdirSync(dirname(path), { recursive: true });
      cpSync(join(kept, last), path);
      return undefined;
    }
    case 'actions/cache/save': {
      if (existsSync(path)) cpSync(path, join(store, 'cache', given.key ?? ''));
      return undefined;
    }
    default:
      throw new Error(`nobody knows here what ${action} does`);
  }
}

/** A path, or all files of a folder with an ending: `a/*.zip`. */
function matching(path: string): string[] {
  const [, folder, ending] = /^(.*)[\\/]\*(\.\w+)$/.exec(path) ?? [];
  if (folder === undefined || ending === undefined) return existsSync(path) ? [path] : [];
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

/** As on a machine that nobody has used; what was installed is the same on each. */
export function renew({ folder }: Machine): void {
  for (const name of ['.env.smoke', '.smoke', 'blobs', 'playwright-report', 'test-results']) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}
