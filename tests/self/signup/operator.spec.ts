import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { openOperator, OperatorError, type Operator } from '../../../fixtures/signup/operator';

/** An operator whose three commands print this. */
function printing(text: string, exitCode = 0): Operator {
  const command = [
    process.execPath,
    '-e',
    `process.stdout.write(process.argv[1]); process.exitCode = ${exitCode}`,
    text,
  ];
  return openOperator({
    domain: 'example.test',
    commands: { mint: command, find: command, delete: command },
    commandSeconds: 10,
  });
}

async function errorOf(asked: Promise<unknown>): Promise<OperatorError> {
  const error: unknown = await asked.catch((reason: unknown) => reason);
  if (error instanceof OperatorError) return error;
  throw new Error(`no error: ${JSON.stringify(error)}`);
}

test('a token, and when its time is over', async () => {
  const text = JSON.stringify({ token: 'abc', expiresAt: '2026-01-02T03:04:05+01:00', other: 1 });

  expect(await printing(text).mint('a@example.test')).toEqual({
    token: 'abc',
    expiresAtMs: Date.UTC(2026, 0, 2, 2, 4, 5),
  });
});

test("a platform's own words before the last line are passed over", async () => {
  expect(await printing('Running on app... up\n{"token":"abc"}\n').mint('a@example.test')).toMatchObject({
    token: 'abc',
  });
});

test('rows: ids are texts, and what is not known is passed over', async () => {
  const text = JSON.stringify({
    users: [{ id: 7, email: 'a@example.test', name: 'x' }],
    credentials: [{ id: 'abc', userId: 7, backupState: 1 }],
  });

  expect(await printing(text).find({ email: 'a@example.test' })).toEqual({
    users: [{ id: '7', email: 'a@example.test' }],
    credentials: [{ id: 'abc', userId: '7', backupState: 1 }],
  });
});

for (const [name, text, ask, message] of [
  [
    'no JSON',
    's3cret',
    (operator: Operator) => operator.mint('a@example.test'),
    'SMOKE_SIGNUP_MINT_CMD printed something else than { "token": "…" } with, if it can tell, "expiresAt": an ISO 8601 time',
  ],
  [
    'an empty token',
    '{"token":"","s3cret":1}',
    (operator: Operator) => operator.mint('a@example.test'),
    'SMOKE_SIGNUP_MINT_CMD printed something else than { "token": "…" } with, if it can tell, "expiresAt": an ISO 8601 time (token)',
  ],
  [
    'rows without ids',
    '{"users":[{"email":"s3cret"}],"credentials":[]}',
    (operator: Operator) => operator.find({ email: 'a@example.test' }),
    'SMOKE_SIGNUP_FIND_CMD printed something else than { "users": [{ "id", "email" }], "credentials": [{ "id", "userId" }] } (users.0.id)',
  ],
] as const) {
  test(`an error, without a word of what was printed: ${name}`, async () => {
    const { message: told, hidden } = await errorOf(ask(printing(text)));

    expect(told).toBe(message);
    expect(hidden).toContain('s3cret');
  });
}

test('a command that fails: its exit code, and how much it printed', async () => {
  const { message, hidden } = await errorOf(printing('no s3cret', 2).delete({ email: 'a@example.test' }));

  expect(message).toBe('SMOKE_SIGNUP_DELETE_CMD ended with exit code 2: what it printed (9 characters) is not shown');
  expect(hidden).toContain('no s3cret');
});

test('four commands at once, and the others in their turn', async ({}, testInfo) => {
  const file = testInfo.outputPath('log');
  const program = `const fs = require('fs'); const log = (text) => fs.appendFileSync(process.argv[1], text);
    log('+'); setTimeout(() => { log('-'); console.log('{"users":[],"credentials":[]}'); }, 200)`;
  const command = [process.execPath, '-e', program, file];
  const operator = openOperator({
    domain: 'example.test',
    commands: { mint: command, find: command, delete: command },
    commandSeconds: 10,
  });
  await Promise.all(Array.from({ length: 10 }, () => operator.find({ email: 'a@example.test' })));
  let running = 0;
  const most = Math.max(
    ...readFileSync(file, 'utf8')
      .split('')
      .map((mark) => (running += mark === '+' ? 1 : -1)),
  );

  expect(most).toBe(4);
  expect(running).toBe(0);
});
