import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ATTEMPTS } from '../../reporters/attempts';
import { blobsIn, keepBlob, removeUnpacked } from '../../reporters/blobs';
import { projectsOf, reportLine, tagsOf } from '../../reporters/retry-run';
import { scan } from '../../redaction/scan';
import { ids } from './support/answers';
import { everythingIn } from './support/archive';
import { expect, test, type Received, type Reply } from './support/loopback';
import { shownIn } from './support/report';
import { retrySmoke, smoke, startSmoke } from './support/smoke-run';
import { secondsFrom, tokenOf } from './support/tokens';

const token = tokenOf({
  iss: 'https://calm-owl-1.clerk.accounts.dev',
  sub: 'user_1',
  exp: secondsFrom(new Date(), 3600),
});
const profile = { userId: 'user_1', email: 'ada@example.com', role: 'user', createdAt: '2026-01-02T03:04:05Z' };
const unavailable: Reply = { status: 503, headers: ids, json: { message: 'Service Unavailable' } };
const unauthorized: Reply = {
  status: 401,
  headers: { ...ids, 'x-amzn-errortype': 'UnauthorizedException' },
  json: { message: 'Unauthorized' },
};

const selected = ['--grep', String.raw`@AC[14]\b`];
const retried =
  '[smoke] › tests/smoke/profile.spec.ts › GET the profile › with a JWT: the profile of the token holder\n';

/** A target that answers so many requests for the profile with 503, and then as it should. */
function flaky(times: number): { answer: (received: Received) => Reply; recover: () => void } {
  let left = times;
  return {
    answer({ headers, url }) {
      if (headers.authorization !== `Bearer ${token}`) return unauthorized;
      if (url === '/users/me' && left-- > 0) return unavailable;
      return { headers: ids, json: profile };
    },
    recover() {
      left = 0;
    },
  };
}

const listIn = (folder: string): string => readFileSync(`${folder}/test-results/retry.txt`, 'utf8');
const profileTests = (folder: string) =>
  shownIn(`${folder}/report`).filter(({ title }) => title.startsWith('with a JWT'));

test('a target that is down, and comes back: run, retry, retry of the retry, in one report', async ({
  serve,
}, testInfo) => {
  testInfo.setTimeout(90_000);
  const { answer, recover } = flaky(Infinity);
  const { origin } = await serve(answer);
  const variables = { SMOKE_TEST_API_URL: origin, SMOKE_TEST_CLERK_JWT: token, SMOKE_TEST_REQUIRE: 'AC1' };

  const run = await smoke(testInfo, variables, selected);
  const { folder } = run;
  expect(run.exitCode).toBe(1);
  expect(listIn(folder)).toBe(retried);

  const again = await retrySmoke(folder, variables);
  expect(again.stdout).toMatch(/^\[FAIL\] {2}AC1 .*\n {8}GET \/users\/me as jwt: expected 200 .*, got 503 /m);
  expect(again.stdout).toContain('The report has the run and its retry, which is tagged "retry": npm run report\n');
  expect(again.stderr).toBe('');
  expect(again.exitCode).toBe(1);
  expect(listIn(folder)).toBe(retried);

  recover();
  const last = await retrySmoke(folder, variables);
  expect(last.stdout).toContain('1/1 scenarios passed');
  expect(last.stdout).toContain('its 2 retries, tagged "retry" to "retry-2"');
  expect(last.exitCode).toBe(0);
  expect(listIn(folder)).toBe('');

  const nothing = await retrySmoke(folder, variables);
  expect(nothing.stdout).toBe('Nothing to retry: nothing failed or flaked in the last run.\n');
  expect(nothing.exitCode).toBe(0);

  expect(profileTests(folder).map(({ tags, outcome }) => ({ tags, outcome }))).toEqual([
    { tags: ['@AC1'], outcome: 'unexpected' },
    { tags: ['@retry', '@AC1'], outcome: 'unexpected' },
    { tags: ['@retry-2', '@AC1'], outcome: 'expected' },
  ]);
  for (const [index, { annotations }] of profileTests(folder).entries()) {
    expect(annotations.filter((type) => type === 'likely cause')).toHaveLength(index < 2 ? 1 : 0);
  }
  // What was not retried is there as well.
  expect(shownIn(`${folder}/report`)).toHaveLength(4);
  expect(readdirSync(`${folder}/test-results/blob`).sort()).toEqual(['000.zip', '001.zip', '002.zip']);
  for (const text of everythingIn(folder)) expect(text.includes(token)).toBe(false);
  expect(scan([`${folder}/report`, `${folder}/test-results`], folder, []).clean).toBe(true);
});

