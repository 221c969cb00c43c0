import { expect, test } from '@playwright/test';
import { defaultContract as contract, type ProgressEntry } from '../../../../contract';
import { showNothingOfOthers } from '../../../../fixtures/matchers/progress-matchers';
import type { Given } from '../../support/answers';
import { contractWith } from '../../support/contract';
import { entryOf, linesOf, progressAnswer, recordedOf } from './support/parts';

const theirs = entryOf({ attempts: 4, completedAt: '2026-02-02T02:02:02Z' });
const mine = entryOf({ attempts: 1 });
const request = 'GET /progress?userId=7 as other';

function judge(given: Given[], own?: Partial<ProgressEntry>, by = contract) {
  const answers = given.map((each) => progressAnswer({ request, ...each }));
  return {
    ...{ answers, verdict: showNothingOfOthers({ answers, own: recordedOf(own), foreign: recordedOf(theirs) }, by) },
  };
}

for (const [name, given, own] of [
  ['a refusal', { status: 403, json: {} }, undefined],
  ['an unknown route', { status: 404, json: { message: 'Not Found' } }, undefined],
  ['a refusal that names the time', { status: 403, json: theirs }, undefined],
  ['an empty list', { json: [] }, undefined],
  ['an empty list, for who has an entry', { json: [] }, mine],
  ["one's own entry", { json: [mine] }, mine],
  ["one's own entry among others", { json: [entryOf({ exerciseId: 'a', attempts: 9 }), mine] }, mine],
  ['a page that is no JSON', { text: '<html>' }, undefined],
  ['another shape, with nothing of it', { json: { count: 0 } }, undefined],
] satisfies [string, Given, ProgressEntry | undefined][]) {
  test(`nothing of others is shown: ${name}`, () => {
    const { verdict, answers } = judge([given], own);

    expect(verdict.pass).toBe(true);
    expect(answers[0]?.exchange.judged).toBe(true);
  });
}

const leak = "it shows another user's progress";
for (const [name, given, own, problem] of [
  ['the entry', { json: [theirs] }, undefined, leak],
  ['the entry, to who has one', { json: [theirs] }, mine, leak],
  ["the entry beside one's own", { json: [mine, theirs] }, mine, leak],
  ["the entry before one's own", { json: [theirs, mine] }, mine, leak],
  ["one with one's own count", { json: [{ ...theirs, attempts: 1 }] }, mine, leak],
  ["one with one's own time", { json: [{ ...mine, attempts: 4 }] }, mine, leak],
  ['in an envelope', { json: { data: { items: [theirs] } } }, undefined, leak],
  ['in another shape', { json: { 'smoke-test': { solved: theirs.completedAt } } }, undefined, leak],
  ['in a page', { text: `<b>"${String(theirs.completedAt)}"</b>` }, undefined, leak],
  ['a crash', { status: 500, json: {} }, undefined, 'status is 500: neither a refusal nor an answer'],
] satisfies [string, Given, ProgressEntry | undefined, string][]) {
  test(`something is wrong: ${name}`, () => {
    const { verdict } = judge([{ status: 404 }, given], own);

    expect(verdict.pass).toBe(false);
    expect(linesOf(verdict).filter((line) => line.startsWith('  - '))).toEqual([`  - ${problem}`]);
  });
}

test('the whole message: the first that is wrong', () => {
  const { verdict } = judge([
    { status: 404 },
    { json: [theirs], request: 'GET /users/7/progress as other' },
    { status: 502 },
  ]);

  expect(linesOf(verdict)).toEqual([
    "GET /users/7/progress as other: expected a refusal, or nothing of another user's progress, got 200 from the integration",
    "  - it shows another user's progress",
    `  body: ${JSON.stringify([theirs])}`,
    '  ids: apigw-requestid: r1',
  ]);
});

test('nothing to try', () => {
  expect(linesOf(judge([]).verdict)).toEqual(['passes', "the contract's progress.progress.foreign is empty"]);
});

test('by the fields of the contract, with ids that are numbers', () => {
  const own = contractWith({
    progress: {
      exercises: { marked: '7' },
      progress: { items: ['list'], fields: { exerciseId: 'exercise.id', attempts: 'n', completedAt: 'at' } },
    },
  });
  const json = (n: number) => ({ list: [{ exercise: { id: 7 }, n, at: theirs.completedAt }] });

  expect(judge([{ json: json(4) }], undefined, own).verdict.pass).toBe(false);
  expect(judge([{ json: json(4) }], { ...theirs, exerciseId: '7' }, own).verdict.pass).toBe(true);
});
