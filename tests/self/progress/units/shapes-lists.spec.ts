import { expect, test } from '@playwright/test';
import { progressShapesOf, type ContractOverrides } from '../../../../contract';
import { contractWith } from '../../support/contract';

const shapesWith = (overrides: ContractOverrides = {}) => progressShapesOf(contractWith(overrides));
const { exercises, exercise, entries } = shapesWith();
const marked = { id: 'smoke-test', title: 'Smoke' };
const absent =
  '"smoke-test" is not there: name one that scenarios may record by progress.exercises.marked in the contract';

for (const [name, json] of [
  ['a list', [marked, { id: 1, title: 'One' }]],
  ['as items', { items: [marked, { id: '1', title: 'One', more: true }], next: null }],
  ['as exercises', { exercises: [marked, { id: '1', title: 'One' }] }],
  ['in an envelope', { data: { items: [marked, { id: 1, title: 'One' }] } }],
] as const) {
  test(`exercises: ${name}`, () => {
    expect(exercises.parse(json)).toEqual({ value: { ids: ['smoke-test', '1'] } });
  });
}

for (const [name, json, problems] of [
  ['no list', { list: [marked] }, ['no list at . or items or exercises']],
  ['nothing', undefined, ['no list at . or items or exercises']],
  ['an empty list', [], [absent]],
  ['without the marked one', [{ id: 'a', title: 'A' }], [absent]],
  ['no ids', [marked, { title: 'A' }, { id: '', title: 'B' }], ['[1].id is no text', '[2].id is no text']],
  [
    'no titles',
    [marked, { id: 1 }, { id: 2, title: '' }, { id: 3, title: 3 }],
    ['[1].title is no text', '[2].title is no text', '[3].title is no text'],
  ],
  ['no objects', [marked, 'a'], ['[1].id is no text', '[1].title is no text']],
  ['one twice', [marked, { id: 1, title: 'A' }, { id: '1', title: 'B' }], ['"1" is there twice']],
  ['the marked one is nameless', [{ id: 'smoke-test' }], ['[0].title is no text', absent]],
  [
    'too many to tell',
    [marked, {}, {}, {}],
    ['[1].id is no text', '[1].title is no text', '[2].id is no text', '[2].title is no text', '[3].id is no text'],
  ],
] as const) {
  test(`no exercises: ${name}`, () => {
    expect(exercises.parse(json)).toEqual({ problems });
  });
}

test('one exercise', () => {
  expect(exercise('smoke-test').parse(marked)).toEqual({ value: { id: 'smoke-test' } });
  expect(exercise('1').parse({ data: { id: 1, title: 'One' } })).toEqual({ value: { id: '1' } });
  expect(exercise('1').parse(marked)).toEqual({ problems: ['id is "smoke-test", not "1"'] });
  expect(exercise('1').parse({})).toEqual({ problems: ['id is no text', 'title is no text'] });
  expect(exercise('1').parse(undefined)).toEqual({ problems: ['id is no text', 'title is no text'] });
});

test('exercises as the contract names them', () => {
  const own = shapesWith({
    progress: { exercises: { items: ['a.list'], id: 'meta.key', texts: ['meta.name', 'level'], marked: '7' } },
  });
  const good = { meta: { key: 7, name: 'Seven' }, level: 'hard' };

  expect(own.exercises.parse({ a: { list: [good] } })).toEqual({ value: { ids: ['7'] } });
  expect(own.exercises.parse([good])).toEqual({ problems: ['no list at a.list'] });
  expect(own.exercise('7').parse({ meta: { key: 7 } })).toEqual({
    problems: ['meta.name is no text', 'level is no text'],
  });
  expect(
    shapesWith({ progress: { exercises: { texts: [] } } })
      .exercise('7')
      .parse({ id: 7 }),
  ).toEqual({
    value: { id: '7' },
  });
});

const completedAt = '2026-03-01T12:00:00.000Z';
const entry = { exerciseId: 'a', attempts: 1, completedAt };

for (const [name, json, value] of [
  ['none', [], []],
  ['one', [{ ...entry, more: true }], [entry]],
  ['with an id that is a number', { items: [{ ...entry, exerciseId: 7 }] }, [{ ...entry, exerciseId: '7' }]],
  ['without an attempt', { progress: [{ ...entry, attempts: 0 }] }, [{ ...entry, attempts: 0 }]],
  [
    'with an offset',
    { data: [{ ...entry, completedAt: '2026-03-01T13:00:00+01:00' }] },
    [{ ...entry, completedAt: '2026-03-01T13:00:00+01:00' }],
  ],
] as const) {
  test(`progress entries: ${name}`, () => {
    expect(entries.parse(json)).toEqual({ value });
  });
}

for (const [name, json, problems] of [
  ['no list', { a: [] }, ['no list at . or items or progress']],
  ['a refusal', { error: { code: 'X' } }, ['no list at . or items or progress']],
  ['no id', [{ ...entry, exerciseId: undefined }], ['[0].exerciseId: Invalid input']],
  ['no attempts', [entry, { ...entry, attempts: undefined }], ['[1].attempts: expected number, received undefined']],
  ['attempts as a text', [{ ...entry, attempts: '1' }], ['[0].attempts: expected number, received string']],
  ['a half of an attempt', [{ ...entry, attempts: 1.5 }], ['[0].attempts: expected int, received number']],
  ['fewer than none', [{ ...entry, attempts: -1 }], ['[0].attempts: Too small: expected number to be >=0']],
  ['no time', [{ ...entry, completedAt: true }], ['[0].completedAt: expected string, received boolean']],
  ['a day alone', [{ ...entry, completedAt: '2026-03-01' }], ['[0].completedAt: Invalid ISO datetime']],
  ['a number', [{ ...entry, completedAt: 1772366400 }], ['[0].completedAt: expected string, received number']],
] as const) {
  test(`no progress entries: ${name}`, () => {
    expect(entries.parse(json)).toEqual({ problems });
  });
}

test('only five problems are told of, under the names of the contract', () => {
  const own = shapesWith({
    progress: { progress: { fields: { exerciseId: 'of.id', attempts: 'tries', completedAt: 'at' } } },
  });

  expect(own.entries.parse([{ of: { id: 'a' }, tries: 1, at: completedAt }])).toEqual({ value: [entry] });
  expect(own.entries.parse([{}, {}, {}])).toEqual({
    problems: [
      '[0].of.id: Invalid input',
      '[0].tries: expected number, received undefined',
      '[0].at: expected string, received undefined',
      '[1].of.id: Invalid input',
      '[1].tries: expected number, received undefined',
    ],
  });
});

test('times in the unit of the contract', () => {
  const seconds = shapesWith({ timestamps: 'epoch-seconds' }).entries;
  const ms = shapesWith({ timestamps: 'epoch-milliseconds' }).entries;
  const at = (time: unknown) => [{ ...entry, completedAt: time }];

  expect(seconds.parse(at(1772366400))).toEqual({ value: at(1772366400) });
  expect(ms.parse(at(1772366400000))).toEqual({ value: at(1772366400000) });
  expect(seconds.parse(at(1772366400000))).toHaveProperty('problems');
  expect(ms.parse(at(1772366400))).toHaveProperty('problems');
});
