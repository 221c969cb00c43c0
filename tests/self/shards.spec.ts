import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { missingLine, shardsIn } from '../../reporters/merge/shard-blobs';
import { everythingIn } from './support/archive';
import { ids } from './support/answers';
import { expect, test, type Received, type Reply } from './support/loopback';
import { shownIn } from './support/report';
import { mergeShards, startSmoke, type Run } from './support/smoke-run';
import { secondsFrom, tokenOf } from './support/tokens';

const [first, second] = ['shard-1-of-2.zip', 'shard-2-of-2.zip'];

/** A blob of a shard, `1/2`, or of a run that was none; as Playwright writes it. */
function blobOf(shard: string | undefined, target = 'https://api.example.com'): Uint8Array {
  const [current, total] = (shard ?? '').split('/').map(Number);
  const lines = [
    {
      method: 'onBlobReportMetadata',
      params: { version: 2, ...(shard === undefined ? {} : { shard: { current, total } }) },
    },
    { method: 'onConfigure', params: { config: { metadata: { target } } } },
  ];
  return zipSync({ 'report.jsonl': strToU8(lines.map((line) => `${JSON.stringify(line)}\n`).join('')) });
}

test.describe('the blobs of a folder', () => {
  const of = (shards: readonly string[]): Record<string, Uint8Array> =>
    Object.fromEntries(shards.map((shard, index) => [`${index}.zip`, blobOf(shard)]));
  for (const [title, files, told] of [
    ['all of two', { ...of(['2/2', '1/2']), 'notes.txt': strToU8('mine') }, { found: [1, 2], missing: [] }],
    ['the second of two', of(['2/2']), { found: [2], missing: [1] }],
    ['one of four', of(['3/4']), { found: [3], missing: [1, 2, 4] }],
    ['none', {}, 'has no blob of a shard'],
    ['the same twice', of(['1/2', '1/2']), /0\.zip and .*1\.zip are both of shard 1\/2$/],
    ['two runs', of(['1/2', '1/3']), /0\.zip is of 2 shards, and .*1\.zip of 3: remove those of another run$/],
    ['a run that was no shard', { 'a.zip': blobOf(undefined) }, /a\.zip is the blob of a run that was no shard$/],
    ['a blob that was cut off', { 'a.zip': blobOf('1/2').subarray(0, 60) }, /a\.zip can't be read: /],
    ['an empty file', { 'a.zip': strToU8('') }, /a\.zip can't be read: /],
    ['another archive', { 'a.zip': zipSync({ 'a.jsonl': strToU8('{}') }) }, /a\.zip can't be read: /],
    [
      'runs against two targets',
      { ...of(['1/2']), 'b.zip': blobOf('2/2', 'https://other.example.com') },
      /0\.zip is of a run against https:\/\/api\.example\.com, and .*b\.zip against https:\/\/other\.example\.com$/,
    ],
  ] as const) {
    test(title, ({}, testInfo) => {
      const folder = testInfo.outputPath('blobs');
      mkdirSync(folder);
      for (const [file, content] of Object.entries(files)) writeFileSync(`${folder}/${file}`, content);
      const shards = shardsIn(folder);

      if ('problem' in shards) expect(shards.problem).toMatch(told as string | RegExp);
      else {
        const numbers = (list: { current: number }[]) => list.map(({ current }) => current);
        expect({ found: numbers(shards.found), missing: numbers(shards.missing) }).toEqual(told);
      }
    });
  }

  test('a folder that is not there', () => {
    expect(shardsIn('nowhere')).toEqual({ problem: 'there is no folder nowhere' });
    expect(missingLine(['1/3', '3/3'])).toMatch(/^The shards 1\/3, 3\/3 have left no blob/);
  });
});

const token = tokenOf({
  iss: 'https://calm-owl-1.clerk.accounts.dev',
  sub: 'user_1',
  exp: secondsFrom(new Date(), 3600),
});
const profile = { userId: 'user_1', email: 'ada@example.com', role: 'user', createdAt: '2026-01-02T03:04:05Z' };

/** AC3 is in the first shard, AC1 in the second one. */
// Two tests of one file, each for a shard.
const selected = ['--fully-parallel', '--grep', String.raw`@AC[13]\b`];

const answer = ({ headers }: Received): Reply =>
  headers.authorization === undefined
    ? {
        status: 401,
        headers: { ...ids, 'x-amzn-errortype': 'UnauthorizedException' },
        json: {
          message: 'Unauthorized',
          error: { code: 'UNAUTHORIZED', message: 'Unauthorized', requestId: 'request-1' },
        },
      }
    : { headers: ids, json: profile };

/** Runs the shards as jobs of their own do, and gathers what they leave. */
async function gather(
  folder: string,
  variables: (shard: number) => Record<string, string>,
): Promise<{ blobs: string; runs: Run[] }> {
  const blobs = `${folder}/blobs`;
  mkdirSync(blobs, { recursive: true });
  const runs = await Promise.all(
    [1, 2].map(
      (shard) => startSmoke(`${folder}/${shard}`, variables(shard), [...selected, `--shard=${shard}/2`]).ended,
    ),
  );
  for (const run of runs) {
    const from = `${run.folder}/test-results/shards`;
    for (const file of existsSync(from) ? readdirSync(from) : []) copyFileSync(`${from}/${file}`, `${blobs}/${file}`);
  }
  return { blobs, runs };
}

test('two shards are one run: one table, one report, one line of the history', async ({ serve }, testInfo) => {
  testInfo.setTimeout(90_000);
  const { origin } = await serve(answer);
  const settings = { SMOKE_TEST_API_URL: `${origin}/prod`, SMOKE_TEST_CLERK_JWT: token };
  const folder = testInfo.outputPath('shards');
  const onGitHub = (name: string) => ({
    ...settings,
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: `${folder}/${name}.md`,
  });
  const { blobs, runs } = await gather(folder, (shard) => onGitHub(String(shard)));

  expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  writeFileSync(`${blobs}/notes.txt`, 'mine');
  expect(runs.map(({ stdout }) => stdout.match(/AC\d/g))).toEqual([['AC1'], ['AC3']]);
  const withoutSecret = { ...onGitHub('merged'), SMOKE_TEST_CLERK_JWT: '' };
  const merged = await mergeShards(folder, withoutSecret, [blobs]);
  expect(merged.stderr).toBe('');
  expect(merged.exitCode).toBe(0);
  expect(merged.stdout).toMatch(/^\[PASS\] {2}AC1 .*\n\[PASS\] {2}AC3 .*\n2\/2 scenarios passed in .*\n$/);
  expect(shownIn(`${folder}/report`).flatMap(({ tags }) => tags)).toEqual(['@AC1', '@AC3']);
  expect(readdirSync(blobs)).toEqual([first, second, 'notes.txt'].sort());
  const history = (place: string): string[] =>
    existsSync(`${place}/.smoke/history.jsonl`)
      ? readFileSync(`${place}/.smoke/history.jsonl`, 'utf8').trim().split('\n')
      : [];
  expect(history(folder).map((line) => Object.keys((JSON.parse(line) as { scenarios: object }).scenarios))).toEqual([
    ['AC1', 'AC3'],
  ]);
  expect([1, 2].flatMap((shard) => history(`${folder}/${shard}`))).toEqual([]);
  expect(existsSync(`${folder}/1.md`) || existsSync(`${folder}/2.md`)).toBe(false);
  expect(readFileSync(`${folder}/merged.md`, 'utf8')).toContain('### api-smoke: 2/2 scenarios passed');

  const more = await mergeShards(folder, { ...withoutSecret, SMOKE_TEST_REQUIRE: 'AC1,AC5' }, [blobs]);
  expect(more.stdout).toMatch(
    /^\[FAIL\] {2}AC5 .*\n {8}required by SMOKE_TEST_REQUIRE, but this run has no test of it/m,
  );
  expect(more.exitCode).toBe(1);

  rmSync(`${blobs}/${first}`);
  const half = await mergeShards(folder, { ...withoutSecret, SMOKE_TEST_REQUIRE: 'AC1,AC3' }, [blobs]);
  expect(half.stdout).toMatch(/^\[PASS\] {2}AC3 .*\n1\/1 scenarios passed/);
  expect(half.stderr).toBe(`${missingLine(['1/2'])}\n`);
  expect(half.exitCode).toBe(1);
  expect(readFileSync(`${folder}/merged.md`, 'utf8')).toContain('Shard 1/2 has left no blob');
  expect(everythingIn(`${folder}/report`).some((text) => text.includes('(without shard 1/2)'))).toBe(true);
  expect(history(folder)).toHaveLength(2);
});

test('a shard that was red, and one that could not begin', async ({ serve }, testInfo) => {
  testInfo.setTimeout(90_000);
  const { origin } = await serve(() => ({ status: 503, headers: ids, json: { message: 'Service Unavailable' } }));
  const settings = { SMOKE_TEST_API_URL: origin, SMOKE_TEST_CLERK_JWT: token };
  const folder = testInfo.outputPath('shards');
  const { blobs, runs } = await gather(folder, (shard) =>
    shard === 1 ? settings : { ...settings, SMOKE_TEST_ORIGIN: 'nowhere' },
  );
  expect(runs.map(({ exitCode }) => exitCode)).toEqual([1, 1]);
  expect(readdirSync(blobs)).toEqual([first, second]);

  const merged = await mergeShards(folder, { SMOKE_TEST_API_URL: origin, SMOKE_TEST_REQUIRE: 'AC3' }, [blobs]);
  expect(merged.stdout).toMatch(/^\[FAIL\] {2}AC1 /m);
  expect(merged.stdout).toMatch(/^\[FAIL\] {2}AC3 .*\n {8}required by SMOKE_TEST_REQUIRE, but/m);
  expect(merged.stdout).toMatch(/^Likely: /m);
  expect(merged.stderr).toMatch(/^SMOKE_TEST_ORIGIN/m);
  expect(merged.exitCode).toBe(1);
});

test('a shard that could not begin is red beside one that was green, and no run of the history', async ({
  serve,
}, testInfo) => {
  testInfo.setTimeout(90_000);
  const { origin } = await serve(answer);
  const settings = { SMOKE_TEST_API_URL: origin, SMOKE_TEST_CLERK_JWT: token };
  const folder = testInfo.outputPath('shards');
  const { blobs } = await gather(folder, (shard) =>
    shard === 1 ? settings : { ...settings, SMOKE_TEST_ORIGIN: 'nowhere' },
  );

  const merged = await mergeShards(folder, { SMOKE_TEST_API_URL: origin, CI: 'true' }, [blobs]);
  expect(merged.stdout).toMatch(/^1\/1 scenarios passed/m);
  expect(merged.exitCode).toBe(1);
  expect(existsSync(`${folder}/.smoke/history.jsonl`)).toBe(false);
  expect(readFileSync(`${folder}/test-results/junit.xml`, 'utf8')).toContain(
    'with a JWT: the profile of the token holder',
  );
});

test('a red run leaves no green blob of an earlier one, whatever its reporters', async ({ serve }, testInfo) => {
  testInfo.setTimeout(90_000);
  const { origin } = await serve(answer);
  const folder = testInfo.outputPath('run');
  const shard = (parameters: string[]) =>
    startSmoke(folder, { SMOKE_TEST_API_URL: origin, SMOKE_TEST_CLERK_JWT: token }, [
      ...[...selected, '--shard=1/2'],
      ...parameters,
    ]).ended;
  await shard([]);
  expect(readdirSync(`${folder}/test-results/shards`)).toEqual([first]);
  await shard(['--reporter=line']);

  expect(readdirSync(`${folder}/test-results/shards`)).toEqual([]);
});

test("a merged report is checked for secrets, and tells the causes of the contract's own", async ({
  serve,
}, testInfo) => {
  testInfo.setTimeout(90_000);
  const { origin } = await serve(() => ({ status: 503, headers: ids, json: { message: 'Service Unavailable' } }));
  const folder = testInfo.outputPath('shards');
  const { blobs } = await gather(folder, () => ({ SMOKE_TEST_API_URL: origin, SMOKE_TEST_CLERK_JWT: token }));
  // As if a placeholder had failed.
  const secret = 'sk_test_' + 'k3F'.repeat(12);
  const entries = unzipSync(readFileSync(`${blobs}/${first}`));
  const leaking = Object.entries(entries).map(([name, content]) => [
    name,
    name.endsWith('.jsonl') ? strToU8(strFromU8(content).replaceAll('Service Unavailable', secret)) : content,
  ]);
  writeFileSync(`${blobs}/${first}`, zipSync(Object.fromEntries(leaking) as Record<string, Uint8Array>));
  writeFileSync(
    `${folder}/contract.mjs`,
    "export default { diagnoses: [{ id: 'moon', cause: 'the moon is full', next: ['wait'], when: { status: 503 } }] };\n",
  );

  const merged = await mergeShards(
    folder,
    { SMOKE_TEST_API_URL: origin, CLERK_SECRET_KEY: secret, SMOKE_TEST_CONTRACT: 'contract.mjs' },
    [blobs],
  );
  expect(merged.stdout).toContain('Likely: the moon is full\n');
  expect(merged.stdout).not.toContain(secret);
  expect(merged.stderr).toContain('secrets were about to be passed on');
  expect(everythingIn(`${folder}/report`).filter((text) => text.includes(secret))).toEqual([]);
  expect(merged.exitCode).toBe(1);
});

test('what was wrong on the command line, or in the settings', async ({}, testInfo) => {
  const folder = testInfo.outputPath('shards');
  const told = async (parameters: string[], variables: Record<string, string> = { SMOKE_TEST_API_URL: 'local' }) => {
    const { stdout, stderr, exitCode } = await mergeShards(folder, variables, parameters);
    return { told: stdout + stderr, exitCode };
  };

  expect(await told([])).toEqual({
    told: 'Nothing was merged: there is no folder test-results/shards\n',
    exitCode: 1,
  });
  expect(await told(['a', 'b'])).toEqual({ told: 'a b: name one folder\n', exitCode: 1 });
  expect(await told(['--jobs'])).toEqual({
    told: "Unknown option '--jobs'. See npm run smoke:merge -- --help\n",
    exitCode: 1,
  });
  expect((await told([], { SMOKE_SESSIONS_ADMIN_USERNAME: 'root' })).told).toBe(
    'SMOKE_TEST_API_URL is required. See .env.smoke.example\nTo see the suite run without a deployment: npm run smoke:local\n',
  );
  const help = await told(['--help']);
  expect(help.told).toMatch(/^npm run smoke:merge/);
  expect(help.exitCode).toBe(0);
});
