import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test as base } from '@playwright/test';
import { z } from 'zod';
import { secretVariables } from '../../../fixtures/settings';
import { startDeployment } from '../../../local-deployment';
import { everythingIn } from '../support/archive';
import { holds, type Contexts } from './expression';
import { jobsOf, renew, runJob, workflowIn, type Machine } from './job';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const smoke = `${project}.github/workflows/smoke.yml`;
const jobs = jobsOf(smoke);
const strategy = z.object({ 'fail-fast': z.literal(false), matrix: z.object({ shard: z.array(z.int()) }) });
const { jobs: written, ...workflow } = z
  .looseObject({ jobs: z.object({ shard: z.looseObject({ strategy }), gate: z.looseObject({}) }) })
  .parse(workflowIn(smoke));
const { shard: shards } = written.shard.strategy.matrix;

/** What no checkout has. */
const generated =
  /^(node_modules|\.git|\.smoke|\.env\.smoke(?!\.example)|blob-report|playwright-report|test-results)\b/;

/** What a script of a job needs of this machine. */
const passed = /^(PATH|HOME|LANG|npm_config_(registry|cache|userconfig)|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)$/i;

const github = { event_name: 'workflow_dispatch', repository: 'someone/smoke', run_id: 7, run_attempt: 1, event: {} };

interface Place extends Machine {
  /** What the parameter store has below the path. */
  parameters: Record<string, string>;
  /** What it is to have instead. */
  keep(values: Record<string, string>): void;
  /** What it was asked. */
  asked(): string;
  /** What is no secret, as lines of `.env.smoke`. */
  settings: string;
  contexts: Contexts;
}

const test = base.extend<{ place: Place }>({
  // A checkout that is installed once, beside a deployment and a command `aws` that has its secrets.
  place: async ({}, use) => {
    test.skip(process.platform === 'win32', 'the jobs are for Linux');
    const root = mkdtempSync(join(tmpdir(), 'api-smoke-pipeline-'));
    const folder = join(root, 'checkout');
    const store = join(root, 'store');
    const bin = join(root, 'bin');
    for (const each of [bin, join(store, 'artifacts')]) mkdirSync(each, { recursive: true });
    cpSync(project, folder, { recursive: true, filter: (path) => !generated.test(path.slice(project.length)) });
    const [calls, answer] = [join(root, 'calls'), join(root, 'answer')];
    const aws = `#!/usr/bin/env bash\nprintf '%s\\n' "$*" >> '${calls}'\ncat '${answer}'\n`;
    writeFileSync(join(bin, 'aws'), aws, { mode: 0o755 });
    const keep = (values: Record<string, string>): void => {
      const found = Object.entries(values).map(([name, value]) => ({
        Name: `/api-smoke/staging/${name}`,
        Value: value,
      }));
      writeFileSync(answer, JSON.stringify({ Parameters: found }));
    };

    const deployment = await startDeployment();
    const given = Object.entries(deployment.settings);
    const isSecret = (name: string): boolean => name in secretVariables || name.startsWith('JWT_SECRET');
    const parameters = {
      ...Object.fromEntries(given.filter(([name]) => isSecret(name))),
      SEVERAL_LINES: 'the first 100 %\nthe second line',
    };
    // One of them as a shell's here-string would have stored it.
    keep({ ...parameters, SMOKE_SESSIONS_PASSWORD: `${deployment.settings.SMOKE_SESSIONS_PASSWORD ?? ''}\n` });
    const settings = given
      .filter(([name]) => !isSecret(name))
      .map(([name, value]) => `${name}=${value}`)
      .join('\n');
    const own = Object.entries(process.env).filter(([name]) => passed.test(name));
    await use({
      ...{ folder, store, parameters, settings, keep, installed: new Map() },
      asked: () => readFileSync(calls, 'utf8'),
      env: {
        ...Object.fromEntries(own.map(([name, value]) => [name, value ?? ''])),
        ...{ PATH: `${bin}:${process.env.PATH ?? ''}`, CI: 'true', GITHUB_ACTIONS: 'true' },
        GITHUB_STEP_SUMMARY: join(root, 'summary.md'),
      },
      contexts: {
        github,
        inputs: { environment: 'staging', projects: 'smoke realtime', 'api-url': deployment.url },
        vars: {
          SMOKE_SETTINGS: `${settings}\nSMOKE_TEST_API_URL=https://another.example.com\n`,
          SMOKE_PARAMETERS: '/api-smoke/staging',
          SMOKE_ROLE_ARN: 'arn:aws:iam::123456789012:role/api-smoke',
          AWS_REGION: 'eu-west-1',
        },
        strategy: { 'job-total': shards.length },
      },
    });
    await deployment.stop();
    rmSync(root, { recursive: true });
  },
});

