import { expect, test } from './support/strangers';

test('a server that refuses in the handshake, and greets nobody, is tested by a contract', async ({ tryRefusing }) => {
  const { exitCode, stdout, stderr } = await tryRefusing();

  expect(stdout).toContain('10/10 scenarios passed');
  expect(stdout).toContain('0 skipped');
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
});

test('403 for everybody: what refuses is before the service', async ({ tryRefusing }) => {
  const { exitCode, results, below } = await tryRefusing({ shut: true }, ['--grep-invert', 'nobody gets in with ']);
  const red = ['WS1', 'WS2', 'WS3', 'WS4', 'WS5', 'WS6'];

  expect(Object.keys(results).filter((id) => results[id] === 'FAIL')).toEqual(red);
  for (const id of red.filter((each) => each !== 'WS2'))
    expect(below(id)).toContain('what refuses is before the service');
  expect(below('WS2')).toContain('see WS1');
  expect(below('WS1').match(/\S+(?= as first: expected an open socket)/g)).toHaveLength(3);
  expect(exitCode).toBe(1);
});

test('events that everybody gets: WS4 says whose they are', async ({ tryRefusing }) => {
  const { results, below } = await tryRefusing({ broadcasts: true }, ['--grep', '@WS[34]']);

  expect(results).toEqual({ WS3: 'PASS', WS4: 'FAIL' });
  expect(below('WS4')).toContain('socket 1 (first) got agent_started');
  expect(below('WS4')).toContain('of socket 2 (other)');
});
