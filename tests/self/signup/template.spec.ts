import { expect, test } from '@playwright/test';
import { fill, fillText, mergeContract, namesIn } from '../../../contract';

const credential = { id: 'abc', response: { clientDataJSON: 'e30' } };
const values = { email: 'a@example.test', token: 't.o.k', session: 7, credential };

for (const [name, template, expected] of [
  ['a name alone is the value itself', '{credential}', credential],
  ['a number stays one', { session: '{session}' }, { session: 7 }],
  [
    'a part of a value',
    { id: '{credential.id}', list: ['{credential.response}'] },
    { id: 'abc', list: [credential.response] },
  ],
  ['within a text', 'Bearer {token}', 'Bearer t.o.k'],
  ['what is not there is left out of a text', 'x{options.challenge}', 'x'],
  ['anything else stays as it is', { flag: true, none: null, braces: '{}' }, { flag: true, none: null, braces: '{}' }],
] as const) {
  test(`a template: ${name}`, () => {
    expect(fill(template, values)).toEqual(expected);
  });
}

test('a path is filled as a text', () => {
  expect(fillText('/sessions/{session}', values)).toBe('/sessions/7');
  expect(fillText('/links/{token}', { token: 'a/b #1' }, encodeURIComponent)).toBe('/links/a%2Fb%20%231');
});

test('the names in a template are found wherever they are', () => {
  expect(namesIn({ path: '/a/{session}', body: [{ x: '{credential.id} {token}' }] })).toEqual([
    'session',
    'credential',
    'token',
  ]);
});

test('a name that nobody fills in is refused, with the one that was meant', () => {
  const merged = mergeContract({ signup: { begin: { body: { token: '{tokn}' } } } });

  expect(merged).toEqual({
    problems: ['signup.begin: {tokn} is nothing to fill in here: did you mean {token}? valid are {email}, {token}'],
  });
});

test('a value that only comes later can not be sent', () => {
  expect(mergeContract({ signup: { begin: { body: { session: '{session}' } } } })).toEqual({
    problems: ['signup.begin: {session} is nothing to fill in here: valid are {email}, {token}'],
  });
});

test('a sign-in that is not offered is null', () => {
  expect(mergeContract({ signup: { signIn: null } })).toMatchObject({ contract: { signup: { signIn: null } } });
});
