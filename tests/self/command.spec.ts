import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { runCommand } from '../../fixtures/command';
import { isRunning } from '../../fixtures/created/record';

/** A program in a few words, as a command line. */
function node(program: string, ...parameters: string[]): string[] {
  return [process.execPath, '-e', program, ...parameters];
}

const echo = 'process.stdin.pipe(process.stdout)';

test('the request comes on standard input, as one line of JSON', async () => {
  const { stdout, problem } = await runCommand(node(echo), { email: 'a@example.test' }, 10);

  expect(problem).toBeUndefined();
  expect(stdout).toBe('{"email":"a@example.test"}\n');
});

test('no shell reads the command line', async () => {
  const told = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
  const { stdout } = await runCommand(node(told, '$HOME', '; exit 3', '"two words"'), {}, 10);

  expect(JSON.parse(stdout)).toEqual(['$HOME', '; exit 3', '"two words"']);
});

test('an exit code is a problem, and what was printed is none of its words', async () => {
  const outcome = await runCommand(
    node('console.log("s3cret"); console.error("no key"); process.exitCode = 3'),
    {},
    10,
  );

  expect(outcome).toEqual({ stdout: 's3cret\n', stderr: 'no key\n', problem: 'ended with exit code 3' });
});

test('a program that there is not can not be started', async () => {
  expect(await runCommand(['no-such-program'], {}, 10)).toMatchObject({ problem: 'could not be started (ENOENT)' });
});

test('a command that reads nothing is no problem', async () => {
  expect(
    (await runCommand(node('process.stdin.destroy()'), { email: 'x'.repeat(200_000) }, 10)).problem,
  ).toBeUndefined();
});

test('a command that takes too long is ended, one that ignores that too', async ({}, testInfo) => {
  const file = testInfo.outputPath('pid');
  const tell = 'require("fs").writeFileSync(process.argv[1], String(process.pid))';
  const deaf = `process.on("SIGTERM", () => {}); ${tell}; setInterval(() => {}, 1000)`;
  const { problem } = await runCommand(node(deaf, file), {}, 1);

  expect(problem).toBe('timed out after 1 s');
  expect(isRunning(Number(readFileSync(file, 'utf8')))).toBe(false);
});

test('what a command has started may hold its output open, and nobody waits for that', async () => {
  const child =
    'require("child_process").spawn(process.execPath, ["-e", "setTimeout(() => {}, 5000)"], { stdio: "inherit" })';
  const { problem } = await runCommand(node(`${child}.unref()`), {}, 1);

  expect(problem).toBe('timed out after 1 s');
});

test('what was printed before the time was over is known, and nothing hidden is lost', async () => {
  const { problem, stdout, stderr } = await runCommand(
    node('console.log("asked"); console.error("Password:"); setTimeout(() => {}, 5000)'),
    {},
    1,
  );

  expect(problem).toBe('timed out after 1 s');
  expect([stdout, stderr]).toEqual(['asked\n', 'Password:\n']);
});

for (const [name, program] of [
  ['a file in the place of a folder', `${import.meta.filename}/program`],
  ['no name', ''],
] as const) {
  test(`a program that can not be started: ${name}`, async () => {
    expect((await runCommand([program], {}, 10)).problem).toMatch(/^could not be started \(\w+\)$/);
  });
}
