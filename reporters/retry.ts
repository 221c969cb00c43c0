import { existsSync, readFileSync, statSync } from 'node:fs';
import { RETRY_VARIABLE } from '../fixtures/run-part';
import { blobsIn, removeUnpacked } from './blobs';
import { BLOBS } from './places';
import { configFor, runPlaywright } from './playwright';
import { RETRY_LIST } from './retry-list';
import { projectsOf, reportLine } from './retry-run';

// `npm run smoke:retry`: what failed or flaked in the last run, again, one at a time. Further arguments go to Playwright.

async function retry(list: string): Promise<number> {
  const number = (blobsIn(BLOBS).at(-1)?.number ?? 0) + 1;
  const projects = projectsOf(list).map((name) => `--project=${name}`);
  const parameters = ['test', ...projects, `--test-list=${RETRY_LIST}`, '--workers=1', ...process.argv.slice(2)];
  const written = statSync(RETRY_LIST).mtimeMs;
  const exitCode = await runPlaywright(parameters, { ...process.env, [RETRY_VARIABLE]: String(number) }, 'all');
  // Playwright is content with a list of tests that are none.
  if (exitCode === 0 && !process.argv.includes('--list') && statSync(RETRY_LIST).mtimeMs === written) {
    process.stderr.write(
      `${RETRY_LIST}: none of its tests is there any more, so that nothing was retried: run the suite again\n`,
    );
    return 1;
  }
  const blobs = blobsIn(BLOBS);
  if (blobs.length === 0) return exitCode;
  // It exits with 0 whatever failed in the runs.
  const merged = await runPlaywright(['merge-reports', '-c', configFor('retries'), BLOBS], process.env, 'errors');
  removeUnpacked(BLOBS);
  process.stdout.write(
    `${reportLine(
      blobs.map((blob) => blob.number),
      merged === 0,
    )}\n`,
  );
  return exitCode === 0 ? merged : exitCode;
}

if (!existsSync(RETRY_LIST)) {
  process.stdout.write(`Nothing to retry: no run has left ${RETRY_LIST} in this folder.\n`);
} else {
  const list = readFileSync(RETRY_LIST, 'utf8').trim();
  if (list === '') process.stdout.write('Nothing to retry: nothing failed or flaked in the last run.\n');
  else process.exitCode = await retry(list);
}
