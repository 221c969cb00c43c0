import type { TestInfo } from '@playwright/test';
import { createJournal, journalAt, type CreationJournal, type Owner } from '../../../fixtures/created/journal';
import { readRun, type RecordedRun } from '../../../fixtures/created/record';
import { newRunId } from '../../../fixtures/mark';

export const owner: Owner = { identity: 'main', user: 'user_1' };

export interface OpenedJournal {
  file: string;
  journal: CreationJournal;
  /** What it tells so far. */
  read: () => RecordedRun;
}

/** A journal of a run of its own, in a folder of the test's. */
export function journalOf(
  testInfo: TestInfo,
  run = newRunId(new Date()),
  target = 'https://api.example.com',
): OpenedJournal {
  const file = createJournal(testInfo.outputPath('created'), { run, target, local: false });
  return {
    ...{ file, journal: journalAt(file) },
    read() {
      const record = readRun(file);
      if (record === undefined) throw new Error(`no journal in ${file}`);
      return record;
    },
  };
}
