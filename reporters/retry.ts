import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RETRY_LIST } from './retry-list';

// `npm run smoke:retry`: what failed or flaked in the last run, again, one at a time. Further arguments go to Playwright.
const list = existsSync(RETRY_LIST) ? readFileSync(RETRY_LIST, 'utf8').trim() : '';
if (list !== '') {
  // A run needs the settings of its own suites only.
  const projects = new Set([...list.matchAll(/^\[(.+?)\]/gm)].map(([, name = '']) => `--project=${name}`));
  const playwright = fileURLToPath(import.meta.resolve('@playwright/test/cli'));
  const parameters = ['test', ...projects, `--test-list=${RETRY_LIST}`, '--workers=1', ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, [playwright, ...parameters], { stdio: 'inherit' }).status ?? 1;
} else {
  process.stdout.write('Nothing to retry: nothing failed or flaked in the last run.\n');
}
