import { everythingIn } from '../support/archive';
import { expect, test, type Tried } from './support/strangers';

const outputOf = ({ folder, stdout, stderr }: Tried): string => [stdout, stderr, ...everythingIn(folder)].join('\n');

test('no secret, password or token is in anything that a run prints or writes', async ({ tryRefusing }) => {
  const run = await tryRefusing({}, ['--trace=on']);
  const output = outputOf(run);

  expect(run.stdout).toContain('10/10 scenarios passed');
  expect(run.stderr).toBe('');
  // What is only in the record of a conversation was searched, too.
  expect(output).toContain('"reason": "token expired"');
  expect(run.secrets.length).toBeGreaterThan(20);
  expect(run.secrets.filter((secret) => output.includes(secret))).toEqual([]);
});

test('nor where a server repeats the tokens that it refuses, and scenarios fail over it', async ({ tryClosing }) => {
  const faults = { repeats: true, refuses: 'never', read: (secret: string) => `'${secret}'` } as const;
  const run = await tryClosing(faults, ['--trace=on', '--grep', 'JC3|WS1|foreign signature']);
  const output = outputOf(run);

  expect(run.results).toEqual({ JC3: 'FAIL', WS1: 'PASS', WS2: 'FAIL' });
  for (const id of ['JC3', 'WS2']) expect(run.below(id)).toContain('Could not validate credentials: [jwt');
  expect(run.stderr).toBe('');
  expect(run.secrets.length).toBeGreaterThan(10);
  expect(run.secrets.filter((secret) => output.includes(secret))).toEqual([]);
});

test('nor the end of a token, where a close has no room for more', async ({ tryClosing }) => {
  const run = await tryClosing({ repeats: true }, ['--trace=on', '--grep', 'foreign signature']);
  const output = outputOf(run);

  expect(run.results).toEqual({ WS2: 'PASS' });
  expect(output).toMatch(/"reason": "\[jwt:foreign-signature[^"]*\]"/);
  expect(run.secrets.length).toBeGreaterThan(10);
  expect(run.secrets.filter((secret) => output.includes(secret))).toEqual([]);
});
