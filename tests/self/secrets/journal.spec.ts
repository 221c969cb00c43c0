import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from '@playwright/test';
import { createJournal, journalAt } from '../../../redaction/journal';

const one = { secret: 'made-up-0123456789', placeholder: '[api-key …6789]' };
const other = { secret: 'another-0123456789 with "quotes"', placeholder: '[password …tes"]' };

test('what one process writes the other reads, once, and nobody else', () => {
  const { journal, way } = createJournal();
  const { file } = JSON.parse(way) as { file: string };
  const remember = journalAt(way);
  remember(one);
  const first = journal.read();
  remember(other);
  const second = journal.read();

  expect([first, second, journal.read()]).toEqual([[one], [other], []]);
  expect(readFileSync(file, 'utf8')).not.toContain('made-up');
  expect(Buffer.from(readFileSync(file, 'utf8'), 'base64').toString()).not.toContain('made-up');
  journal.remove();
  expect(existsSync(dirname(file))).toBe(false);
});
