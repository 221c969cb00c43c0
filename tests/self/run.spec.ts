import { readFileSync } from 'node:fs';
import { ids } from './support/answers';
import { expect, test, type Received, type Reply } from './support/loopback';
import { everythingIn } from './support/archive';
import { smoke } from './support/smoke-run';
import { secondsFrom, tokenOf } from './support/tokens';

const token = tokenOf({
  iss: 'https://calm-owl-1.clerk.accounts.dev',
  sub: 'user_1',
  exp: secondsFrom(new Date(), 3600),
});
const profile = { userId: 'user_1', email: 'ada@example.com', role: 'user', createdAt: '2026-01-02T03:04:05Z' };

const answers = ({ headers }: Received): Reply =>
  headers.authorization === `Bearer ${token}`
    ? { headers: ids, json: { ...profile, token } }
    : { status: 502, headers: { ...ids, 'x-amzn-errortype': 'InternalServerErrorException' }, json: { message: 'no' } };

test('a run that passes: the table, without colours, and exit code 0', async ({ serve }, testInfo) => {
  const { origin } = await serve(answers);
  const variables = { SMOKE_TEST_API_URL: `${origin}/prod`, SMOKE_TEST_CLERK_JWT: token };
  const { exitCode, stdout, stderr } = await smoke(testInfo, variables, ['--grep', String.raw`@AC[14]\b`]);

  expect(stdout.replace(/ +\d+ ms/g, ' n ms').replace(/in \d+\.\d s/, 'in n s')).toBe(
    `[PASS]  AC1   a valid JWT reads its profile           200 n ms
[SKIP]  AC4   an expired token is refused as expired  - n ms
        no expired token provided (SMOKE_TEST_EXPIRED_JWT)
1/1 scenarios passed in n s, 1 skipped, 0 flaky
`,
  );
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
});

test('a run that fails: exit code 1, and no token anywhere', async ({ serve }, testInfo) => {
  const { origin } = await serve(answers);
  const variables = { SMOKE_TEST_API_URL: origin, SMOKE_TEST_CLERK_JWT: token };
  const run = await smoke(testInfo, variables, ['--grep', String.raw`@AC[13]\b`, '--trace=on']);

  expect(run.stdout).toContain(
    `        GET /users/me as anonymous: expected 401 UNAUTHORIZED, got 502 from the gateway (InternalServerErrorException)\n`,
  );
  expect(run.stdout).toContain('1/2 scenarios passed');
  expect(run.exitCode).toBe(1);
  expect(readFileSync(`${run.folder}/test-results/retry.txt`, 'utf8')).toBe(
    '[smoke] › tests/smoke/profile.spec.ts › no credentials: the gateway refuses\n',
  );
  const written = everythingIn(run.folder);
  expect(written.some((text) => text.includes('[jwt:main …'))).toBe(true);
  for (const text of [run.stdout, run.stderr, ...written]) expect(text.includes(token)).toBe(false);
});
