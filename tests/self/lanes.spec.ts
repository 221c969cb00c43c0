import { AsyncResource } from 'node:async_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { openAnswers } from '../../fixtures/answers';
import { openLanes } from '../../fixtures/lanes';

/** Something on its way until it is told to end; tells when it began. */
function openJourneys() {
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    log,
    journey: (name: string) => () =>
      new Promise<string>((resolve) => {
        log.push(name);
        ends.set(name, () => {
          resolve(name);
        });
      }),
    end: async (name: string) => {
      ends.get(name)?.();
      await turn();
      await turn();
    },
  };
}

test('so many at once in each lane', async () => {
  const { log, journey, end } = openJourneys();
  const { lane } = openLanes();
  const [narrow, wide] = [lane(1), lane(2)];
  const all = [narrow(journey('a')), narrow(journey('b')), wide(journey('c')), wide(journey('d'))];
  await turn();
  expect(log).toEqual(['a', 'c', 'd']);

  await end('a');
  expect(log).toEqual(['a', 'c', 'd', 'b']);
  for (const name of ['b', 'c', 'd']) await end(name);
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
});

test('more at once in a lane that has been widened, and those that wait begin', async () => {
  const { log, journey, end } = openJourneys();
  const { lane } = openLanes();
  const narrow = lane(1);
  const all = ['a', 'b', 'c'].map((name) => narrow(journey(name)));
  await turn();
  expect(log).toEqual(['a']);

  narrow.widen(2);
  await turn();
  expect(log).toEqual(['a', 'b']);
  for (const name of ['a', 'b', 'c']) await end(name);
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
});

test('who goes alone waits for what is on its way, and nobody goes beside him', async () => {
  const { log, journey, end } = openJourneys();
  const { lane, alone } = openLanes();
  const one = lane(1);
  const all = [one(journey('a')), one(journey('b'))];
  await turn();
  all.push(alone(journey('alone')), alone(journey('alone, too')));
  await turn();
  expect(log).toEqual(['a']);

  await end('a');
  expect(log).toEqual(['a', 'alone']);
  await end('alone');
  expect(log).toEqual(['a', 'alone', 'alone, too']);
  await end('alone, too');
  expect(log).toEqual(['a', 'alone', 'alone, too', 'b']);
  await end('b');
  await Promise.all(all);
});

test('a failure holds nobody up', async () => {
  const { lane, alone } = openLanes();
  const fail = () => Promise.reject(new Error('no answer'));
  await expect(lane(1)(fail)).rejects.toThrow('no answer');
  await expect(alone(fail)).rejects.toThrow('no answer');

  expect(await lane(1)(() => Promise.resolve('next'))).toBe('next');
  expect(await alone(() => Promise.resolve('alone'))).toBe('alone');
});

test('what has not had its turn when the worker ends is not sent', async () => {
  const { log, journey, end } = openJourneys();
  const { lane, close } = openLanes();
  const one = lane(1);
  const first = one(journey('a'));
  const second = one(journey('b')).catch(String);
  await turn();
  close();
  await end('a');

  expect(await first).toBe('a');
  expect(await second).toBe('Error: not sent: the worker ends');
  expect(log).toEqual(['a']);
});

test('what has not had its turn in time is left to who asks, and is not sent', async () => {
  const { log, journey, end } = openJourneys();
  const answers = openAnswers<string>(20);
  const how = { apart: new AsyncResource('apart'), lane: openLanes().lane(1) };
  answers.send('a', 'a', how, journey('a'));
  answers.send('b', 'b', how, journey('b'));
  answers.send('c', 'c', how, () => Promise.reject(new Error('no answer')));

  expect(await answers.claim('b')).toBeUndefined();
  await end('a');
  expect(await answers.claim('a')).toBe('a');
  // Nobody else may have it.
  expect(answers.claim('a')).toBeUndefined();
  await expect(answers.claim('c')).rejects.toThrow('no answer');
  expect(log).toEqual(['a']);
});
