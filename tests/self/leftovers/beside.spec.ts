import { expect, test } from '@playwright/test';
import { untilSwept } from '../../../fixtures/created/sweeping';
import { newRunId, RUN_VARIABLE } from '../../../fixtures/mark';
import { removeLeftovers } from '../../../start-up/leftovers';
import { createTearDown } from '../../../start-up/tear-down';
import type { How, Swept, Sweeper } from '../../../sweep';
import { deferred } from '../support/deferred';

const ending = 'abc1234';
const left: Swept = { what: 'API key k', outcome: 'not removed', reason: 'no' };

/** A sweeper whose first sweep is over when somebody says so, and the calls of it. */
function pending() {
  const first = deferred<Swept[]>();
  const calls: How[] = [];
  const api = (how: How): Promise<Swept[]> => {
    calls.push(how);
    return calls.length === 1 ? first.promise : Promise.resolve(how.byMark?.length === 0 ? [] : [left]);
  };
  const sweeper: Sweeper = {
    ...{ api, knowsOfAny: () => false, dropJournals: () => undefined },
    sessions: () => Promise.resolve([]),
  };
  return { first, calls, sweeper };
}

const begin = async (sweeper: Sweeper, longestWaitMs?: number) => {
  const tearDown = createTearDown();
  await removeLeftovers(sweeper, { ending, journal: 'no such file' }, true, tearDown, longestWaitMs);
  return tearDown;
};

const before = process.env;

test.beforeEach(() => {
  process.env = { ...before, [RUN_VARIABLE]: newRunId(new Date()) };
});

test.afterEach(() => {
  process.env = before;
});

test('what the run has left itself is removed first, while others’ is still being removed', async () => {
  const { first, calls, sweeper } = pending();
  const over = (await begin(sweeper)).run();
  over.catch(() => undefined);

  await expect
    .poll(() => calls)
    .toEqual([
      { byMark: ['api-key'], mostInFlight: 1 },
      { ending, byMark: [] },
    ]);
  first.resolve([left]);
  await expect(over).rejects.toThrow('API key k was left behind and could not be removed: no');
});

test('what could not be removed is tried once more when the run ends, and told', async () => {
  const { first, calls, sweeper } = pending();
  const tearDown = await begin(sweeper);
  first.resolve([left]);
  await new Promise(setImmediate);

  await expect(tearDown.run()).rejects.toThrow('API key k was left behind and could not be removed: no');
  expect(calls.at(-1)).toEqual({ ending, byMark: ['api-key'] });
  expect(calls).toHaveLength(2);
});

test('what goes wrong with it is told when the run ends, and nobody waits for it', async () => {
  const { first, sweeper } = pending();
  const tearDown = await begin(sweeper);
  let waited = false;
  const waiting = untilSwept().then(() => (waited = true));
  await new Promise(setImmediate);
  expect(waited).toBe(false);
  first.resolve(Promise.reject(new Error('no journal')));
  await waiting;

  await expect(tearDown.run()).rejects.toThrow('no journal');
});

test('a run that can’t wait for it any longer says so, and ends', async () => {
  const { sweeper } = pending();
  const tearDown = await begin(sweeper, 10);
  const told: string[] = [];
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (chunk: string | Uint8Array) => told.push(String(chunk)) > 0;
  try {
    await tearDown.run();
  } finally {
    process.stderr.write = write;
  }

  expect(told).toEqual([
    'An API key of another run may be left: such keys were still being removed when this run ended; the next one goes on, or npm run sweep\n',
  ]);
});
