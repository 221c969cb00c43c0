import { expect, test } from '@playwright/test';
import { readJwtSecrets, type JwtSecrets } from '../../../fixtures/settings';
import { contractWith } from '../support/contract';

const program = (code: string): string[] => [process.execPath, '-e', code];

async function read(
  folder: string,
  secretCommand: string[],
  commandSeconds = 10,
  contract = contractWith(),
): Promise<JwtSecrets | { problems: string[] }> {
  return readJwtSecrets({ environment: 'staging', secretCommand, commandSeconds }, contract, {}, folder);
}

for (const [name, printed, value] of [
  ['to the letter', ' s3cret ', ' s3cret '],
  ['without the newline that ends the line', 's3cret\n', 's3cret'],
  ['without a Windows newline', 's3cret\r\n', 's3cret'],
  ['with all newlines but the last', 's3cret\n\n', 's3cret\n'],
] as const) {
  test(`what the command prints is the secret, ${name}`, async ({}, testInfo) => {
    const secrets = await read(testInfo.outputDir, program(`process.stdout.write(${JSON.stringify(printed)})`));

    expect('sources' in secrets && secrets.sources[2]).toEqual({
      ...{ name: 'store', where: 'SMOKE_REALTIME_SECRET_CMD', value },
    });
  });
}

test('what it says of other things is no part of the secret', async ({}, testInfo) => {
  const secrets = await read(testInfo.outputDir, program(`console.error('warning'); console.log('s3cret')`));

  expect('sources' in secrets && secrets.sources[2]?.value).toBe('s3cret');
});

for (const [name, command, line] of [
  ['no such program', ['no-such-program-here', 'x'], 'could not be started (ENOENT): it printed nothing'],
  [
    'one that fails, and prints',
    program(`console.log('s3cret'); console.error('t0ken'); process.exitCode = 3`),
    'ended with exit code 3: what it printed (12 characters) is not shown: run it by hand',
  ],
  ['one that fails silently', program('process.exitCode = 1'), 'ended with exit code 1: it printed nothing'],
  ['one that prints nothing', program(''), 'printed nothing: it has to print the secret, and nothing else'],
  [
    'one that prints blanks',
    program(`console.log('  ')`),
    'printed nothing: it has to print the secret, and nothing else',
  ],
  [
    'one that is too slow',
    program(`process.stdout.write('s3cret'); setTimeout(() => {}, 60_000)`),
    'timed out after 1 s: what it printed (6 characters) is not shown: run it by hand',
  ],
  [
    'one that ends itself',
    program(`process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 60_000)`),
    'was ended by SIGTERM: it printed nothing',
  ],
] as const) {
  test(`one line, without a word of what was printed: ${name}`, async ({}, testInfo) => {
    const limitSeconds = name === 'one that is too slow' ? 1 : 10;

    expect(await read(testInfo.outputDir, [...command], limitSeconds)).toEqual({
      problems: [`SMOKE_REALTIME_SECRET_CMD ${line}`],
    });
  });
}

test('a command that the contract has no use for is not run', async ({}, testInfo) => {
  const contract = contractWith({ realtime: { secret: { sources: ['JWT_SECRET_KEY'] } } });

  expect(await read(testInfo.outputDir, ['no-such-program-here'], 10, contract)).toEqual({
    problems: [
      `SMOKE_REALTIME_SECRET_CMD: the contract's realtime.secret.sources has no "store": add it, or unset this`,
    ],
  });
});
