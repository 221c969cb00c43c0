import { expect, test } from '@playwright/test';
import { progressLine } from '../../reporters/progress';

const route = { tags: ['@retry', '@AC9'], title: 'GET /items as jwt' };

for (const [name, columns, line] of [
  ['the test that is running', 80, '7/14 AC9 GET /items as jwt'],
  ['cut, so that it stays one line', 20, '7/14 AC9 GET /item…'],
  ['in a terminal as wide as the line', 26, '7/14 AC9 GET /items as j…'],
  ['in a terminal that is hardly there', 1, '…'],
] as const) {
  test(name, () => {
    expect(progressLine(7, 14, route, columns)).toBe(line);
  });
}

test('a test of no scenario', () => {
  expect(progressLine(1, 1, { tags: [], title: 'a title\nof two lines' }, 80)).toBe('1/1 a title of two lines');
});
