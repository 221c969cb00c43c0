import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { faults, weathers } from '../../../local-deployment/faults';
import type { Row } from '../../../reporters/outcomes';
import type { Case } from './case';
import { fixedAfter, sampleOf } from './case';
import { faultsTable } from './faults-table';
import { goldenText } from './golden';
import { judge } from './judge';
import { matrix, sum } from './matrix';

const ids = ['AC1', 'AC2'];
const common = { suites: ['smoke'], repeatEach: 1, flaky: false } as const;
const fault: Case = { kind: 'fault', name: 'a-fault', fails: ['AC2'], ...common };
const weather: Case = { kind: 'weather', name: 'a-weather', fails: [], ...common };
const fixed: Case = { kind: 'fixed', name: 'without a fault', fails: [], ...common };
const explained = 'GET /a as jwt: expected 200, got 500 from the gateway (X)';

function row(id: 'AC1' | 'AC2' | 'AC11', verdict: Row['verdict'], reason = explained): Row {
  const reasons = verdict === 'PASS' ? [] : [reason];
  return { verdict, id, name: `name of ${id}`, statuses: [200], durationMs: 1, reasons };
}

function judged(one: Case, ...rows: Row[]): ReturnType<typeof judge> {
  const outcome = { rows, errors: [] };
  return judge(one, outcome, goldenText(outcome), ids);
}

test('docs/faults.md is what `npm run docs` writes of the catalogue', () => {
  const page = readFileSync(new URL('../../../docs/faults.md', import.meta.url), 'utf8');
  expect(page).toBe(faultsTable(faults, weathers));
});

test('a fault is caught when exactly its scenarios fail', () => {
  expect(judged(fault, row('AC1', 'PASS'), row('AC2', 'FAIL')).deviations).toEqual([]);
});

for (const { name, rows, deviation } of [
  { name: 'passes', rows: [row('AC1', 'PASS'), row('AC2', 'PASS')], deviation: 'AC2 passed though it must not' },
  { name: 'fails too', rows: [row('AC1', 'FAIL'), row('AC2', 'FAIL')], deviation: 'AC1 failed though it must not' },
  { name: 'is skipped', rows: [row('AC1', 'PASS'), row('AC2', 'SKIP')], deviation: 'AC2 did not run' },
  { name: 'is not there', rows: [row('AC2', 'FAIL')], deviation: 'AC1 did not run' },
  {
    name: 'passes on a retry',
    rows: [row('AC1', 'FLAKY'), row('AC2', 'FAIL')],
    deviation: 'AC1 passed only on a retry',
  },
  {
    name: 'fails without saying why',
    rows: [row('AC1', 'PASS'), row('AC2', 'FAIL', 'it broke')],
    deviation: 'AC2 does not say what was expected and who answered what: it broke',
  },
]) {
  test(`a deviation: a scenario ${name}`, () => {
    expect(judged(fault, ...rows).deviations).toEqual([deviation]);
  });
}

test('a deviation: a failure says something else than its golden text', () => {
  const outcome = { rows: [row('AC1', 'PASS'), row('AC2', 'FAIL')], errors: [] };
  expect(judge(fault, outcome, 'AC2 said something else', ids).deviations).toHaveLength(1);
});

test('what is left out over a step that must fail is no deviation; over another one it is', () => {
  const over = (id: string): ReturnType<typeof judge> =>
    judged({ ...fault, fails: ['AC1'] }, row('AC1', 'FAIL'), row('AC2', 'SKIP', `${id} did not pass`));
  expect(over('AC1').deviations).toEqual([]);
  expect(over('AC9').deviations).toEqual(['AC2 did not run']);
});

test('a deviation: the run does not say in the end what it must', () => {
  const outcome = { rows: [row('AC1', 'PASS'), row('AC2', 'FAIL')], errors: ['Error: rows are left'] };
  const deviations = (told: string): string[] => judge({ ...fault, told }, outcome, undefined, ids).deviations;
  expect(deviations('rows are left')).toEqual([]);
  expect(deviations('keys are left')).toEqual(['the run does not say in the end: keys are left']);
});

