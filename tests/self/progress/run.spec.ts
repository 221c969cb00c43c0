import { writeFileSync } from 'node:fs';
import { expect, test } from '../support/loopback';
import { smoke, type Run } from '../support/smoke-run';
import { secondsFrom, tokenOf } from '../support/tokens';

// Bad input, by whole runs.

const project = ['--project=progress'];
const HOUR = 3600;
const until = (seconds: number, sub: string): string => tokenOf({ sub, exp: secondsFrom(new Date(), seconds) });
const provider = { SMOKE_PROGRESS_PROVIDER_URL: 'https://github.example.com' };

const told = ({ exitCode, stdout, stderr }: Run): { exitCode: number | null; lines: string[]; stack: boolean } => ({
  exitCode,
  lines: stderr.split('\n').slice(0, -1),
  stack: /^ {4}at /m.test(stdout + stderr),
});

for (const [name, variables, lines] of [
  [
    'a provider without anybody who signs in there',
    provider,
    [
      'SMOKE_PROGRESS_LOGIN is required beside SMOKE_PROGRESS_PROVIDER_URL, or SMOKE_PROGRESS_JWT. See .env.smoke.example',
    ],
  ],
  [
    'the same user twice',
    { ...provider, SMOKE_PROGRESS_LOGIN: 'ada', SMOKE_PROGRESS_OTHER_LOGIN: 'ada' },
    ['SMOKE_PROGRESS_OTHER_LOGIN: it is the same as SMOKE_PROGRESS_LOGIN: PR6 needs two users'],
  ],
  [
    'the same token twice',
    { SMOKE_PROGRESS_JWT: 'a-token-that-is-opaque', SMOKE_PROGRESS_OTHER_JWT: 'a-token-that-is-opaque' },
    ['SMOKE_PROGRESS_OTHER_JWT: it is the same token as SMOKE_PROGRESS_JWT'],
  ],
  [
    'two tokens of one user',
    { SMOKE_PROGRESS_JWT: until(HOUR, 'user_1'), SMOKE_PROGRESS_OTHER_JWT: until(2 * HOUR, 'user_1') },
    ['SMOKE_PROGRESS_OTHER_JWT belongs to the same user as SMOKE_PROGRESS_JWT (sub user_1): PR6 needs two users'],
  ],
  [
    'a token that is over',
    { SMOKE_PROGRESS_JWT: until(-3 * HOUR, 'user_1') },
    ['SMOKE_PROGRESS_JWT expired 3 h ago: paste a fresh token (see .env.smoke.example)'],
  ],
  [
    'a token that should be over',
    { SMOKE_PROGRESS_EXPIRED_JWT: until(3 * HOUR + 60, 'user_1') },
    ['SMOKE_PROGRESS_EXPIRED_JWT has not expired yet (3 h left): it must be a token whose time is over'],
  ],
  [
    'plain http beyond loopback',
    { SMOKE_PROGRESS_URL: 'http://learn.example.com' },
    ['SMOKE_PROGRESS_URL: plain http to learn.example.com would send credentials in the clear: give https://…'],
  ],
  [
    'several at once',
    { SMOKE_PROGRESS_LOGIN: 'ada', SMOKE_PROGRESS_JWT: 'short', SMOKE_PROGRESS_CMD_SECONDS: 'soon' },
    [
      'SMOKE_PROGRESS_JWT is too short for the token of a session: copy the whole of it',
      'SMOKE_PROGRESS_CMD_SECONDS: "soon" must be a whole number of seconds, 1 to 900',
      'SMOKE_PROGRESS_PROVIDER_URL is required beside SMOKE_PROGRESS_LOGIN: nobody presses the button of the real one. See .env.smoke.example',
    ],
  ],
] satisfies [string, Record<string, string>, string[]][]) {
  test(`a line for each problem, exit code 1, no stack, no request: ${name}`, async ({ serve }, testInfo) => {
    const { origin, requests } = await serve(() => ({ status: 200, json: {} }));
    const run = await smoke(testInfo, { ...variables, SMOKE_TEST_API_URL: origin }, project);

    expect(told(run)).toEqual({ exitCode: 1, lines, stack: false });
    expect(requests).toEqual([]);
  });
}

test('a misspelt variable is told with the one that was meant', async ({ serve }, testInfo) => {
  const { origin, requests } = await serve(() => ({ status: 200, json: {} }));
  const run = await smoke(testInfo, { SMOKE_PROGRESS_PROVIDER_ULR: origin, SMOKE_TEST_API_URL: origin }, project);

  expect(told(run)).toEqual({
    exitCode: 1,
    lines: [
      expect.stringMatching(
        /^SMOKE_PROGRESS_PROVIDER_ULR is not a setting; did you mean SMOKE_PROGRESS_PROVIDER_URL\? Valid are /,
      ) as unknown,
    ],
    stack: false,
  });
  expect(requests).toEqual([]);
});

test('what is wrong in the contract names its field', async ({ serve }, testInfo) => {
  const { origin } = await serve(() => ({ status: 200, json: {} }));
  const file = testInfo.outputPath('contract.ts');
  writeFileSync(file, `export default { progress: { sesion: {}, limit: { requests: 1 } } };`);
  const run = await smoke(testInfo, { SMOKE_TEST_CONTRACT: file, SMOKE_TEST_API_URL: origin }, project);

  expect(told(run)).toMatchObject({ exitCode: 1, stack: false });
  expect(told(run).lines).toHaveLength(2);
  expect(run.stderr).toContain('progress.sesion: unknown field; did you mean "session"?');
  expect(run.stderr).toContain('progress.limit.requests: Too small');
});

test('who is not there is told by the variable that names it', async ({ serve, freePort }, testInfo) => {
  const { origin, requests } = await serve(() => ({ json: {} }));
  const run = await smoke(
    testInfo,
    { SMOKE_TEST_API_URL: origin, SMOKE_PROGRESS_URL: `http://127.0.0.1:${freePort}` },
    project,
  );
  const { exitCode, lines, stack } = told(run);

  expect(lines).toEqual([expect.stringMatching(/^SMOKE_PROGRESS_URL: .*ECONNREFUSED\)$/)]);
  expect({ exitCode, stack }).toEqual({ exitCode: 1, stack: false });
  expect(requests).toEqual([]);
});
