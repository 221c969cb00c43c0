import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ids } from '../support/answers';
import { expect, test, type Reply } from '../support/loopback';
import { smoke } from '../support/smoke-run';
import { secondsFrom, tokenOf } from '../support/tokens';

// The real configuration, start-up and fixtures, and a reporter that passes a secret on which only a worker has come across.

const leaky = fileURLToPath(new URL('./leaky-reporter.ts', import.meta.url));
const key = 'made-up-key-0123456789-abcdefghij';
const profile = { userId: 'user_1', email: 'ada@example.com', role: 'user', createdAt: '2026-01-02T03:04:05Z' };

const answer = (method: string): Reply => {
  if (method === 'DELETE') return { status: 204, headers: ids };
  if (method === 'GET') return { headers: ids, json: profile };
  return {
    status: 201,
    headers: ids,
    json: { id: 'key_1', keyValue: key, scopes: ['full'], createdAt: profile.createdAt },
  };
};

test('what a reporter passes on is caught, in what is printed and in what is written', async ({ serve }, testInfo) => {
  const { origin } = await serve(({ method }) => answer(method));
  const variables = {
    SMOKE_TEST_API_URL: origin,
    SMOKE_TEST_CLERK_JWT: tokenOf({
      iss: 'https://calm-owl-1.clerk.accounts.dev',
      sub: 'user_1',
      exp: secondsFrom(new Date(), 3600),
    }),
    API_SMOKE_LEAK: key,
  };
  const run = await smoke(testInfo, variables, ['--grep', String.raw`@AC5\b`, `--reporter=${leaky}`]);

  expect(run.stdout).toBe('the reporter prints [api-key …ghij]\n');
  expect(run.stderr).toContain('2 secrets were about to be passed on, and were replaced.');
  expect(run.stderr).toContain('  stdout: a secret');
  expect(run.stderr).toContain('leaky.txt:2: [api-key …ghij]');
  expect(readFileSync(`${run.folder}/test-results/leaky.txt`, 'utf8')).toBe('written:\n[api-key …ghij]\n');
});
