import { expect, test } from '@playwright/test';
import { inARow, longestChain } from '../../bench/chain';
import type { Seen } from '../../bench/deployment';

const between = (at: number, until: number) => ({ at, until, duration: until - at });
const asked = (at: number, until: number): Seen => ({ method: 'GET', path: '/', at, until });

test('requests are in a row as far as each began when the one before was over', () => {
  expect(inARow([between(0, 10), between(10, 20), between(25, 30)])).toBe(3);
  expect(inARow([between(0, 10), between(5, 20), between(20, 30)])).toBe(2);
  expect(inARow([])).toBe(0);
});

test('the longest chain is that of tests which exclude one another, with what comes before the workers start and after the last test', () => {
  const tests = [
    { path: ['smoke', 'PATCH', 'one'], spans: [between(100, 110), between(110, 120)] },
    { path: ['smoke', 'PATCH', 'two'], spans: [between(120, 130), between(120, 140)] },
    { path: ['smoke', 'other'], spans: [between(100, 110), between(110, 120)] },
  ];
  // The second begins while the workers start, and nobody waits for it.
  const seen = [asked(0, 20), asked(20, 60), asked(150, 160)];

  expect(longestChain({ startedAtMs: 50, tests }, seen, ['PATCH'])).toEqual({
    ...{ startUp: 1, tests: 3, longest: 'PATCH', tearDown: 1, length: 5 },
  });
});
