import { readFileSync } from 'node:fs';
import { ids } from './support/answers';
import { expect, test, type Received, type Reply } from './support/loopback';
import { smoke, type Run } from './support/smoke-run';
import { secondsFrom, tokenOf } from './support/tokens';

// SMOKE_TEST_REQUIRE and SMOKE_TEST_FAIL_ON_FLAKY, as a gate meets them.

const token = tokenOf({
  iss: 'https://calm-owl-1.clerk.accounts.dev',
  sub: 'user_1',
  exp: secondsFrom(new Date(), 3600),
});
const profile = { userId: 'user_1', email: 'ada@example.com', role: 'user', createdAt: '2026-01-02T03:04:05Z' };
const skippedAC4 = 'no expired token provided (SMOKE_TEST_EXPIRED_JWT)';

const answers = ({ headers }: Received): Reply =>
  headers.authorization === `Bearer ${token}`
    ? { headers: ids, json: profile }
    : { status: 502, headers: { ...ids, 'x-amzn-errortype': 'InternalServerErrorException' }, json: { message: 'no' } };

test.describe('SMOKE_TEST_REQUIRE', () => {
  const run = test.extend<{ run: (required: string, ...parameters: string[]) => Promise<Run> }>({
    run: async ({ serve }, use, testInfo) => {
      const { origin } = await serve(answers);
      await use((required, ...parameters) => {
        const variables = { SMOKE_TEST_API_URL: origin, SMOKE_TEST_CLERK_JWT: token, SMOKE_TEST_REQUIRE: required };
        return smoke(testInfo, variables, parameters);
      });
    },
  });

  run('what is skipped has failed, and is retried', async ({ run }) => {
    const { stdout, stderr, exitCode, folder } = await run('AC1,AC4', '--grep', String.raw`@AC[14]\b`);

    expect(stdout).toMatch(/^\[PASS\] {2}AC1 /m);
    expect(stdout).toMatch(/^\[FAIL\] {2}AC4 /m);
    expect(stdout).toContain(
      `        required by SMOKE_TEST_REQUIRE, but skipped: ${skippedAC4}\n1/2 scenarios passed`,
    );
    expect(stderr).toBe(`SMOKE_TEST_REQUIRE: AC4 has to run, but was skipped: ${skippedAC4}\n`);
    expect(exitCode).toBe(1);
    expect(readFileSync(`${folder}/test-results/retry.txt`, 'utf8')).toBe(
      '[smoke] › tests/smoke/profile.spec.ts › an expired token is refused as expired\n',
    );
  });

  run('whatever reporters the run has', async ({ run }) => {
    const { stdout, exitCode } = await run('AC4,AC9', '--grep', String.raw`@AC[14]\b`, '--reporter=line');

    expect(stdout).toContain(`SMOKE_TEST_REQUIRE: AC4 has to run, but was skipped: ${skippedAC4}\n`);
    expect(stdout).toContain('SMOKE_TEST_REQUIRE: AC9 had to run, but did not\n');
    expect(exitCode).toBe(1);
  });

  run('what the command leaves out ends the run before it begins', async ({ run }) => {
    const { stdout, stderr, exitCode } = await run('AC1,SE3');

    expect(stdout).toBe('');
    expect(stderr).toBe(
      "SMOKE_TEST_REQUIRE: SE3 can't run without the project sessions: add --project=sessions, or remove it there\n",
    );
    expect(exitCode).toBe(1);
  });

  run('what runs is no matter', async ({ run }) => {
    const { stderr, exitCode } = await run('AC1', '--grep', String.raw`@AC[14]\b`);

    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });
});

for (const [value, expected] of [
  ['', 0],
  ['1', 1],
] as const) {
  test(`passed on a retry, with SMOKE_TEST_FAIL_ON_FLAKY=${value}: exit code ${expected}`, async ({
    serve,
  }, testInfo) => {
    let judged = 0;
    // The start-up asks without a token for the profile, and with one for what was left behind.
    const { origin } = await serve((received) => {
      if (received.headers.authorization === undefined || received.url !== '/users/me') return answers(received);
      judged += 1;
      return judged === 1 ? { status: 503, headers: ids, json: { message: 'Service Unavailable' } } : answers(received);
    });
    const variables = {
      SMOKE_TEST_API_URL: origin,
      SMOKE_TEST_CLERK_JWT: token,
      SMOKE_TEST_FAIL_ON_FLAKY: value,
    };
    const { stdout, exitCode } = await smoke(testInfo, variables, ['--grep', String.raw`@AC1\b`, '--retries=1']);

    expect(stdout).toMatch(/^\[FLAKY\] AC1 .*\n {8}GET \/users\/me as jwt: expected 200 .*, got 503 /m);
    expect(stdout).toContain('1/1 scenarios passed');
    expect(stdout.includes('What is flaky fails the run (SMOKE_TEST_FAIL_ON_FLAKY).\n')).toBe(expected === 1);
    expect(exitCode).toBe(expected);
  });
}