test('what flaked is retried as well, and the next run begins a report of its own', async ({ serve }, testInfo) => {
  testInfo.setTimeout(90_000);
  const { answer } = flaky(1);
  const { origin } = await serve(answer);
  const variables = { SMOKE_TEST_API_URL: origin, SMOKE_TEST_CLERK_JWT: token };

  const run = await smoke(testInfo, variables, [...selected, '--retries=1']);
  const { folder } = run;
  expect(run.stdout).toMatch(/^\[FLAKY\] AC1 .*\n {8}GET \/users\/me as jwt: expected 200 .*, got 503 /m);
  expect(run.exitCode).toBe(0);
  expect(listIn(folder)).toBe(retried);

  const again = await retrySmoke(folder, variables);
  expect(again.stdout).toMatch(/^\[PASS\] {2}AC1 /m);
  expect(again.exitCode).toBe(0);
  expect(profileTests(folder)).toMatchObject([
    { tags: ['@AC1'], outcome: 'flaky', attempts: ['failed', 'passed'] },
    { tags: ['@retry', '@AC1'], outcome: 'expected', attempts: ['passed'] },
  ]);

  expect(profileTests(folder)[0]?.attachments[ATTEMPTS]).toMatch(
    /^ {2}attempt 1 {3}GET \/users\/me as jwt → 503 .*\n {2}attempt 2 {3}GET \/users\/me as jwt → 200 /m,
  );

  await startSmoke(folder, variables, ['--list']).ended;
  expect(blobsIn(`${folder}/test-results/blob`)).toHaveLength(2);
  await startSmoke(folder, variables, selected).ended;
  expect(blobsIn(`${folder}/test-results/blob`)).toHaveLength(1);
});

test('a retry that does not begin leaves list and report as they were', async ({ serve }, testInfo) => {
  testInfo.setTimeout(60_000);
  const { answer } = flaky(Infinity);
  const { origin } = await serve(answer);
  const variables = { SMOKE_TEST_API_URL: origin, SMOKE_TEST_CLERK_JWT: token };
  const { folder } = await smoke(testInfo, variables, selected);

  const again = await retrySmoke(folder, { SMOKE_TEST_CLERK_JWT: token });
  expect(again.stderr).toContain('SMOKE_TEST_API_URL is required.');
  expect(again.stdout).toBe('The report has the run before only: the retry did not begin, or has left no blob.\n');
  expect(again.exitCode).toBe(1);
  expect(listIn(folder)).toBe(retried);
  expect(shownIn(`${folder}/report`)).toHaveLength(2);
});

test('where there was no run, there is nothing to retry', async ({}, testInfo) => {
  const { stdout, exitCode } = await retrySmoke(testInfo.outputPath('run'), {});

  expect(stdout).toBe('Nothing to retry: no run has left test-results/retry.txt in this folder.\n');
  expect(exitCode).toBe(0);
});

test('the projects of a list, each once', () => {
  expect(projectsOf('[smoke] › a.spec.ts › one [x]\n[signup] › b.spec.ts › two\n[smoke] › a.spec.ts › three')).toEqual([
    'smoke',
    'signup',
  ]);
});

test('the tags of retries', () => {
  expect([0, 1, 2].map(tagsOf)).toEqual([[], ['@retry'], ['@retry-2']]);
});

test('what is said of a report', () => {
  expect(reportLine([0, 1], false)).toContain('the retry only: it could not be merged');
  expect(reportLine([1], true)).toContain('the run before has left no blob');
});

test.describe('the blobs', () => {
  const made = (folder: string): string => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/new.zip`, 'new');
    return `${folder}/new.zip`;
  };
  const filesIn = (folder: string): string[] => readdirSync(folder).sort();

  test('of a retry come behind those before it', ({}, testInfo) => {
    const folder = testInfo.outputPath('blob');
    for (const number of [0, 1, 2, 2]) keepBlob(folder, made(folder), number);
    keepBlob(folder, `${folder}/new.zip`, 3);

    expect(filesIn(folder)).toEqual(['000.zip', '001.zip', '002.zip']);
    expect(blobsIn(folder).map(({ number }) => number)).toEqual([0, 1, 2]);
  });

  test('of another run take their place', ({}, testInfo) => {
    const folder = testInfo.outputPath('blob');
    for (const number of [0, 1, 0]) keepBlob(folder, made(folder), number);

    expect(filesIn(folder)).toEqual(['000.zip']);
    expect(blobsIn(testInfo.outputPath('nowhere'))).toEqual([]);
  });

  test('are all that merging leaves', ({}, testInfo) => {
    const folder = testInfo.outputPath('blob');
    keepBlob(folder, made(folder), 0);
    mkdirSync(`${folder}/resources`);
    writeFileSync(`${folder}/report.jsonl`, '');
    removeUnpacked(folder);

    expect(filesIn(folder)).toEqual(['000.zip']);
  });
});

test('a list of tests that are none any more is told, and is no success', async ({ serve }, testInfo) => {
  const { origin } = await serve(flaky(0).answer);
  const folder = testInfo.outputPath('run');
  mkdirSync(`${folder}/test-results`, { recursive: true });
  writeFileSync(`${folder}/test-results/retry.txt`, retried.replace('with a JWT', 'with what there was'));
  const { exitCode, stderr } = await retrySmoke(folder, { SMOKE_TEST_API_URL: origin, SMOKE_TEST_CLERK_JWT: token });

  expect(exitCode).toBe(1);
  expect(stderr).toContain('test-results/retry.txt: none of its tests is there any more');
});
