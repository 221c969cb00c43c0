import { expect, test } from '@playwright/test';
import { withoutCallLog } from '../../reporters/no-call-log';

const log = 'Call log:\n  - → GET https://api.example.com/\n    - authorization: Bearer secret';

for (const [name, text, rest] of [
  [
    'at the end',
    `apiRequestContext.get: Timeout 5ms exceeded.\n${log}`,
    'apiRequestContext.get: Timeout 5ms exceeded.',
  ],
  [
    'before a stack',
    `Error: hang up\n${log}\n\n    at spec.ts:1:1\n    at b`,
    'Error: hang up\n    at spec.ts:1:1\n    at b',
  ],
  ['nowhere', 'Error: one\n\ntwo', 'Error: one\n\ntwo'],
] as const) {
  test(`the call log ${name} is taken out`, () => {
    expect(withoutCallLog(text).replace(/\n+ {4}at /, '\n    at ')).toBe(rest);
  });
}
