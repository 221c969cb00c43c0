import { expect, test } from '@playwright/test';
import type { ScenarioId } from '../../../contract';
import { builtIn, diagnose, SAID, type Entry, type Told } from '../../../diagnosis';

const failure = (id: ScenarioId, ...reasons: string[]): Told => ({ id, verdict: 'FAIL', reasons });
const pass = (id: ScenarioId): Told => ({ id, verdict: 'PASS', reasons: [] });
const refused = 'GET /a as jwt: expected 200, got 401 from the gateway (UnauthorizedException)';
const crashed = 'PATCH /b as jwt: expected 200, got 502 from the gateway (InternalServerErrorException)';

const entry = (id: string, where: Entry['where'], more: Partial<Entry> = {}): Entry => ({
  ...{ id, cause: id, next: [], where },
  ...more,
});
const ids = (rows: Told[], table: Entry[]): [string, string[]][] =>
  diagnose(rows, table).map(({ id, explains }) => [id, explains]);

test('failures of one cause are told as one', () => {
  const rows = [failure('AC1', refused), failure('AC5', refused), failure('AC9', refused, refused), pass('AC3')];

  expect(ids(rows, [entry('refused', { status: /^401/ })])).toEqual([['refused', ['AC1', 'AC5', 'AC9']]]);
});

test('what explains most comes first; of two alike, the first of the table', () => {
  const rows = [failure('AC1', refused), failure('AC5', refused), failure('AC11', crashed)];
  const [a, b, c] = [entry('a', { status: /^502/ }), entry('b', { status: /^401/ }), entry('c', { status: /^401/ })];

  expect(ids(rows, [a, b, c])).toEqual([
    ['b', ['AC1', 'AC5']],
    ['a', ['AC11']],
  ]);
  expect(ids(rows, [c, b])[0]?.[0]).toBe('c');
});

test('what is asked about the rest is not asked about what is explained', () => {
  const rest = entry('rest', {}, { fallback: true });
  const rows = [failure('AC1', refused, crashed), failure('AC11', crashed), failure('AC12', crashed)];

  expect(ids(rows, [rest, entry('a', { status: /^401/ })])).toEqual([
    ['a', ['AC1']],
    ['rest', ['AC11', 'AC12']],
  ]);
});

test.describe('an entry holds', () => {
  const rows = [failure('AC1', refused), failure('AC11', crashed), pass('AC3')];
  for (const [name, more, holds] of [
    ['where others failed, too', { failed: ['AC11'] }, true],
    ['not where they passed', { failed: ['AC3'] }, false],
    ['not where they did not run', { failed: ['AC4'] }, false],
    ['where others passed', { passed: ['AC3'] }, true],
    ['not where they did not run, either', { passed: ['AC4'] }, false],
    ['where some failure is so', { seen: { status: /^502/ } }, true],
    ['not where none is', { seen: { status: /^503/ } }, false],
    ['not where one is so that must not be', { unseen: { status: /^502/ } }, false],
  ] as const) {
    test(name, () => {
      expect(ids(rows, [entry('a', { status: /^401/ }, more)])).toHaveLength(holds ? 1 : 0);
    });
  }
});

test('what failed after something else failed is explained with it', () => {
  const later = 'SU2 did not pass: POST /x as y: expected 200, got 400 from the integration';
  const rows = [failure('SU2', refused), failure('SU8', later)];

  expect(ids(rows, [entry('a', { status: /^401/ })])).toEqual([['a', ['SU2', 'SU8']]]);
});

test('so is what failed over a step that was left out', () => {
  const rows: Told[] = [
    failure('SU3', refused),
    { id: 'SU4', verdict: 'SKIP', reasons: ['SU3 did not pass'] },
    failure('SU8', 'SU4 did not pass: POST /x as y: expected 200, got 400 from the integration'),
  ];
  expect(ids(rows, [entry('a', { status: /^401/ })])).toEqual([['a', ['SU3', 'SU8']]]);
});

test('what a scenario says itself is taken where the table has nothing', () => {
  const said = `${crashed}\n  likely cause: the moon (full)\n  try: wait`;
  const rows = [failure('AC1', refused), failure('AC5', said), failure('AC6', said)];

  expect(diagnose(rows, [entry('a', { status: /^401/ })])).toMatchObject([
    { id: SAID, cause: 'the moon (full)', next: ['wait'], explains: ['AC5', 'AC6'] },
    { id: 'a' },
  ]);
  expect(ids(rows, [entry('b', { status: /^502/ })])).toEqual([['b', ['AC5', 'AC6']]]);
});

test('a cause names the requests, and what was found', () => {
  const rows = [failure('AC1', refused, refused), failure('AC11', crashed)];
  const [found] = diagnose(rows, [entry('a', { says: /got (\d+)/ }, { cause: '{requests} got {1}, {statuses}' })]);

  expect(found?.cause).toBe('GET /a, PATCH /b got 401, 401, 502');
});

test('every JWT is refused: one cause', () => {
  const by = (identity: string): string =>
    `GET /users/me as ${identity}: expected the integration's 2xx or 4xx, got 401 UNAUTHORIZED from the gateway (UnauthorizedException)`;
  const rows = [...(['AC1', 'AC5', 'AC9', 'AC11', 'AC12'] as const).map((id) => failure(id, by('jwt'))), pass('AC3')];
  const found = diagnose(rows, builtIn);

  expect(found.map(({ explains }) => explains)).toEqual([['AC1', 'AC5', 'AC9', 'AC11', 'AC12']]);
  expect(found[0]?.cause).toMatch(/^the authorizer refuses valid JWTs: JWKS or issuer/);
});

test('nothing failed: nothing is said', () => {
  expect(diagnose([pass('AC1')], builtIn)).toEqual([]);
});

test('ids are distinct, and every cause says what to do next', () => {
  const all = builtIn.map(({ id }) => id);

  expect(new Set(all).size).toBe(all.length);
  expect(builtIn.filter(({ next }) => next.length === 0 || next.length > 3)).toEqual([]);
});
