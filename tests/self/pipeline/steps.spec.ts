import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { secretVariables } from '../../../fixtures/settings';
import { startDeployment } from '../../../local-deployment';
import { everythingIn } from '../support/archive';
import { expect, test as base } from '@playwright/test';
import { holds, type Contexts } from './expression';
import { jobsOf, renew, runJob, type Machine } from './job';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const jobs = jobsOf(`${project}.github/workflows/smoke.yml`);
const install = 'npm ci --ignore-scripts';

/** What a script of a job needs of this machine. */
const passed = /^(PATH|HOME|LANG|npm_config_(registry|cache|userconfig)|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)$/i;

interface Place extends Machine {
  /** What the parameter store has below the path, and what it was asked. */
  parameters: Record<string, string>;
  asked(): string;
  /** Empties the parameter store. */
  forget(): void;
  contexts: Contexts;
}

const test = base.extend<{ place: Place }>({
  // A checkout that is installed once, beside a deployment and a command `aws` that has its secrets.
  place: async ({}, use) => {
    test.skip(process.platform === 'win32', 'the jobs are for Linux');
    const root = mkdtempSync(join(tmpdir(), 'api-smoke-pipeline-'));
    const [folder, store, bin] = ['checkout', 'store', 'bin'].map((name) => join(root, name)) as [
      string,
      string,
      string,
    ];
    for (const each of [bin, join(store, 'artifacts')]) mkdirSync(each, { recursive: true });
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: project, encoding: 'utf8' });
    for (const file of files
      .trim()
      .split('\n')
      .filter((each) => existsSync(join(project, each)))) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(join(project, file), join(folder, file));
    }
    const [calls, answer] = [join(root, 'calls'), join(root, 'answer')];
    writeFileSync(join(bin, 'aws'), `#!/usr/bin/env bash\nprintf '%s\\n' "$*" >> '${calls}'\ncat '${answer}'\n`, {
      mode: 0o755,
    });

    const deployment = await startDeployment();
    const settings = Object.entries(deployment.settings);
    const isSecret = (name: string): boolean => name in secretVariables || name.startsWith('JWT_SECRET');
    const parameters = Object.fromEntries(settings.filter(([name]) => isSecret(name)));
    writeFileSync(
      answer,
      Object.entries(parameters)
        .map(([name, value]) => `/api-smoke/staging/${name}\t${value}\n\n`)
        .join(''),
    );
    const own = Object.entries(process.env).filter(([name]) => passed.test(name));
    await use({
      ...{ folder, store, parameters, installed: new Map() },
      asked: () => readFileSync(calls, 'utf8'),
      forget() {
        writeFileSync(answer, '');
      },
      env: {
        ...Object.fromEntries(own.map(([name, value]) => [name, value ?? ''])),
        ...{ PATH: `${bin}:${process.env.PATH ?? ''}`, CI: 'true', GITHUB_ACTIONS: 'true' },
        GITHUB_STEP_SUMMARY: join(root, 'summary.md'),
      },
      contexts: {
        github: {
          event_name: 'workflow_dispatch',
          repository: 'someone/api-smoke',
          run_id: 7,
          run_attempt: 1,
          event: {},
        },
        inputs: { environment: 'staging', projects: 'smoke' },
        vars: {
          SMOKE_SETTINGS: settings
            .filter(([name]) => !isSecret(name))
            .map(([name, value]) => `${name}=${value}`)
            .join('\n'),
          SMOKE_PARAMETERS: '/api-smoke/staging',
          SMOKE_ROLE_ARN: 'arn:aws:iam::123456789012:role/api-smoke',
          AWS_REGION: 'eu-west-1',
        },
        strategy: { 'job-total': 2 },
      },
    });
    await deployment.stop();
    rmSync(root, { recursive: true });
  },
});

type Result = Awaited<ReturnType<typeof runJob>>;

async function run(id: string, place: Place, contexts: Contexts): Promise<Result> {
  const job = jobs[id];
  if (job === undefined) throw new Error(`smoke.yml has no job ${id}`);
  renew(place);
  return runJob(job, { ...place.contexts, ...contexts }, place);
}
const runShard = (shard: number, place: Place): Promise<Result> => run('shard', place, { matrix: { shard } });
const runGate = (result: string, place: Place): Promise<Result> => run('gate', place, { needs: { shard: { result } } });

const failed = ({ ran }: Result): string[] =>
  ran.filter(({ outcome }) => outcome === 'failure').map(({ name }) => name);
const outputOf = ({ ran }: Result, step: string): string =>
  ran.find(({ name }) => name === step)?.output ?? 'no such step';

