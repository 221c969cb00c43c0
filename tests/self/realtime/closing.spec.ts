import { expect, test } from './support/strangers';

test('a server that accepts every socket, and closes what it refuses, is tested by a contract', async ({
  tryClosing,
}) => {
  const { exitCode, stdout, stderr } = await tryClosing();

  expect(stdout).toContain('10/10 scenarios passed');
  expect(stdout).toContain('0 skipped');
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
});

test('200 sockets talk at once', async ({ tryClosing }) => {
  const { exitCode, stdout } = await tryClosing({}, ['--grep', '@WS4'], { SMOKE_REALTIME_SOCKETS: '200' });

  expect(stdout).toContain('1/1 scenarios passed');
  expect(stdout).toMatch(/200 opened in \d+ ms/);
  expect(exitCode).toBe(0);
});

for (const [refuses, cases] of [
  ['never', '@WS2'],
  ['after 3 s', 'foreign signature'],
] as const) {
  test(`what is refused is closed ${refuses}: it was let in`, async ({ tryClosing }) => {
    const { exitCode, results, below } = await tryClosing({ refuses }, ['--grep', cases]);

    expect(results).toEqual({ WS2: 'FAIL' });
    expect(below('WS2')).toContain('close 1008, 4401 within 1 s), got an open socket');
    expect(exitCode).toBe(1);
  });
}

test('who is greeted before he is thrown out was not let in', async ({ tryClosing }) => {
  const { results, below } = await tryClosing({ refuses: 'everybody, after a greeting' }, ['--grep', '@WS[134]']);

  expect(results).toEqual({ WS1: 'FAIL', WS3: 'FAIL', WS4: 'FAIL' });
  for (const id of ['WS1', 'WS3', 'WS4']) {
    expect(below(id)).toContain('expected an open socket, got close 1008 from the socket');
    expect(below(id)).toContain('does not see the token, or refuses everybody');
  }
});

test('a failure is no reason to log in once more', async ({ tryClosing }) => {
  const { results, logins } = await tryClosing({ refuses: 'never' }, ['--workers=1', '--grep', '@WS[24]']);

  expect(results).toEqual({ WS2: 'FAIL', WS4: 'PASS' });
  expect(logins).toBe(2);
});

test('the secret has become another one in quotes: JC3 says so', async ({ tryClosing }) => {
  const { exitCode, results, below } = await tryClosing({ read: (secret) => `"${secret}"` });

  expect(results).toMatchObject({ JC1: 'PASS', JC2: 'PASS', JC3: 'FAIL', WS1: 'PASS', WS3: 'PASS' });
  expect(below('JC3')).toContain('in quotes');
  expect(exitCode).toBe(1);
});
