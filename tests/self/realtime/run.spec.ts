import { writeFileSync } from 'node:fs';
import { expect, test } from '../support/loopback';
import { smoke, type Run } from '../support/smoke-run';

const project = ['--project=realtime'];
const valid = 'valid are development, test, staging, production (realtime.secret.environments in the contract)';
const node = (code: string): string => JSON.stringify([process.execPath, '-e', code]);
const given = {
  SMOKE_REALTIME_EMAIL: 'ada@example.com',
  SMOKE_REALTIME_PASSWORD: 'correct horse',
  SMOKE_REALTIME_ENVIRONMENT: 'staging',
};
const command = 'SMOKE_REALTIME_SECRET_CMD';

const told = ({ exitCode, stdout, stderr }: Run): { exitCode: number | null; lines: string[]; stack: boolean } => ({
  exitCode,
  lines: stderr.split('\n').slice(0, -1),
  stack: /^ {4}at /m.test(stdout + stderr),
});

for (const [name, variables, lines] of [
  [
    'no way to a token',
    { SMOKE_REALTIME_ENVIRONMENT: 'staging' },
    [
      'SMOKE_REALTIME_EMAIL and SMOKE_REALTIME_PASSWORD are required for the project realtime, or realtime.token.claims in the contract. See .env.smoke.example',
    ],
  ],
  [
    'an unknown environment',
    { ...given, SMOKE_REALTIME_ENVIRONMENT: 'stagign' },
    [
      `SMOKE_REALTIME_ENVIRONMENT: unknown environment "stagign" (or SMOKE_TEST_ENVIRONMENT): did you mean staging? ${valid}`,
    ],
  ],
  [
    'a command that is not there',
    { ...given, [command]: 'no-such-program-here x' },
    [`${command} could not be started (ENOENT): it printed nothing`],
  ],
  [
    'a command that fails',
    { ...given, [command]: node(`console.log('s3cret-s3cret'); process.exitCode = 2`) },
    [`${command} ended with exit code 2: what it printed (13 characters) is not shown: run it by hand`],
  ],
  [
    'a command that prints nothing',
    { ...given, [command]: node('') },
    [`${command} printed nothing: it has to print the secret, and nothing else`],
  ],
  [
    'a command that is too slow',
    { ...given, [command]: node('setTimeout(() => {}, 60_000)'), SMOKE_REALTIME_CMD_SECONDS: '1' },
    [`${command} timed out after 1 s: it printed nothing`],
  ],
  [
    'plain sockets beyond loopback',
    { ...given, SMOKE_REALTIME_SOCKET_URL: 'ws://chat.example.com/ws' },
    ['SMOKE_REALTIME_SOCKET_URL: plain ws to chat.example.com would send tokens in the clear: give wss://…'],
  ],
  [
    'several at once',
    { SMOKE_REALTIME_EMAIL: 'ada@example.com', SMOKE_REALTIME_SOCKETS: '1' },
    [
      'SMOKE_REALTIME_SOCKETS: "1" must be a whole number, 2 to 500',
      'SMOKE_REALTIME_PASSWORD is required beside SMOKE_REALTIME_EMAIL. See .env.smoke.example',
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

test('a secret that is given twice is told without either, and nobody is asked', async ({ serve }, testInfo) => {
  const { origin, requests } = await serve(() => ({ status: 200, json: {} }));
  const file = testInfo.outputPath('ci.env');
  writeFileSync(file, 'JWT_SECRET_KEY=one-of-the-two-secrets\n');
  const twice = { SMOKE_ENV_FILE: file, JWT_SECRET_KEY: 'the-other-of-the-two', SMOKE_TEST_API_URL: origin };
  const run = await smoke(testInfo, { ...given, ...twice }, project);

  expect(told(run)).toEqual({
    exitCode: 1,
    lines: [
      'JWT_SECRET_KEY is given twice, with different values: in the environment and in ci.env. Remove one of them',
    ],
    stack: false,
  });
  expect(requests).toEqual([]);
});

test('who is not there is told by the variable that names it', async ({ serve, freePort }, testInfo) => {
  const { origin } = await serve(() => ({ json: {} }));
  const { stderr } = await smoke(
    testInfo,
    {
      SMOKE_TEST_API_URL: origin,
      SMOKE_REALTIME_URL: `http://127.0.0.1:${freePort}`,
      ...given,
    },
    project,
  );

  expect(stderr).toMatch(/^SMOKE_REALTIME_URL: .*ECONNREFUSED\)\n$/);
});
