import { resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { outputsOf } from '../../../redaction/outputs';

const config = { reporter: [], projects: [{ outputDir: '/results' }], configFile: '/project/playwright.config.ts' };

test('the folders of projects, and where reporters write unless told otherwise', () => {
  expect(outputsOf(config, {}, '/here')).toEqual([
    '/results',
    ...['playwright-report', 'test-results', 'blob-report', 'coverage'].flatMap((name) => [
      resolve('/here', name),
      resolve('/project', name),
    ]),
  ]);
});

test('what reporters are told, by their options and by variables', () => {
  const reporter = [
    ['list'],
    ['html', { open: 'never', outputFolder: 'a' }],
    ['json', { outputFile: 'b.json' }],
    ['./own.ts', { resultsDir: '/elsewhere/c.txt', title: 'not a path', everything: '.', above: '..' }],
  ] as const;
  const variables = {
    PLAYWRIGHT_JUNIT_OUTPUT_NAME: 'd.xml',
    PLAYWRIGHT_BLOB_OUTPUT_FILE: 'e.zip',
    PLAYWRIGHT_HTML_REPORT: 'f',
    GITHUB_STEP_SUMMARY: '/runner/summary',
  };
  const outputs = outputsOf({ ...config, reporter }, variables, '/here');

  for (const path of [
    '/project/a',
    '/project/b.json',
    '/elsewhere/c.txt',
    '/here/d.xml',
    '/here/e.zip',
    '/here/f',
    '/runner/summary',
  ]) {
    expect(outputs).toContain(resolve(path));
  }
  // What is above the run, or is where it runs, holds more than what it writes.
  for (const path of ['/here', '/']) expect(outputs).not.toContain(resolve(path));
});
