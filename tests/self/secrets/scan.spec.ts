import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test as base } from '@playwright/test';
import { openFingerprints } from '../../../redaction/fingerprint-file';
import { scan } from '../../../redaction/scan';

const configured = { secret: 'made-up-0123456789-k3Fq', placeholder: '[clerk-key …k3Fq]' };
const earlier = { secret: 'an-earlier-key-of-some-length-0123456789-abcd', placeholder: '[api-key …abcd]' };

const test = base.extend<{ folder: string }>({
  folder: async ({}, use, testInfo) => {
    mkdirSync(testInfo.outputPath('report'), { recursive: true });
    await use(testInfo.outputPath());
  },
});

test('the secrets of the settings and of earlier runs are found, and not shown', ({ folder }) => {
  writeFileSync(`${folder}/report/a.txt`, `x\n${configured.secret}\n${earlier.secret}`);
  openFingerprints(folder)([earlier]);

  expect(scan([`${folder}/report`], folder, [configured])).toEqual({
    lines: [
      `${folder}/report/a.txt:2: [clerk-key …k3Fq]`,
      `${folder}/report/a.txt:3: [api-key …abcd]`,
      '2 places with a secret in 1 files, 71 bytes',
    ],
    clean: false,
  });
});

test('nothing found', ({ folder }) => {
  writeFileSync(`${folder}/report/a.txt`, 'harmless');

  expect(scan([`${folder}/report`], folder, [configured])).toEqual({
    lines: ['0 places with a secret in 1 files, 8 bytes'],
    clean: true,
  });
});

test('what can not be scanned is no clean result', ({ folder }) => {
  expect(() => scan([], folder, [])).toThrow('nothing to scan: npm run scan -- <file or folder>...');
  expect(() => scan(['nowhere'], folder, [])).toThrow('there is no file or folder nowhere');
});
