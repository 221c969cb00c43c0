import { expect, test as base } from '@playwright/test';
import { machine } from '../../../fixtures/created/journal';
import { readRun, type RecordedRun, type Thing } from '../../../fixtures/created/record';
import type { Found, Kind } from '../../../sweep/kind';
import { dropJournals, sweep, type Scope, type Swept } from '../../../sweep/sweep';
import { journalOf, owner } from '../support/creations';

const hour = 3_600_000;
/** An id for a run that began so long ago. */
const runOf = (ageMs: number): string => `${Math.floor((Date.now() - ageMs) / 1000).toString(36)}abcd`;
const young = runOf(60_000);
const old = runOf(2 * hour);
const markOf = (run: string, number = 1): string => `smoke-${run}-1-0-${number}`;

/** Something that was noted; `creating` is all that is known of it until it has an id. */
interface Noted {
  id?: string;
  name?: string;
}

interface Fixtures {
  /** A run of this machine with its journal: one that is over, unless it is said to be alive. */
  runWith: (noted: readonly Noted[], how?: { run?: string; alive?: boolean }) => RecordedRun;
}

const test = base.extend<Fixtures>({
  runWith: async ({}, use, testInfo) => {
    await use((noted, { run = young, alive = false } = {}) => {
      const { journal, read } = journalOf(testInfo, run);
      for (const { id, name } of noted) {
        const creation = journal.creating({ kind: 'thing', owner, name });
        if (id !== undefined) creation.created(id);
      }
      // No system gives a process this id.
      return { ...read(), ...(alive ? {} : { pids: [2 ** 30] }) };
    });
  },
});

/** A place where things are, by id and name, and the kind that knows it. */
function placeWith(things: Record<string, string | undefined>, changes: Partial<Kind> = {}) {
  const there = new Map(Object.entries(things));
  const kind: Kind = {
    ...{ name: 'thing', spoken: 'thing', marked: true, listedWithinSeconds: 10 },
    covers: () => true,
    list: () => Promise.resolve([...there].map(([id, name]): Found => ({ id, name, owner: { id: owner.user } }))),
    recognise: ({ id, name }, thing: Thing) => (thing.id === undefined ? name === thing.name : id === thing.id),
    mayBeThere: () => false,
    remove: ({ id }) => {
      there.delete(id);
      return Promise.resolve(undefined);
    },
    ...changes,
  };
  return { there, kind };
}

async function sweepBy(kind: Kind, runs: readonly RecordedRun[], how: Partial<Scope> = {}): Promise<Swept[]> {
  return sweep([kind], { runs, here: machine(), byMark: [], protectedUsers: [], nowMs: Date.now(), ...how });
}

const gone = ({ file }: RecordedRun): boolean[] => readRun(file)?.things.map((thing) => thing.gone) ?? [];

