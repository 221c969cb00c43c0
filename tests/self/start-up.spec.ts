import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from './support/loopback';
import { smoke } from './support/smoke-run';
import { secondsFrom, tokenOf } from './support/tokens';

const token = tokenOf({ sub: 'user_1', exp: secondsFrom(new Date(), 3600) });

const cases = [
  {
    name: 'nothing set',
    variables: {},
    lines: [
      'SMOKE_TEST_API_URL is required. See .env.smoke.example',
      'To see the suite run without a deployment: npm run smoke:local',
    ],
  },
  {
    name: 'an expired token',
    variables: {
      SMOKE_TEST_API_URL: 'https://api.example.com/prod',
      SMOKE_TEST_CLERK_JWT: tokenOf({ sub: 'user_1', exp: secondsFrom(new Date(), -3 * 3600 - 60) }),
    },
    lines: ['SMOKE_TEST_CLERK_JWT expired 3 h ago: paste a fresh token (see .env.smoke.example)'],
  },
];

for (const { name, variables, lines } of cases) {
  test(`${name}: a line for each problem, exit code 1, no stack`, async ({}, testInfo) => {
    const { exitCode, stdout, stderr } = await smoke(testInfo, variables);

    expect(stderr).toBe(`${lines.join('\n')}\n`);
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain('    at ');
  });
}

test('nobody answers at the URL: one line, exit code 1, no stack', async ({ freePort }, testInfo) => {
  const url = `http://127.0.0.1:${freePort}/prod`;
  const { exitCode, stdout, stderr } = await smoke(testInfo, { SMOKE_TEST_API_URL: url, SMOKE_TEST_CLERK_JWT: token });

  expect(stderr).toBe(
    `SMOKE_TEST_API_URL: ${url} can't be reached (host 127.0.0.1, port ${freePort}): connection refused (ECONNREFUSED)\n`,
  );
  expect(exitCode).toBe(1);
  expect(stdout).not.toContain('    at ');
});

test('a run that never began leaves the list of what to retry', async ({}, testInfo) => {
  const folder = testInfo.outputPath('run', 'test-results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/retry.txt`, '[smoke] › a.spec.ts › a test\n');
  await smoke(testInfo, {});

  expect(readFileSync(`${folder}/retry.txt`, 'utf8')).toBe('[smoke] › a.spec.ts › a test\n');
});
