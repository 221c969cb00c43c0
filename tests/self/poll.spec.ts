import { expect, test } from '@playwright/test';
import { poll } from '../../fixtures/poll';

/** Asks for 1, 2, 3, … */
function counter(): { ask: () => Promise<number>; asked: () => number } {
  let count = 0;
  return { ask: () => Promise.resolve((count += 1)), asked: () => count };
}

test('a condition that is met at once is asked once', async () => {
  const { ask, asked } = counter();

  expect(await poll(ask, () => true, 60)).toMatchObject({ answer: 1, met: true });
  expect(asked()).toBe(1);
});

test('a condition is waited for, and the answer that met it is given', async () => {
  const { ask, asked } = counter();
  const { answer, met, elapsedMs } = await poll(ask, (count) => count === 3, 60);

  expect({ answer, met }).toEqual({ answer: 3, met: true });
  expect(asked()).toBe(3);
  expect(elapsedMs).toBeGreaterThanOrEqual(149);
  expect(elapsedMs).toBeLessThan(5000);
});

test('no time to wait: asked once', async () => {
  const { ask, asked } = counter();

  expect(await poll(ask, () => false, 0)).toMatchObject({ answer: 1, met: false });
  expect(asked()).toBe(1);
});

test('at the deadline it is asked once more, and that is the answer', async () => {
  const { ask, asked } = counter();
  const { answer, met, elapsedMs } = await poll(ask, () => false, 0.12);

  expect(met).toBe(false);
  expect(answer).toBe(asked());
  expect(asked()).toBeGreaterThanOrEqual(2);
  expect(elapsedMs).toBeGreaterThanOrEqual(119);
});

test('what goes wrong while asking is not waited out', async () => {
  await expect(
    poll(
      () => Promise.reject(new Error('no answer')),
      () => false,
      60,
    ),
  ).rejects.toThrow('no answer');
});
