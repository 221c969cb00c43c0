import { expect, test } from '@playwright/test';
import { suggest } from '../../contract';

const known = ['apiKeys', 'profile', 'rateLimit', 'envelope'];

for (const [misspelt, meant] of [
  ['apiKey', 'apiKeys'],
  ['profiel', 'profile'],
  ['RATELIMIT', 'rateLimit'],
  ['envelop', 'envelope'],
] as const) {
  test(`${misspelt} is meant to be ${meant}`, () => {
    expect(suggest(misspelt, known)).toBe(meant);
  });
}

test('what is like nothing gets no suggestion', () => {
  expect(suggest('somethingElse', known)).toBeUndefined();
});

test('nothing known, nothing suggested', () => {
  expect(suggest('profile', [])).toBeUndefined();
});