test.describe('by the journal of a run that is over', () => {
  test('what has an id, and what only has a name', async ({ runWith }) => {
    const { kind, there } = placeWith({ key_1: markOf(young), key_2: markOf(young, 2) });
    const run = runWith([{ id: 'key_1', name: markOf(young) }, { name: markOf(young, 2) }]);

    expect(await sweepBy(kind, [run])).toEqual([
      { what: `thing ${markOf(young)} (key_1) of user_1`, outcome: 'removed' },
      { what: `thing ${markOf(young, 2)} (key_2) of user_1`, outcome: 'removed' },
    ]);
    expect(there.size).toBe(0);
    expect(gone(run)).toEqual([true, true]);
  });

  test('but nothing without a mark, whatever the journal says', async ({ runWith }) => {
    const { kind, there } = placeWith({ key_1: 'smoke-test', key_2: undefined });
    const run = runWith([
      { id: 'key_1', name: markOf(young) },
      { id: 'key_2', name: markOf(young, 2) },
    ]);

    expect(await sweepBy(kind, [run])).toMatchObject([
      { what: 'thing smoke-test (key_1) of user_1', outcome: 'may be left' },
      { what: 'thing key_2 of user_1', outcome: 'may be left' },
    ]);
    expect([...there.keys()]).toEqual(['key_1', 'key_2']);
    expect(gone(run)).toEqual([false, false]);
  });

  test('and nothing with the mark of a run that goes on', async ({ runWith }) => {
    const other = runOf(30_000);
    const { kind, there } = placeWith({ key_1: markOf(other) });
    const runs = [runWith([{ id: 'key_1' }]), runWith([], { run: other, alive: true })];

    expect(await sweepBy(kind, runs)).toMatchObject([{ outcome: 'left alone', reason: 'its run may not be over' }]);
    expect(there.size).toBe(1);
  });

  test('nothing of one that goes on', async ({ runWith }) => {
    const { kind, there } = placeWith({ key_1: markOf(young) });

    expect(await sweepBy(kind, [runWith([{ id: 'key_1' }], { alive: true })])).toEqual([]);
    expect(there.size).toBe(1);
  });

  test('one’s own things when the run ends', async ({ runWith }) => {
    const { kind, there } = placeWith({ key_1: markOf(young) });

    expect(await sweepBy(kind, [runWith([{ id: 'key_1' }], { alive: true })], { ending: young })).toHaveLength(1);
    expect(there.size).toBe(0);
  });

  test('what is not there may come yet, and is gone later', async ({ runWith }) => {
    const { kind } = placeWith({});
    const run = runWith([{ name: markOf(young) }, { id: 'key_2' }]);
    await sweepBy(kind, [run]);
    expect(gone(run)).toEqual([false, false]);
    await sweepBy(kind, [run], { nowMs: Date.now() + 11_000 });
    expect(gone(run)).toEqual([false, true]);
    await sweepBy(kind, [run], { nowMs: Date.now() + 46_000 });

    expect(gone(run)).toEqual([true, true]);
  });

  test('one removal fails: it is told, and the others are made', async ({ runWith }) => {
    const { kind, there } = placeWith({ key_1: markOf(young), key_2: markOf(young, 2) });
    const { remove } = kind;
    kind.remove = (found, thing) => (found.id === 'key_1' ? Promise.resolve('it is stuck') : remove(found, thing));
    const run = runWith([{ id: 'key_1' }, { id: 'key_2' }]);

    expect(await sweepBy(kind, [run])).toMatchObject([
      { outcome: 'not removed', reason: 'it is stuck' },
      { outcome: 'removed' },
    ]);
    expect([...there.keys()]).toEqual(['key_1']);
    expect(gone(run)).toEqual([false, true]);
  });

  test('one removal throws: it is told, and the others are made', async ({ runWith }) => {
    const { kind, there } = placeWith({ key_1: markOf(young), key_2: markOf(young, 2) });
    const { remove } = kind;
    kind.remove = (found, thing) =>
      found.id === 'key_1' ? Promise.reject(new Error('no answer')) : remove(found, thing);

    expect(await sweepBy(kind, [runWith([{ id: 'key_1' }, { id: 'key_2' }])])).toMatchObject([
      { outcome: 'not removed', reason: 'no answer' },
      { outcome: 'removed' },
    ]);
    expect([...there.keys()]).toEqual(['key_1']);
  });

  test('the list can’t be read: all that was noted is told of', async ({ runWith }) => {
    const { kind } = placeWith({}, { list: () => Promise.reject(new Error('GET /things: 502')) });

    expect(await sweepBy(kind, [runWith([{ id: 'key_1', name: markOf(young) }])])).toEqual([
      {
        what: `thing ${markOf(young)} (key_1) of user_1`,
        outcome: 'not removed',
        ...{ reason: 'GET /things: 502', unsure: true },
      },
    ]);
  });

  test('the list can’t be read, and nothing was noted', async () => {
    const { kind } = placeWith({}, { list: () => Promise.reject(new Error('GET /things: 502')) });

    expect(await sweepBy(kind, [], { byMark: ['thing'] })).toEqual([
      { what: 'things', outcome: 'not listed', reason: 'GET /things: 502' },
    ]);
  });

  test('nothing of somebody who must be left alone', async ({ runWith }) => {
    const { kind, there } = placeWith({ key_1: markOf(young) });

    expect(await sweepBy(kind, [runWith([{ id: 'key_1' }])], { protectedUsers: ['user_1'] })).toMatchObject([
      { outcome: 'left alone', reason: 'its user is named in SMOKE_PROTECTED_USERS (user_1)' },
    ]);
    expect(there.size).toBe(1);
  });

  test('a dry run removes nothing, and notes nothing', async ({ runWith }) => {
    const { kind, there } = placeWith({ key_1: markOf(young) });
    const run = runWith([{ id: 'key_1' }, { id: 'key_long_gone' }]);

    expect(await sweepBy(kind, [run], { dryRun: true, nowMs: Date.now() + hour })).toMatchObject([
      { outcome: 'would be removed' },
    ]);
    expect(there.size).toBe(1);
    expect(gone(run)).toEqual([false, false]);
  });
});

test.describe('by the mark, where no journal knows of it', () => {
  const things = {
    key_old: markOf(old),
    key_young: markOf(young),
    key_foreign: 'smoke-test',
    key_alike: 'smoke-old-keys-1-2',
    key_unnamed: undefined,
  };

  test('what is older than any run may be', async () => {
    const { kind, there } = placeWith(things);

    expect(await sweepBy(kind, [], { byMark: ['thing'] })).toMatchObject([
      { what: `thing ${markOf(old)} (key_old) of user_1`, outcome: 'removed' },
      { what: `thing ${markOf(young)} (key_young) of user_1`, outcome: 'left alone' },
    ]);
    expect([...there.keys()]).toEqual(['key_young', 'key_foreign', 'key_alike', 'key_unnamed']);
  });

  test('nothing, unless asked for', async () => {
    let lists = 0;
    const { kind } = placeWith(things);
    const { list } = kind;
    kind.list = (noted) => ((lists += 1), list(noted));

    expect(await sweepBy(kind, [])).toEqual([]);
    expect(lists).toBe(0);
  });

  test('nothing of an old run that goes on after all', async ({ runWith }) => {
    const { kind, there } = placeWith({ key_old: markOf(runOf(hour)) });
    await sweepBy(kind, [runWith([], { run: runOf(hour), alive: true })], { byMark: ['thing'] });

    expect(there.size).toBe(1);
  });
});