test('every step of the pipeline: all is well, a shard has left no blob, a shard has failed behind its blob', async ({
  place,
}, testInfo) => {
  testInfo.setTimeout(400_000);
  const shards = [await runShard(1, place), await runShard(2, place)];
  for (const shard of shards) {
    expect(shard, JSON.stringify(shard, undefined, 2)).toMatchObject({ green: true });
    expect(shard.ran.filter(({ outcome }) => outcome === 'skipped')).toEqual([]);
  }
  expect(place.asked()).toContain('ssm get-parameters-by-path --path /api-smoke/staging --with-decryption');
  expect(readdirSync(join(place.store, 'artifacts'))).toEqual(['blob-1', 'blob-2']);

  const green = await runGate('success', place);
  expect(green, JSON.stringify(green, undefined, 2)).toMatchObject({ green: true });
  expect(outputOf(green, 'Merge the shards')).toMatch(/^14\/14 scenarios passed in .*, 0 skipped, 0 flaky$/m);
  expect(readFileSync(place.env.GITHUB_STEP_SUMMARY ?? '', 'utf8')).toContain('### api-smoke: 14/14 scenarios passed');
  expect(existsSync(join(place.store, 'artifacts', 'smoke-report', 'playwright-report', 'index.html'))).toBe(true);
  expect(readdirSync(join(place.store, 'cache'))).toEqual(['smoke-history-staging-7-1']);

  // What leaves a job has no secret; its log has each where the runner is told to mask it, and nowhere else.
  const left = everythingIn(place.store);
  for (const [name, secret] of Object.entries(place.parameters)) {
    expect(
      left.filter((text) => text.includes(secret)),
      name,
    ).toEqual([]);
    const logs = [...shards, green].flatMap(({ ran }) => ran.map(({ output }) => output)).join('\n');
    expect(logs.replaceAll(`::add-mask::${secret}\n`, '')).not.toContain(secret);
  }

  const behind = await runGate('failure', place);
  expect(failed(behind)).toEqual(['Ask how the shards ended']);
  expect(outputOf(behind, 'Ask how the shards ended')).toBe(
    '::error::the shards ended with "failure": their own logs say why\n',
  );

  rmSync(join(place.store, 'artifacts', 'blob-2'), { recursive: true });
  const half = await runGate('success', place);
  expect(failed(half)).toEqual(['Merge the shards']);
  expect(outputOf(half, 'Merge the shards')).toContain('Shard 2/2 has left no blob');
  expect(half.ran.filter(({ outcome }) => outcome === 'skipped')).toEqual([]);

  rmSync(join(place.store, 'artifacts', 'blob-1'), { recursive: true });
  const none = await runGate('failure', place);
  expect(none.green).toBe(false);
  expect(outputOf(none, 'Merge the shards')).toContain('Nothing was merged: ');
});

test('a path without parameters is told, and nothing is run', async ({ place }) => {
  place.forget();
  const shard = await run(
    'shard',
    { ...place, installed: new Map([[install, { outcome: 'success', output: '' }]]) },
    { matrix: { shard: 1 } },
  );

  expect(outputOf(shard, 'Run')).toBe('::error::SMOKE_PARAMETERS: there is no parameter below /api-smoke/staging\n');
  expect(shard.green).toBe(false);
  expect(readdirSync(join(place.store, 'artifacts'))).toEqual([]);
});

test('only a deployment that succeeded is looked at', () => {
  const isRun = (event_name: string, event: Contexts, inputs: Record<string, string> = {}): boolean =>
    holds(jobs.shard?.if, { github: { event_name, event }, inputs, vars: {} }, true);
  const recorded = (state: string, environment: string) => ({
    deployment_status: { state },
    deployment: { environment },
  });

  expect(isRun('schedule', {})).toBe(true);
  expect(isRun('deployment_status', recorded('success', 'staging'))).toBe(true);
  expect(isRun('deployment_status', recorded('success', 'preview'))).toBe(false);
  expect(isRun('deployment_status', recorded('in_progress', 'staging'))).toBe(false);
  // Called by a workflow that was started so.
  expect(isRun('deployment_status', recorded('success', 'preview'), { environment: 'preview' })).toBe(true);
  const isJudged = (result: string): boolean => holds(jobs.gate?.if, { needs: { shard: { result } } }, false);
  expect(['success', 'failure', 'cancelled', 'skipped'].map(isJudged)).toEqual([true, true, true, false]);
});

test("this project's own workflow runs what .ci/run runs", () => {
  const commands = readFileSync(`${project}.ci/run`, 'utf8')
    .split('\n')
    .map((line) => line.split(' || ')[0]);
  const scripts = Object.values(jobsOf(`${project}.github/workflows/test.yml`)).flatMap(({ steps }) =>
    steps.flatMap(({ run: script }) => script ?? []),
  );

  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) expect(['bash .ci/run', ...commands]).toContain(script);
});