type Result = Awaited<ReturnType<typeof runJob>>;

/** @param prepare what is to be on the machine before the job */
async function run(id: string, place: Place, contexts: Contexts, prepare = (): void => undefined): Promise<Result> {
  const job = jobs[id];
  if (job === undefined) throw new Error(`smoke.yml has no job ${id}`);
  renew(place);
  prepare();
  return runJob(job, { ...place.contexts, ...contexts }, place);
}
const runShard = (shard: number, place: Place, contexts: Contexts = {}, prepare?: () => void): Promise<Result> =>
  run('shard', place, { matrix: { shard }, ...contexts }, prepare);
const runGate = (result: string, place: Place, contexts: Contexts = {}): Promise<Result> =>
  run('gate', place, { needs: { shard: { result } }, ...contexts });

const namesOf = ({ ran }: Result, wanted: string): string[] =>
  ran.filter(({ outcome }) => outcome === wanted).map(({ name }) => name);
const failed = (result: Result): string[] => namesOf(result, 'failure');
const skipped = (result: Result): string[] => namesOf(result, 'skipped');
const outputOf = ({ ran }: Result, step: string): string =>
  ran.find(({ name }) => name === step)?.output ?? 'no such step';
const logOf = (results: Result[]): string => results.flatMap(({ ran }) => ran.map(({ output }) => output)).join('\n');
const GUARD = 'Refuse a call that names no environment';