test.describe('things without names', () => {
  const unmarked = {
    marked: false,
    recognise: ({ id }: Found, thing: Thing) => thing.id === undefined || id === thing.id,
  };

  test('are known by their ids', async ({ runWith }) => {
    const { kind, there } = placeWith({ s_1: undefined, s_2: undefined }, unmarked);
    await sweepBy(kind, [runWith([{ id: 's_1' }])]);

    expect([...there.keys()]).toEqual(['s_2']);
  });

  test('or as the only one that it could be, which no journal has', async ({ runWith }) => {
    const { kind, there } = placeWith({ s_1: undefined, s_of_live: undefined }, unmarked);
    await sweepBy(kind, [runWith([{}]), runWith([{ id: 's_of_live' }], { run: runOf(30_000), alive: true })]);

    expect([...there.keys()]).toEqual(['s_of_live']);
  });

  test('of two that it could be, none is removed', async ({ runWith }) => {
    const { kind, there } = placeWith({ s_1: undefined, s_2: undefined }, unmarked);
    await sweepBy(kind, [runWith([{}])]);

    expect(there.size).toBe(2);
  });
});

test('what can not be told from others is told of once, when it must be there', async ({ runWith }) => {
  const { kind } = placeWith({}, { marked: false, mayBeThere: () => true });
  const run = runWith([{}]);
  expect(await sweepBy(kind, [run])).toEqual([]);

  expect(await sweepBy(kind, [run], { nowMs: Date.now() + hour })).toMatchObject([
    { what: 'thing without a known id of user_1', outcome: 'may be left' },
  ]);
  expect(gone(run)).toEqual([true]);
});

test.describe('a journal is deleted', () => {
  const drop = (run: RecordedRun): RecordedRun | undefined => {
    dropJournals([run], { here: machine(), nowMs: Date.now() });
    return readRun(run.file);
  };

  test('when nothing in it is left', async ({ runWith }) => {
    const { kind } = placeWith({ key_1: markOf(young) });
    const run = runWith([{ id: 'key_1' }]);
    await sweepBy(kind, [run]);

    expect(drop({ ...run, things: readRun(run.file)?.things ?? [] })).toBeUndefined();
  });

  test('not while something is, or its run goes on', ({ runWith }) => {
    expect(drop(runWith([{ id: 'key_1' }]))).toBeDefined();
    expect(drop(runWith([], { run: runOf(30_000), alive: true }))).toBeDefined();
  });

  test('with the embedded deployment, which is gone with its run', ({ runWith }) => {
    expect(drop({ ...runWith([{ id: 'key_1' }]), local: true })).toBeUndefined();
  });
});

test.describe('where an id is all that removing takes', () => {
  const removedById = { removedById: true, list: () => Promise.resolve([]) };

  test('the run that ends removes what is not listed yet', async ({ runWith }) => {
    const { kind, there } = placeWith({ key_1: markOf(young) }, removedById);
    const run = runWith([{ id: 'key_1', name: markOf(young) }], { alive: true });

    expect(await sweepBy(kind, [run], { ending: young })).toEqual([
      { what: `thing ${markOf(young)} (key_1) of user_1`, outcome: 'removed' },
    ]);
    expect(there.size).toBe(0);
    expect(gone(run)).toEqual([true]);
  });

  test('without asking for the list, unless something has no id', async ({ runWith }) => {
    let lists = 0;
    const list = (): Promise<Found[]> => {
      lists += 1;
      return Promise.resolve([]);
    };
    const { kind } = placeWith({ key_1: markOf(young) }, { ...removedById, list });
    const run = runWith([{ id: 'key_1', name: markOf(young) }, { name: markOf(young, 2) }], { alive: true });
    const [known] = run.things;
    await sweepBy(kind, [{ ...run, things: known === undefined ? [] : [known] }], { ending: young });
    expect(lists).toBe(0);

    await sweepBy(kind, [run], { ending: young });
    expect(lists).toBe(1);
  });

  test('though the list can’t be read: what has no id may be left', async ({ runWith }) => {
    const list = (): Promise<Found[]> => Promise.reject(new Error('500'));
    const { kind, there } = placeWith({ key_1: markOf(young) }, { ...removedById, list });
    const run = runWith([{ id: 'key_1', name: markOf(young) }, { name: markOf(young, 2) }], { alive: true });

    expect(await sweepBy(kind, [run], { ending: young })).toEqual([
      { what: `thing ${markOf(young, 2)} of user_1`, outcome: 'not removed', reason: '500', unsure: true },
      { what: `thing ${markOf(young)} (key_1) of user_1`, outcome: 'removed' },
    ]);
    expect(there.size).toBe(0);
    expect(gone(run)).toEqual([true, false]);
  });

  test('what other runs have left has to be listed', async ({ runWith }) => {
    const { kind, there } = placeWith({ key_1: markOf(young) }, removedById);

    expect(await sweepBy(kind, [runWith([{ id: 'key_1', name: markOf(young) }])])).toEqual([]);
    expect(there.size).toBe(1);
  });
});
