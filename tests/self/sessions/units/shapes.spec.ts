import { expect, test } from '@playwright/test';
import { sessionsShapesOf, type ContractOverrides } from '../../../../contract';
import { contractWith } from '../../support/contract';

const shapes = (sessions: NonNullable<ContractOverrides['sessions']> = {}) =>
  sessionsShapesOf(contractWith({ sessions }));
const problemsOf = (parsed: object): unknown => ('problems' in parsed ? parsed.problems : 'none');
const me = { id: 7, username: 'smoke-1', role: 'user' };

for (const [name, json] of [
  ['as it is', me],
  ['in an envelope', { data: me }],
  ['with more than is asked for', { ...me, id: 'u-7', email: 'x' }],
] as const) {
  test(`a profile ${name}`, () => {
    expect(shapes().account('smoke-1', 'user').parse(json)).toEqual({
      value: { userId: name.startsWith('with more') ? 'u-7' : '7', username: 'smoke-1' },
    });
  });
}

for (const [name, json, problems] of [
  [
    'nothing',
    undefined,
    [
      'id is missing, or neither a text nor a number',
      'username is missing, not "smoke-1"',
      'role is missing, not "user"',
    ],
  ],
  ['another user', { ...me, username: 'smoke-2' }, ['username is "smoke-2", not "smoke-1"']],
  ['an admin', { ...me, role: 'admin' }, ['role is "admin", not "user"']],
  ['an empty id', { ...me, id: '' }, ['id is missing, or neither a text nor a number']],
  ['a role among others', { ...me, role: ['user'] }, ['role is ["user"], not "user"']],
] as const) {
  test(`no profile: ${name}`, () => {
    expect(problemsOf(shapes().account('smoke-1', 'user').parse(json))).toEqual(problems);
  });
}

for (const [roles, found, passes] of [
  [{ user: ['USER'], admin: ['USER', 'ADMIN'] }, ['USER'], true],
  [{ user: ['USER'], admin: ['USER', 'ADMIN'] }, ['USER', 'ADMIN'], false],
  [{ user: false, admin: true }, false, true],
  [{ user: false, admin: true }, true, false],
  [{ user: 1, admin: 9 }, '1', false],
] as const) {
  test(`${JSON.stringify(found)} is ${passes ? 'a' : 'no'} user among ${JSON.stringify(roles)}`, () => {
    const parsed = shapes({ me: { roles } })
      .account('smoke-1', 'user')
      .parse({ ...me, role: found });

    expect('value' in parsed).toBe(passes);
  });
}

test('a registration answers with a profile, or with nothing', () => {
  expect(shapes().newAccount('smoke-1')?.name).toBe('the profile of smoke-1, with the role of a user');
  expect(shapes({ register: { profile: false } }).newAccount('smoke-1')).toBeUndefined();
});

test('health is said at the paths of the contract', () => {
  const deep = shapes({ health: { says: { ok: true, 'checks.db': 'up' } } }).health;

  expect(deep.parse({ ok: true, checks: { db: 'up', queue: 'down' } })).toEqual({ value: {} });
  expect(problemsOf(deep.parse({ ok: 'true', checks: {} }))).toEqual([
    'ok is "true", not true',
    'checks.db is missing, not "up"',
  ]);
  expect(problemsOf(shapes().health.parse({ status: 'healthy', database: 'away' }))).toEqual([
    'database is "away", not "connected"',
  ]);
});

const pair = { access_token: 'a', refresh_token: 'r', token_type: 'bearer' };
const byCookie = { token: { refreshToken: { in: 'cookie', name: 'rt' } as const } };
for (const [name, contract, json, problems] of [
  ['of a type in another case', {}, { ...pair, token_type: 'Bearer' }, 'none'],
  ['without a type', {}, { access_token: 'a', refresh_token: 'r' }, ['token_type is missing, not "bearer"']],
  ['of another type', {}, { ...pair, token_type: 'mac' }, ['token_type is "mac", not "bearer"']],
  ['whose type is a number', {}, { ...pair, token_type: 1 }, ['token_type is 1, not "bearer"']],
  ['where no type is promised', { token: { tokenType: null } }, { access_token: 'a', refresh_token: 'r' }, 'none'],
  ['with half of it', {}, { ...pair, refresh_token: '' }, ['refresh_token is no text']],
  ['with the other half in a cookie', byCookie, { ...pair, refresh_token: undefined }, 'none'],
  [
    'with nothing',
    {},
    'no',
    ['access_token is no text', 'refresh_token is no text', 'token_type is missing, not "bearer"'],
  ],
] satisfies [string, NonNullable<ContractOverrides['sessions']>, unknown, unknown][]) {
  test(`a pair of tokens ${name}`, () => {
    expect(problemsOf(shapes(contract).pair.parse(json))).toEqual(problems);
  });
}

const post = { id: 4, title: 'T', content: 'C' };
test('a post, and the post as it was sent', () => {
  expect(shapes().post().parse({ data: post })).toEqual({ value: { id: '4', title: 'T', content: 'C' } });
  expect(problemsOf(shapes().post({ id: '5', title: 'T', content: 'D' }).parse(post))).toEqual([
    'id is "4", not "5"',
    'content is "C", not "D"',
  ]);
  expect(
    problemsOf(
      shapes({ posts: { fields: { content: 'body.text' } } })
        .post()
        .parse(post),
    ),
  ).toEqual(['body.text is no text']);
});

for (const [name, json] of [
  ['a bare list', [post]],
  ['a list in an envelope', { data: [post] }],
  ['a list with a name', { items: [post] }],
  ['a list with a name in an envelope', { data: { posts: [post] } }],
] as const) {
  test(`${name} is a list of posts`, () => {
    expect(shapes().posts.parse(json)).toEqual({ value: [{ id: '4', title: 'T', content: 'C' }] });
  });
}

test('what is no list is told by where it was looked for, and what is wrong in it by its place', () => {
  expect(problemsOf(shapes().posts.parse({ rows: [post] }))).toEqual(['no list at . or items or posts']);
  expect(problemsOf(shapes().posts.parse([post, { ...post, title: null }]))).toEqual(['[1].title is no text']);
});
