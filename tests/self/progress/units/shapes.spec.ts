import { expect, test } from '@playwright/test';
import { progressShapesOf, type ContractOverrides, type Member } from '../../../../contract';
import { contractWith } from '../../support/contract';

const shapesWith = (progress: NonNullable<ContractOverrides['progress']> = {}) =>
  progressShapesOf(contractWith({ progress }));
const shapes = shapesWith();
const ada = { userId: '7', login: 'ada', email: 'ada@example.com' };

for (const [name, json, userId] of [
  ['a text', { userId: 'u-7' }, 'u-7'],
  ['a number', { userId: 7 }, '7'],
  ['zero', { userId: 0 }, '0'],
  ['in an envelope', { data: { userId: '7' } }, '7'],
] as const) {
  test(`whose session it is: ${name}`, () => {
    expect(shapes.session().parse(json)).toEqual({ value: { userId } });
    expect(shapes.session(userId).parse(json)).toEqual({ value: { userId } });
    expect(shapes.session('other').parse(json)).toEqual({
      problems: [`userId is "${userId}", not "other", who has signed in`],
    });
  });
}

for (const json of [{}, { userId: '' }, { userId: null }, { userId: true }, { userId: ['7'] }, '7', null, undefined]) {
  test(`whose session it is, can't be told: ${JSON.stringify(json)}`, () => {
    const problems = ['userId is missing, or neither a text nor a number'];

    expect(shapes.session().parse(json)).toEqual({ problems });
    expect(shapes.session('7').parse(json)).toEqual({ problems });
  });
}

test('how the shapes are called', () => {
  expect(shapes.session().name).toBe('whose session it is');
  expect(shapes.session('7').name).toBe('user 7');
  expect(shapes.member().name).toBe('the profile of who signed in');
  expect(shapes.member({}, 'an email').name).toBe('the profile of who signed in, with an email');
  expect(shapes.exercises.name).toBe('a list of exercises with "smoke-test"');
  expect(shapes.exercise('a').name).toBe('exercise "a"');
  expect(shapes.entries.name).toBe('a list of progress entries');
});

for (const [name, json, expected] of [
  ['as it is', ada, {}],
  ['of this user', ada, { userId: '7', login: 'ada' }],
  ['with an id that is a number', { ...ada, userId: 7 }, { userId: '7' }],
  ['in an envelope, with more', { data: { ...ada, createdAt: 'x' } }, { login: 'ada' }],
] satisfies [string, unknown, Partial<Member>][]) {
  test(`a profile: ${name}`, () => {
    expect(shapes.member(expected).parse(json)).toEqual({ value: ada });
    expect(shapes.member(expected, 'an email').parse(json)).toEqual({ value: ada });
  });
}

for (const [name, json, problems] of [
  ['nothing', {}, ['userId is missing, or neither a text nor a number', 'email is missing', 'login is missing']],
  ['another user', { ...ada, userId: 8 }, ['userId is "8", not "7", who has signed in']],
  ['another login', { ...ada, login: 'eve' }, ['login is "eve", not "ada", who has signed in']],
  ['a login that is none', { ...ada, login: 7 }, ['login is no text']],
  ['an empty login', { ...ada, login: '' }, ['login is no text']],
  ['no email', { userId: '7', login: 'ada' }, ['email is missing']],
  ['null', { ...ada, email: null }, ['email is null']],
  ['an email that is none', { ...ada, email: 'ada' }, ['email is no email address']],
  ['an empty email', { ...ada, email: '' }, ['email is no email address']],
] as const) {
  test(`no profile: ${name}`, () => {
    expect(shapes.member({ userId: '7', login: 'ada' }).parse(json)).toEqual({ problems });
  });
}

test('what a profile may lack, it may, unless it is needed', () => {
  const { member } = shapesWith({ me: { optional: ['login', 'email'] } });
  const bare = { value: { userId: '7', login: undefined, email: undefined } };

  expect(member({ login: 'ada' }).parse({ userId: 7 })).toEqual(bare);
  expect(member().parse({ userId: 7, login: null, email: null })).toEqual(bare);
  expect(member().parse({ userId: 7, login: 7, email: 'x' })).toEqual({
    problems: ['email is no email address', 'login is no text'],
  });
  expect(member({}, 'an email').parse({ userId: 7 })).toEqual({ problems: ['email is missing'] });
  expect(member({}, 'an email').parse({ userId: 7, email: null })).toEqual({ problems: ['email is null'] });
  expect(member({ login: 'ada' }).parse({ userId: 7, login: 'eve' })).toEqual({
    problems: ['login is "eve", not "ada", who has signed in'],
  });
});

test('fields by the names of the contract', () => {
  const { member, session } = shapesWith({
    me: { fields: { userId: 'user.id', login: 'user.github', email: 'mail' } },
    session: { verify: { userId: 'sub' } },
  });

  expect(member().parse({ user: { id: 7, github: 'ada' }, mail: ada.email })).toEqual({ value: ada });
  expect(member().parse(ada)).toEqual({
    problems: ['user.id is missing, or neither a text nor a number', 'mail is missing', 'user.github is missing'],
  });
  expect(session().parse({ sub: 'x' })).toEqual({ value: { userId: 'x' } });
});

test('an envelope that is always there, or never', () => {
  const always = shapesWith({ envelope: { use: 'always', field: 'result' } });
  const never = shapesWith({ envelope: { use: 'never' } });

  expect(always.session().parse({ result: { userId: 7 } })).toEqual({ value: { userId: '7' } });
  expect(always.session().parse({ userId: 7 })).toEqual({
    problems: ['userId is missing, or neither a text nor a number'],
  });
  expect(always.exercises.parse([])).toEqual({ problems: ['no list at . or items or exercises'] });
  expect(never.session().parse({ data: { userId: 8 }, userId: 7 })).toEqual({ value: { userId: '7' } });
});
