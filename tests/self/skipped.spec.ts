import { expect, test } from '@playwright/test';
import { skipped } from '../../fixtures/skipped';
import { skipReason } from './progress/units/support/world';

/** As in a sweep: no test is running while its file is read. */
const outside = ((): unknown => {
  try {
    return skipped('no admin given');
  } catch (error) {
    return error;
  }
})();

test('where no test is running, nothing is skipped', () => {
  expect(outside).toEqual(new Error('no admin given'));
});

test('the test that is running is skipped', async () => {
  expect(await skipReason(() => skipped('no admin given'))).toBe('no admin given');
});
