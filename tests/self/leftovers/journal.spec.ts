import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { createJournal, JournalError, journalAt, removeJournal, resumeIn } from '../../../fixtures/created/journal';
import { isOver, readRun, readRuns, type RecordedRun } from '../../../fixtures/created/record';
import { journalOf, owner } from '../support/creations';

const key = { kind: 'api-key', owner, name: 'smoke-tb7yo01234-1-0-1' };

test('a thing is there before it is created, has its id when it was, and is gone when it was removed', ({}, testInfo) => {
  const { journal, read } = journalOf(testInfo);
  const creation = journal.creating(key);
  expect(read().things).toMatchObject([{ ...key, gone: false }]);
  creation.created('key_1');
  expect(read().things).toMatchObject([{ ...key, id: 'key_1', gone: false }]);
  creation.gone();

  expect(read().things).toMatchObject([{ ...key, id: 'key_1', gone: true }]);
  expect(read().pids).toContain(process.pid);
});

test('another process of the run goes on with what it is given', ({}, testInfo) => {
  const { file, journal, read } = journalOf(testInfo);
  const { ref } = journal.creating(key);
  journalAt(file).resume(ref).gone();

  expect(read().things).toMatchObject([{ gone: true }]);
});

test('a line that a dying machine left half is passed over', ({}, testInfo) => {
  const { file, journal, read } = journalOf(testInfo);
  journal.creating(key).created('key_1');
  appendFileSync(file, '{"event":"gone","ref":"');

  expect(read().things).toMatchObject([{ id: 'key_1', gone: false }]);
});

test('what is no journal is passed over', ({}, testInfo) => {
  const { file } = journalOf(testInfo);
  const folder = testInfo.outputPath('created');
  writeFileSync(`${folder}/notes.jsonl`, 'hello\n[]\n{"event":"gone","ref":"1","at":"2026-01-01T00:00:00Z"}\n');

  expect(readRuns(folder).map((run) => run.file)).toEqual([file]);
  expect(readRuns(`${folder}/nowhere`)).toEqual([]);
});

test('the place of a thing counts those that came to be, or may have', ({}, testInfo) => {
  const { journal } = journalOf(testInfo);
  journal.creating(key).gone();
  const first = journal.creating(key);
  first.created('key_1');
  first.gone();
  journal.creating({ ...key, kind: 'session' });
  journal.creating({ ...key, mustFail: true });
  journal.creating(key);

  expect(journal.position(journal.creating(key))).toBe(3);
});

test('the last failure is one of those that count', ({}, testInfo) => {
  const { journal } = journalOf(testInfo);
  journal.creating({ ...key, mustFail: true }).failed('it was to be refused');
  const refused = journal.creating(key);
  refused.failed('it was refused');
  refused.gone();
  expect(journal.lastFailure(journal.creating(key))).toBeUndefined();
  journal.creating(key).failed('nobody knows');

  expect(journal.lastFailure(journal.creating(key))).toBe('nobody knows');
});

test('a journal that somebody has taken away is not made anew', ({}, testInfo) => {
  const { file, journal } = journalOf(testInfo);
  const { ref } = journal.creating(key);
  removeJournal(file);
  resumeIn(file, ref).gone();

  expect(readRun(file)).toBeUndefined();
  expect(() => journal.creating(key)).toThrow('ENOENT');
});

test('it is for its owner only', ({}, testInfo) => {
  const { file } = journalOf(testInfo);

  expect(readFileSync(testInfo.outputPath('created/.gitignore'), 'utf8')).toBe('*\n');
  expect(statSync(file).mode & 0o077).toBe(0);
});

test('where it can not be written, the run does not begin', ({}, testInfo) => {
  const folder = testInfo.outputPath('taken');
  writeFileSync(folder, 'a file');

  expect(() => createJournal(folder, { run: 'tb7yo01234', target: '', local: false })).toThrow(
    new JournalError(
      ".smoke/created can't be written (EEXIST), and a run creates nothing that it can't note there first: make the folder writable",
    ),
  );
});

test.describe('a run is over', () => {
  const nowMs = Date.UTC(2026, 2, 1);
  /** No process has this id: it is larger than any system gives. */
  const nobody = 2 ** 30;
  const run: RecordedRun = {
    ...{ file: '', run: '', target: '', local: false, things: [], spent: [] },
    ...{ host: 'here', pids: [nobody], startedAtMs: nowMs - 1_000 },
  };

  for (const [name, changes, over] of [
    ['when none of its processes is there', {}, true],
    ['not while one of them is', { pids: [nobody, process.pid] }, false],
    ['not on another machine, while it may go on', { host: 'elsewhere' }, false],
    ['on another machine, when it must be by its age', { host: 'elsewhere', startedAtMs: nowMs - 4_300_000 }, true],
    ['by its age, even if its process id has been given away again', { pids: [process.pid], startedAtMs: 0 }, true],
  ] as const) {
    test(name, () => {
      expect(
        isOver({ ...run, ...changes, pids: [...('pids' in changes ? changes.pids : run.pids)] }, 'here', nowMs),
      ).toBe(over);
    });
  }
});
