import { expect, test } from '@playwright/test';
import { rowsOf } from '../../reporters/outcomes';
import { testOf, type Told } from './support/results';

test('a scenario has one row, in the catalogue’s order, over all its tests', () => {
  const rows = rowsOf([
    testOf({ id: 'AC10', title: 'OPTIONS /a', durationMs: 5 }),
    testOf({ id: 'AC2', durationMs: 7.5 }),
    testOf({ id: 'AC10', title: 'OPTIONS /b', durationMs: 6 }),
  ]);

  expect(rows.map(({ id, verdict, durationMs }) => ({ id, verdict, durationMs }))).toEqual([
    { id: 'AC2', verdict: 'PASS', durationMs: 7.5 },
    { id: 'AC10', verdict: 'PASS', durationMs: 11 },
  ]);
  expect(rows[0]?.name).toBe('a forged or malformed token is refused');
});

test('tests of no scenario have no row', () => {
  expect(rowsOf([testOf({ id: 'XX1' })])).toEqual([]);
});

test.describe('the verdict over several tests', () => {
  for (const [outcomes, verdict] of [
    [['expected', 'expected'], 'PASS'],
    [['expected', 'unexpected'], 'FAIL'],
    [['flaky', 'unexpected', 'skipped'], 'FAIL'],
    [['expected', 'flaky'], 'FLAKY'],
    [['expected', 'skipped'], 'PASS'],
    [['skipped', 'skipped'], 'SKIP'],
  ] as const) {
    test(`${outcomes.join(' and ')}: ${verdict}`, () => {
      expect(rowsOf(outcomes.map((outcome) => testOf({ outcome })))[0]?.verdict).toBe(verdict);
    });
  }
});

test.describe('what is required', () => {
  const requirement = { required: new Set(['AC1', 'AC4'] as const), part: false };
  const skipped = testOf({ outcome: 'skipped', annotations: [{ type: 'skip', description: 'no token' }] });

  test('has failed where it was skipped', () => {
    expect(rowsOf([skipped, testOf({ id: 'AC4' })], requirement)).toMatchObject([
      { id: 'AC1', verdict: 'FAIL', reasons: ['required by SMOKE_TEST_REQUIRE, but skipped: no token'] },
      { id: 'AC4', verdict: 'PASS' },
    ]);
  });

  test('has failed where the run has no test of it', () => {
    expect(rowsOf([testOf({})], requirement)[1]).toMatchObject({
      id: 'AC4',
      verdict: 'FAIL',
      reasons: ['required by SMOKE_TEST_REQUIRE, but this run has no test of it: was it left out by --grep?'],
    });
    expect(rowsOf([testOf({})], { ...requirement, part: true }).map(({ id }) => id)).toEqual(['AC1']);
  });

  test('has run where one of its tests has', () => {
    expect(rowsOf([skipped, testOf({})], { ...requirement, part: true })[0]).toMatchObject({ verdict: 'PASS' });
  });

  test('is nothing else’s matter', () => {
    expect(rowsOf([testOf({ id: 'AC3', outcome: 'skipped' })], { ...requirement, part: true })).toMatchObject([
      { id: 'AC3', verdict: 'SKIP' },
    ]);
  });
});

test.describe('the statuses', () => {
  test('are those that were judged, each once', () => {
    const exchanges = [
      { status: 201, judged: false },
      { status: 401, judged: true },
      { status: 401, judged: true },
      { status: 403, judged: true },
    ];

    expect(rowsOf([testOf({ exchanges }), testOf({ exchanges })])[0]?.statuses).toEqual([401, 403]);
  });

  test('are none where nothing was answered', () => {
    expect(rowsOf([testOf({ exchanges: [{ status: undefined, judged: false }] })])[0]?.statuses).toEqual([]);
  });
});

test.describe('the reasons', () => {
  const cases: [string, Told, string[]][] = [
    ['a pass needs none', {}, []],
    [
      'a pass that proves less says so',
      { annotations: [{ type: 'weaker proof', description: 'sent without credentials: why' }] },
      ['weaker proof: sent without credentials: why'],
    ],
    [
      'a skip gives its own',
      { outcome: 'skipped', annotations: [{ type: 'skip', description: 'no expired token provided' }] },
      ['no expired token provided'],
    ],
    ['a skip without one', { outcome: 'skipped', annotations: [{ type: 'skip' }] }, ['skipped']],
    ['what was not come to', { outcome: 'skipped' }, ['did not run']],
    [
      'a failure gives all its messages',
      { outcome: 'unexpected', errors: ['one\n  two', 'three'] },
      ['one\n  two\nthree'],
    ],
    ['a failure without a message gives its status', { outcome: 'unexpected' }, ['failed']],
    [
      'a failure in colours is told without them, and without the name of the class',
      { outcome: 'unexpected', errors: ['Error: \u001b[31mGET /users/me\u001b[39m'] },
      ['GET /users/me'],
    ],
    ['a flake gives what failed before it passed', { outcome: 'flaky', earlier: ['no answer'] }, ['no answer']],
    [
      'of several attempts, the first counts',
      { outcome: 'unexpected', earlier: ['first'], errors: ['second'] },
      ['first'],
    ],
  ];
  for (const [name, told, reasons] of cases) {
    test(name, () => {
      expect(rowsOf([testOf(told)])[0]?.reasons).toEqual(reasons);
    });
  }

  test('of one test among several are told with its title', () => {
    const rows = rowsOf([
      testOf({ title: 'GET /users/me' }),
      testOf({ title: 'POST /posts', outcome: 'unexpected', errors: ['Error: 502'] }),
      testOf({ title: 'GET /posts', outcome: 'skipped', annotations: [{ type: 'skip', description: 'no admin' }] }),
    ]);

    expect(rows[0]?.reasons).toEqual(['POST /posts: 502', 'GET /posts: no admin']);
  });

  test('do not repeat a route that they begin with', () => {
    const message = 'POST /posts as jwt: expected a refusal, got 201 from the integration';
    const rows = rowsOf([
      testOf({ title: 'POST /posts', outcome: 'unexpected', errors: [message] }),
      testOf({ title: 'GET /posts' }),
    ]);

    expect(rows[0]?.reasons).toEqual([message]);
  });
});
