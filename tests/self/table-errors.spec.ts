import { expect, test } from '@playwright/test';
import TableReporter from '../../reporters/table';

/** What the reporter writes on stderr of an error that no test is to blame for. */
function written(message: string): string {
  const original = process.stderr.write.bind(process.stderr);
  let text = '';
  process.stderr.write = (chunk: string | Uint8Array) => {
    text += String(chunk);
    return true;
  };
  try {
    new TableReporter().onError({ message });
  } finally {
    process.stderr.write = original;
  }
  return text;
}

for (const [name, message, line] of [
  ['bad settings', 'Error: SMOKE_TEST_API_URL is missing', 'SMOKE_TEST_API_URL is missing'],
  [
    'a clean-up that failed, without the tests of its worker',
    'KeyError: \u001b[31mDELETE /users/api-keys/key_1 as jwt: expected it gone\u001b[39m\n\nFailed worker ran 2 tests:\n[smoke] › a.spec.ts:1:1 › one\n[smoke] › b.spec.ts:1:1 › two',
    'DELETE /users/api-keys/key_1 as jwt: expected it gone',
  ],
] as const) {
  test(name, () => {
    expect(written(message)).toBe(`${line}\n`);
  });
}