test('every step: all is well, a shard is red, one has left nothing, one would leave a secret', async ({
  place,
}, testInfo) => {
  testInfo.setTimeout(400_000);
  const green: Result[] = [];
  for (const shard of shards) green.push(await runShard(shard, place));
  for (const shard of green) {
    expect(shard, JSON.stringify(shard, undefined, 2)).toMatchObject({ green: true });
    expect(skipped(shard)).toEqual([GUARD]);
  }
  expect(place.asked()).toContain('ssm get-parameters-by-path --path /api-smoke/staging --with-decryption');
  expect(readdirSync(join(place.store, 'artifacts'))).toEqual(['blob-1', 'blob-2']);

  const gate = await runGate('success', place);
  expect(gate, JSON.stringify(gate, undefined, 2)).toMatchObject({ green: true });
  expect(skipped(gate)).toEqual([]);
  expect(outputOf(gate, 'Merge the shards')).toMatch(/^24\/24 scenarios passed in .*, 0 skipped, 0 flaky$/m);
  const summary = (): string => readFileSync(place.env.GITHUB_STEP_SUMMARY ?? '', 'utf8');
  expect(summary()).toContain('### api-smoke: 24/24 scenarios passed');
  expect(existsSync(join(place.store, 'artifacts', 'smoke-report', 'playwright-report', 'index.html'))).toBe(true);
  expect(readdirSync(join(place.store, 'cache'))).toEqual(['smoke-history-staging~7-1']);

  // What leaves a job has no secret; its log has each where the runner is told to mask it, and nowhere else.
  const log = logOf([...green, gate]);
  const left = everythingIn(place.store);
  for (const secret of Object.values(place.parameters).flatMap((value) => value.split('\n'))) {
    const mask = `::add-mask::${secret.replaceAll('%', '%25')}\n`;
    expect(log).toContain(mask);
    expect(log.replaceAll(mask, '')).not.toContain(secret);
    expect(left.filter((text) => text.includes(secret))).toEqual([]);
  }

  const behind = await runGate('failure', place, { github: { ...github, run_id: 8 } });
  expect(failed(behind)).toEqual(['Ask how the shards ended']);
  expect(outputOf(behind, 'Ask how the shards ended')).toBe(
    '::error::the shards ended with "failure": their own logs say why\n',
  );
  const history = readFileSync(join(place.store, 'cache', 'smoke-history-staging~8-1'), 'utf8');
  expect(history.trim().split('\n')).toHaveLength(2);

  // The frontend's origin is another one than the preflights admit.
  const SMOKE_SETTINGS = `${place.settings}\nSMOKE_TEST_ORIGIN=https://another.example.com\n`;
  const elsewhere = { vars: { ...(place.contexts.vars as Contexts), SMOKE_SETTINGS } };
  const red = await runShard(1, place, elsewhere);
  expect(failed(red)).toEqual(['Run']);
  expect(skipped(red)).toEqual([GUARD]);
  const redGate = await runGate('failure', place, elsewhere);
  expect(failed(redGate)).toEqual(['Merge the shards', 'Ask how the shards ended']);
  expect(outputOf(redGate, 'Merge the shards')).toMatch(/^\[FAIL\] {2}AC10 /m);
  expect(summary()).toMatch(/<pre>Likely: .*\n {2}explains 1 failed scenario: AC10 /);

  rmSync(join(place.store, 'artifacts', 'blob-1'), { recursive: true });
  const leak = await runShard(1, place, {}, () => {
    mkdirSync(join(place.folder, 'test-results'));
    writeFileSync(join(place.folder, 'test-results', 'notes.txt'), place.parameters.SMOKE_SESSIONS_PASSWORD ?? '');
  });
  expect(failed(leak)).toEqual(['Run', 'actions/upload-artifact']);
  expect(outputOf(leak, 'Run')).toContain('notes.txt:1: [password:accounts');
  const half = await runGate('success', place);
  expect(failed(half)).toEqual(['Merge the shards']);
  expect(outputOf(half, 'Merge the shards')).toContain('Shard 1/2 has left no blob');
  expect(skipped(half)).toEqual([]);

  rmSync(join(place.store, 'artifacts', 'blob-2'), { recursive: true });
  const none = await runGate('failure', place);
  expect(outputOf(none, 'Merge the shards')).toContain('Nothing was merged: ');
  expect(failed(none)).toContain('Merge the shards');

  const planted = await runShard(2, place, {}, () => {
    mkdirSync(join(place.folder, 'test-results'));
    const parts = [{ alg: 'RS256', typ: 'JWT' }, { sub: 'user_1' }].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    writeFileSync(join(place.folder, 'test-results', 'jwt.txt'), [...parts, 'a'.repeat(40)].join('.'));
  });
  expect(failed(planted)).toEqual(['Run', 'Look for secrets']);
  expect(skipped(planted)).toEqual([GUARD, 'actions/upload-artifact']);

  for (const [parameters, told] of [
    [{}, 'there is no parameter below /api-smoke/staging'],
    [
      { 'clerk-key': 'sk_test_1' },
      "clerk-key below /api-smoke/staging can't be a variable: name it in capitals, after its variable",
    ],
  ] as const) {
    place.keep(parameters);
    const refused = await runShard(1, place);
    expect(outputOf(refused, 'Run')).toBe(`SMOKE_PARAMETERS: ${told}\n`);
    expect(failed(refused)).toContain('Run');
  }
  const empty = await runShard(1, place, { inputs: { projects: ' ', environment: 'staging' } });
  expect(outputOf(empty, 'Run')).toBe('::error::projects: name at least one\n');
  const nowhere = await runShard(1, place, { inputs: { called: true, environment: '' } });
  expect(failed(nowhere)[0]).toBe(GUARD);
  expect(skipped(nowhere)).toContain('Run');
});

test('only a deployment that succeeded, to the environment in question, is looked at', () => {
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

test('the gate begins when it should, waits for its turn, and has no right that it does not need', () => {
  expect(workflow).toMatchObject({
    on: { workflow_call: {}, workflow_dispatch: {}, deployment_status: null, schedule: [{ cron: '23 5 * * 1-5' }] },
    permissions: { contents: 'read' },
    concurrency: { 'cancel-in-progress': false, queue: 'max' },
  });
  expect(shards).toEqual([1, 2]);
  expect(written.shard.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  expect(written.gate.permissions).toBeUndefined();
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
