import { expect, test } from '@playwright/test';
import { startDeployment } from '../../local-deployment';
import { workersFor, workersGiven } from '../../start-up/workers';
import { smoke } from './support/smoke-run';

for (const [latencyMs, workers] of [
  [0, 2],
  [99, 2],
  [100, 3],
  [280, 4],
  [3000, 4],
] as const) {
  test(`where an answer takes ${latencyMs} ms there are ${workers} workers`, () => {
    expect(workersFor(latencyMs, ['smoke', 'sessions'])).toBe(workers);
  });
}

test('the smoke suite by itself has two', () => {
  expect(workersFor(3000, ['smoke'])).toBe(2);
});

for (const parameters of [
  ['--workers=4'],
  ['--workers', '50%'],
  ['-j', '2'],
  ['-j2'],
  ['--debug'],
  ['--ui'],
  ['-gjwt', '-j2'],
]) {
  test(`${parameters.join(' ')} says how many`, () => {
    expect(workersGiven(['test', '--project=smoke', ...parameters])).toBe(true);
  });
}

test('nothing else says how many', () => {
  expect(workersGiven(['test', '--project=smoke', '--repeat-each', '3', '--grep', '@AC1', 'workers'])).toBe(false);
  expect(workersGiven(['test', '-gjwt'])).toBe(false);
});

test('a run far away takes as many, unless it is told how many', async ({}, testInfo) => {
  const deployment = await startDeployment({ latencyMs: 250 });
  // Tests of four files.
  const run = (...parameters: string[]): ReturnType<typeof smoke> =>
    smoke(testInfo, { ...deployment.settings }, [
      ...['--project=smoke', '--project=sessions', '--grep', String.raw`@AC(1|14)\b|OPTIONS /users/me|@SE1\b`],
      ...['--reporter=list', ...parameters],
    ]);
  try {
    expect((await run()).stdout).toContain('using 4 workers');
    expect((await run('--workers=1')).stdout).toContain('using 1 worker');
  } finally {
    await deployment.stop();
  }
});
