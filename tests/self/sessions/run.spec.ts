import { writeFileSync } from 'node:fs';
import { expect, test } from '../support/loopback';
import { smoke, type Run } from '../support/smoke-run';
import { secondsFrom, tokenOf } from '../support/tokens';

// Bad input, by whole runs.

const project = ['--project=sessions'];
const password = { SMOKE_SESSIONS_PASSWORD: 'long-enough' };
const told = ({ exitCode, stdout, stderr }: Run): { exitCode: number | null; lines: string[]; stack: boolean } => ({
  exitCode,
  lines: stderr.split('\n').slice(0, -1),
  stack: /^ {4}at /m.test(stdout + stderr),
});

for (const [name, variables, lines] of [
  [
    'no password',
    {},
    [
      'SMOKE_SESSIONS_PASSWORD is required for the project sessions: its accounts are registered with it. See .env.smoke.example',
    ],
  ],
  ['a short password', { SMOKE_SESSIONS_PASSWORD: 'short' }, [/^SMOKE_SESSIONS_PASSWORD .*$/]],
  [
    'a token that should be over',
    { ...password, SMOKE_SESSIONS_EXPIRED_JWT: tokenOf({ exp: secondsFrom(new Date(), 3 * 3600 + 60) }) },
    [/^SMOKE_SESSIONS_EXPIRED_JWT has not expired yet \(3 h left\): it must be a token whose time is over$/],
  ],
  [
    'a misspelt variable',
    { ...password, SMOKE_SESSIONS_ADMIN_USERNMAE: 'root' },
    [/^SMOKE_SESSIONS_ADMIN_USERNMAE is not a setting; did you mean SMOKE_SESSIONS_ADMIN_USERNAME\? Valid are /],
  ],
] satisfies [string, Record<string, string>, (string | RegExp)[]][]) {
  test(`one line, exit code 1, no stack, no request: ${name}`, async ({ serve }, testInfo) => {
    const { origin, requests } = await serve(() => ({ json: {} }));
    const run = await smoke(testInfo, { ...variables, SMOKE_TEST_API_URL: origin }, project);

    expect(told(run)).toEqual({
      exitCode: 1,
      lines: lines.map((line) => (typeof line === 'string' ? line : (expect.stringMatching(line) as unknown))),
      stack: false,
    });
    expect(requests).toEqual([]);
  });
}

test('what is wrong in the contract names its field', async ({ serve }, testInfo) => {
  const { origin, requests } = await serve(() => ({ json: {} }));
  const file = testInfo.outputPath('contract.ts');
  writeFileSync(file, `export default { sessions: { refesh: {}, secrets: { values: { mine: '[' } } } };`);
  const run = await smoke(testInfo, { ...password, SMOKE_TEST_CONTRACT: file, SMOKE_TEST_API_URL: origin }, project);

  expect(told(run)).toMatchObject({ exitCode: 1, stack: false });
  expect(told(run).lines).toHaveLength(2);
  expect(run.stderr).toContain('sessions.refesh: unknown field; did you mean "refresh"?');
  expect(run.stderr).toContain('sessions.secrets.values.mine: is no regular expression');
  expect(requests).toEqual([]);
});

test('who is not there is told by the variable that names it', async ({ serve, freePort }, testInfo) => {
  const { origin } = await serve(() => ({ json: {} }));
  const url = { SMOKE_TEST_API_URL: origin, SMOKE_SESSIONS_URL: `http://127.0.0.1:${freePort}` };
  const { exitCode, lines, stack } = told(await smoke(testInfo, { ...password, ...url }, project));

  expect(lines).toEqual([expect.stringMatching(/^SMOKE_SESSIONS_URL: .*ECONNREFUSED\)$/)]);
  expect({ exitCode, stack }).toEqual({ exitCode: 1, stack: false });
});