test('a weather is green when nothing fails, and flaky only where it may be', () => {
  expect(judged(weather, row('AC1', 'PASS'), row('AC2', 'PASS')).deviations).toEqual([]);
  expect(judged(weather, row('AC1', 'PASS'), row('AC2', 'FLAKY')).deviations).toHaveLength(1);
  expect(judged({ ...weather, flaky: true }, row('AC1', 'PASS'), row('AC2', 'FLAKY')).deviations).toEqual([]);
  expect(judged({ ...weather, flaky: true }, row('AC1', 'PASS'), row('AC2', 'PASS')).deviations).toHaveLength(1);
});

const command =
  'SMOKE_TEST_CONTRACT=tests/self/proof/contract.ts npm run smoke:local -- --project=smoke --workers=1 --retries=0';

test('the matrix shows every mark, and the sum counts what is clean', () => {
  const judgements = [
    judged(fault, row('AC1', 'PASS'), row('AC2', 'FAIL')),
    judged(weather, row('AC1', 'PASS'), row('AC2', 'FAIL')),
    judged(fixed, row('AC1', 'PASS'), row('AC2', 'PASS')),
  ];
  expect(
    matrix(judgements, ['smoke'], () => ids)
      .split('\n')
      .slice(0, 6),
  ).toEqual([
    '                 AC1 AC2 fixed',
    'a-fault            .   x     .',
    'a-weather          .   !',
    'without a fault    .   .',
    `red: LOCAL_FAULT=a-fault ${command}`,
    `green: ${command}`,
  ]);
  expect(sum(judgements, ids, true)).toEqual({
    text: 'AC1: no fault turns it red\n1/1 faults caught, 1/1 green again without them, 1/2 scenarios proven, 0/1 weathers green',
    sound: false,
  });
});

test('a fault that is caught has to be green again without it', () => {
  const caught = judged(fault, row('AC1', 'PASS'), row('AC2', 'FAIL'));
  const soundWith = (...after: ReturnType<typeof judge>[]): boolean => sum([caught, ...after], ids, false).sound;
  expect(soundWith(judged(fixed, row('AC1', 'PASS'), row('AC2', 'PASS')))).toBe(true);
  expect(soundWith(judged(fixed, row('AC1', 'PASS'), row('AC2', 'FAIL')))).toBe(false);
  expect(soundWith()).toBe(false);
});

test('of each suite with a fault, a run without one comes after', () => {
  const other: Case = { ...fault, suites: ['realtime'] };
  expect(fixedAfter([fault, fault, other, weather]).map(({ kind, suites }) => [kind, ...suites])).toEqual([
    ['fixed', 'smoke'],
    ['fixed', 'realtime'],
  ]);
});

test('what chance brings is not in a golden text', () => {
  const reason = 'x-amz-apigw-id: a+b= at 127.0.0.1:40001 after 12 ms: [api-key …k3Fq] smoke-tdk1ab12-1-0-2';
  expect(goldenText({ rows: [row('AC1', 'FAIL', reason)], errors: [] })).toBe(
    'AC1 name of AC1\n  x-amz-apigw-id: <id> at 127.0.0.1:<port> after <n> ms: [api-key …<tail>] <mark>\n',
  );
});

test('the change of another test is in the golden text of who makes it, and not of who may see it', () => {
  const reason = 'body: {"userId":"u","displayName":"smoke-tdk1ab12-1-0"}';
  const rows = [row('AC1', 'FAIL', reason), row('AC11', 'FAIL', reason)];
  expect(goldenText({ rows, errors: [] })).toBe(
    'AC1 name of AC1\n  body: {"userId":"u"}\n\nAC11 name of AC11\n  body: {"userId":"u","displayName":"<mark>"}\n',
  );
});

test('the sample has a fault of every group, and a weather', () => {
  const sample = sampleOf(faults, weathers);
  const groups = sample.flatMap(({ name }) => faults.find((one) => one.name === name)?.group ?? []);
  expect(new Set(groups)).toEqual(new Set(faults.map(({ group }) => group)));
  expect(sample.filter(({ kind }) => kind === 'weather')).toHaveLength(1);
});
