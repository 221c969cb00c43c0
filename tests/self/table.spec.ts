import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@playwright/test';
import { rowsOf, type Row } from '../../reporters/outcomes';
import { listing, table } from '../../reporters/table';
import { testOf } from './support/results';

/** The table as it is read; whether it is coloured is up to the terminal that the tests run in. */
const read = (rows: readonly Row[], seconds = 1.26): string => stripVTControlCharacters(table(rows, seconds));
const ok = [{ status: 200, judged: true }];

test('a run of all kinds', () => {
  const rows = rowsOf([
    testOf({ id: 'AC1', exchanges: ok, durationMs: 12.4 }),
    testOf({
      id: 'AC3',
      outcome: 'unexpected',
      exchanges: [{ status: 502, judged: true }],
      errors: [
        'GET /users/me as anonymous: expected 401 UNAUTHORIZED, got 502 from the gateway\n  - status is 502, not 401',
      ],
    }),
    testOf({
      id: 'AC4',
      outcome: 'skipped',
      durationMs: 0,
      annotations: [{ type: 'skip', description: 'no expired token provided (SMOKE_TEST_EXPIRED_JWT)' }],
    }),
    testOf({ id: 'AC7', outcome: 'flaky', exchanges: [{ status: 401, judged: true }], earlier: ['no answer'] }),
    testOf({ id: 'AC9', title: 'GET /users/me', exchanges: ok, durationMs: 1000 }),
    testOf({ id: 'AC9', title: 'PATCH /users/me', exchanges: [{ status: 400, judged: true }], durationMs: 1345 }),
  ]);

  expect(read(rows)).toBe(
    `[PASS]  AC1   a valid JWT reads its profile           200         12 ms
[FAIL]  AC3   no credentials: the gateway refuses     502         10 ms
        GET /users/me as anonymous: expected 401 UNAUTHORIZED, got 502 from the gateway
          - status is 502, not 401
[SKIP]  AC4   an expired token is refused as expired  -            0 ms
        no expired token provided (SMOKE_TEST_EXPIRED_JWT)
[FLAKY] AC7   a revoked key is refused                401         20 ms
        no answer
[PASS]  AC9   every route reaches its integration     200 400   2345 ms
3/4 scenarios passed in 1.3 s, 1 skipped, 1 flaky
`,
  );
});

test('everything was skipped: nothing ran', () => {
  const rows = rowsOf([testOf({ id: 'AC1', outcome: 'skipped' })]);

  expect(read(rows)).toContain('0/0 scenarios passed in 1.3 s, 1 skipped, 0 flaky');
});

test('nothing to tell', () => {
  expect(read([], 0)).toBe('0/0 scenarios passed in 0.0 s, 0 skipped, 0 flaky\n');
});

test('a long reason is cut', () => {
  const errors = [Array.from({ length: 12 }, (_, index) => `line ${index + 1}`).join('\n')];
  const lines = read(rowsOf([testOf({ outcome: 'unexpected', errors })])).split('\n');

  expect(lines.slice(1, -2).map((line) => line.trim())).toEqual([
    'line 1',
    'line 2',
    'line 3',
    'line 4',
    'line 5',
    'line 6',
    'line 7',
    '…',
  ]);
});

test('many reasons are counted', () => {
  const tests = Array.from({ length: 7 }, (_, index) =>
    testOf({ id: 'AC9', title: `GET /${index}`, outcome: 'unexpected', errors: ['502'] }),
  );

  expect(read(rowsOf(tests))).toBe(
    `[FAIL]  AC9   every route reaches its integration  -     70 ms
        GET /0: 502
        GET /1: 502
        GET /2: 502
        GET /3: 502
        and 3 more
0/1 scenarios passed in 1.3 s, 0 skipped, 0 flaky
`,
  );
});

test('what --list shows', () => {
  const titled = (...titles: string[]) => ({ tags: ['@AC1'], titlePath: () => ['', 'smoke', 'a.spec.ts', ...titles] });

  expect(listing([titled('GET the profile', 'with a JWT'), titled('alone')])).toBe(
    '@AC1  a.spec.ts › GET the profile › with a JWT\n@AC1  a.spec.ts › alone\n2 tests\n',
  );
});

test("an answer is no command to GitHub's runner", () => {
  const text = table(rowsOf([testOf({ outcome: 'unexpected', errors: ['body: a\n  ::stop-commands::x'] })]), 1);
  expect(text).toContain(': :stop-commands::x');
  expect(text).not.toMatch(/^\s*::/m);
});
