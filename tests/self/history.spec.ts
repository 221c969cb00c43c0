import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { courseOf, newsOf } from '../../reporters/history/course';
import { targetOf } from '../../reporters/history/reporter';
import { addRun, readRuns, type PastRun } from '../../reporters/history/runs';
import type { Verdict } from '../../reporters/outcomes';
import { everythingIn } from './support/archive';
import { ids } from './support/answers';
import { expect, test } from './support/loopback';
import { startSmoke } from './support/smoke-run';
import { secondsFrom, tokenOf } from './support/tokens';

const verdicts: Record<string, Verdict> = { '✓': 'PASS', '✗': 'FAIL', '~': 'FLAKY', '·': 'SKIP' };
const target = 'https://api.example.com/prod';
/** Runs of AC1, each of which took ten milliseconds longer than the one before. */
const runsOf = (strip: string): PastRun[] =>
  Array.from(strip.matchAll(/./gu), ([sign]) => sign).map((sign, index) => ({
    ...{ at: '2026-01-02T03:04:05Z', target },
    scenarios: { AC1: { verdict: verdicts[sign] ?? 'PASS', durationMs: 10 * (index + 1) } },
  }));
const row = (sign: string) => ({ id: 'AC1' as const, verdict: verdicts[sign] ?? 'PASS', durationMs: 100 });

for (const [before, now, course] of [
  ['', '✓', '✓ in 1 run, usually 100 ms'],
  ['', '✗', '✗ in 1 run'],
  ['✓✓✗~', '✓', '✓✓✗~✓ in 5 runs, flaky in 20 %, usually 20 ms'],
  ['·~·', '~', '·~·~ in 4 runs, flaky in 100 %'],
  ['✗'.repeat(10) + '✓'.repeat(29), '✗', `${'✓'.repeat(29)}✗ in 30 runs, usually 250 ms`],
] as const) {
  test(`the last runs of a scenario: ${before}${now}`, () => {
    expect(courseOf(row(now), runsOf(before))).toBe(course);
  });
}

for (const [before, now, news] of [
  ['', '✗', undefined],
  ['··', '✗', undefined],
  ['✓✓', '✓', undefined],
  ['✓', '✗', 'first failure in 2 runs'],
  ['✗' + '✓'.repeat(29), '✗', 'first failure in 30 runs'],
  ['✓~·', '✗', 'first failure in 3 runs'],
  ['✓✗', '✗', 'has failed in each of the last 2 runs'],
  ['✗✗✗', '✗', 'has failed in each of the last 4 runs'],
  ['✗✓', '✗', 'has failed in 1 of the 2 runs before'],
] as const) {
  test(`a failure is news, or none: ${before}${now}`, () => {
    expect(newsOf(row(now), runsOf(before))).toBe(news);
  });
}

test('a scenario that an older run had not has no past there', () => {
  expect(courseOf({ ...row('✓'), id: 'AC2' }, runsOf('✓✓'))).toBe('✓ in 1 run, usually 100 ms');
});

test('a run is a line of its own, and those of another target are not looked at', ({}, testInfo) => {
  const file = testInfo.outputPath('new', 'folder', 'history.jsonl');
  expect(readRuns(file, target)).toEqual([]);
  const [run] = runsOf('✓');
  addRun(file, { ...run, target } as PastRun);
  appendFileSync(file, `{"half a line\nnull\n[]\n"text"\n{"at":"","target":"${target}","scenarios":null}\n`);
  addRun(file, { ...run, target: 'loopback' } as PastRun);

  expect(readRuns(file, target)).toEqual(runsOf('✓'));
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(8);
});

test('a history does not grow for ever', ({}, testInfo) => {
  const file = testInfo.outputPath('history.jsonl');
  const line = JSON.stringify(runsOf('✓')[0]);
  writeFileSync(file, `${line}\n`.repeat(2001));
  addRun(file, { ...runsOf('✗')[0], target } as PastRun);

  const runs = readRuns(file, target);
  expect(runs).toHaveLength(1001);
  expect(runs.at(-1)?.scenarios.AC1?.verdict).toBe('FAIL');
});

test('the target is the URL, and whatever is on loopback is one', () => {
  expect(['https://api.example.com/prod/', 'http://127.0.0.1:3000/prod', 'http://localhost:1'].map(targetOf)).toEqual([
    'https://api.example.com/prod',
    'loopback',
    'loopback',
  ]);
});

test('a run adds itself, without a secret, and its report tells what became of a scenario before', async ({
  serve,
}, testInfo) => {
  const token = tokenOf({
    ...{ iss: 'https://calm-owl-1.clerk.accounts.dev', sub: 'user_1' },
    exp: secondsFrom(new Date(), 3600),
  });
  let status = 200;
  const profile = { userId: 'user_1', email: 'ada@example.com', role: 'user', createdAt: '2026-01-02T03:04:05Z' };
  const { origin } = await serve(() => ({ status, headers: ids, json: profile }));
  const folder = testInfo.outputPath('run');
  const run = () =>
    startSmoke(folder, { SMOKE_TEST_API_URL: `${origin}/prod`, SMOKE_TEST_CLERK_JWT: token }, [
      ...['--grep', String.raw`@AC1\b`],
    ]).ended;
  await run();
  status = 503;
  const { stdout } = await run();

  const runs = readRuns(`${folder}/.smoke/history.jsonl`, 'loopback');
  expect(runs.map(({ scenarios }) => scenarios.AC1?.verdict)).toEqual(['PASS', 'FAIL']);
  const written = everythingIn(folder);
  expect(stdout).toContain('explains 1 failed scenario: AC1 (first failure in 2 runs)\n');
  expect(written.some((text) => /"first failure in 2 runs".{0,99}"✓✗ in 2 runs, /.test(text))).toBe(true);
  expect(written.some((text) => text.includes(token))).toBe(false);
});
