import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { faults } from '../../../local-deployment/faults';
import { causeDeviations } from './deviations';
import { namesIt, namesItAmongOthers } from './expected';
import { diagnosed } from './first';
import { goldenOf, readGolden } from './golden';
import { diagnosisPage } from './page';
import { aloneScore, scoreOf } from './score';
import { storedRun } from './stored';

test('every fault is diagnosed as it is stored (npm run diagnosis:score -- --update stores it anew)', () => {
  expect(goldenOf(diagnosed())).toBe(readGolden());
});

test('the score', () => {
  const { toldByTheRun, ...score } = scoreOf();

  expect(score).toEqual({ faults: 381, named: 232, namedAmongOthers: 142, wrong: [], none: [] });
  expect(toldByTheRun).toHaveLength(7);
});

test('the score of each failed scenario alone', () => {
  expect(aloneScore()).toEqual({ failed: 907, right: 448, general: 358, other: 86, none: 15 });
});

test('a fault has one judgement, and names are those of the catalogue', () => {
  const judged = [...Object.values(namesIt), ...Object.values(namesItAmongOthers)].flat();

  expect(new Set(judged).size).toBe(judged.length);
  expect(judged.filter((name) => !faults.some((fault) => fault.name === name))).toEqual([]);
});

test('a wrong cause counts as wrong, and a missing one as none', () => {
  const all = [...diagnosed()];
  const [[fault, found] = [], [other] = []] = all.filter(([, [first]]) => first?.id === 'update-fails');
  const wrong = all.flatMap(([, [first]]) => (first?.id === 'redirect' ? [first] : []));

  expect(other).toBeUndefined();
  expect(found).toHaveLength(1);
  if (fault === undefined) return;
  expect(scoreOf(new Map([[fault, wrong]])).wrong).toEqual([fault.name]);
  expect(scoreOf(new Map([[fault, []]])).none).toEqual([fault.name]);
});

test('the proof notices a run with another likeliest cause', () => {
  const run = faults
    .filter(({ name }) => name === 'profile-update-denied')
    .map(storedRun)
    .flat();
  const rows = run.map((told) => ({ ...told, name: '', statuses: [], durationMs: 0, reasons: [...told.reasons] }));
  const deviations = (name: string): string[] => causeDeviations({ kind: 'fault', name }, { rows, errors: [] });

  expect(deviations('profile-update-denied')).toEqual([]);
  expect(deviations('list-redirected')).toHaveLength(1);
});

test('docs/diagnosis.md is what `npm run docs` writes', () => {
  expect(readFileSync(new URL('../../../docs/diagnosis.md', import.meta.url), 'utf8')).toBe(diagnosisPage());
});
