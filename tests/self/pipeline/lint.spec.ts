import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const tsx = createRequire(import.meta.url).resolve('tsx/cli');
const smoke = readFileSync(`${project}.github/workflows/smoke.yml`, 'utf8');

function lint(...files: string[]): { status: number | null; stdout: string; stderr: string } {
  const command = [tsx, fileURLToPath(new URL('./lint.ts', import.meta.url)), ...files];
  return spawnSync(process.execPath, command, { cwd: project, encoding: 'utf8' });
}

test('the workflows are clean', () => {
  expect(lint()).toMatchObject({ status: 0, stdout: '', stderr: '' });
});

/** A defect for each kind of finding: what is replaced by what, and what is said of it. */
const defects = [
  ['needs: shard', 'needs: nobody', "Job 'gate' depends on unknown job 'nobody'."],
  ['vars.AWS_REGION', 'vers.AWS_REGION', "Unrecognized named-value: 'vers'"],
  ['steps.scan.outcome', 'steps.scam.outcome', 'Context access might be invalid: scam'],
  ['matrix.shard }}/', 'matrix.part }}/', 'Context access might be invalid: part'],
  ['runs-on:', 'run-on:', "Unexpected value 'run-on'"],
  ["'23 5 * * 1-5'", "'23 25 * * 1-5'", 'Invalid cron expression'],
  ['@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0', '@v5', 'actions/checkout@v5 is not pinned: name a commit'],
  ['dd907a8 # v5.0.0', 'dd907a8', 'say in a comment which version that is'],
  ['run: npm ci', 'run: ${{ inputs.ref }} npm ci', 'a script has an expression: hand its value over in env'],
  ['permissions:\n  contents: read\n\n# A run', '# A run', 'no permissions: '],
  ['pattern: blob-*', 'script: ${{ inputs.ref }}', 'a script has an expression: hand its value over in env'],
] as const;

test('what is wrong with a workflow is told by its line', ({}, testInfo) => {
  const files = defects.map(([from, to], index) => {
    const file = testInfo.outputPath(`${index}.yml`);
    expect(smoke).toContain(from);
    writeFileSync(file, smoke.replace(from, to));
    return file;
  });

  const { status, stdout, stderr } = lint(...files);
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  for (const [index, [, , message]] of defects.entries()) {
    const lines = stdout.split('\n').filter((line) => line.startsWith(`${files[index] ?? ''}:`));
    expect(lines.join('\n')).toContain(message);
    expect(lines[0]).toMatch(/\.yml:\d+: /);
  }
});

test('a workflow of the same repository is called as it stands', ({}, testInfo) => {
  const file = testInfo.outputPath('deploy.yml');
  const caller = { uses: './.github/workflows/smoke.yml', with: { environment: 'staging' } };
  const permissions = { contents: 'read', 'id-token': 'write' };
  writeFileSync(file, JSON.stringify({ on: 'push', permissions: {}, jobs: { smoke: { permissions, ...caller } } }));

  // Here are no files of a repository that the path could be looked up in.
  expect(lint(file).stdout).not.toContain('pinned');
});

test('a file that is not there is named', () => {
  const { status, stdout, stderr } = lint('nowhere.yml');

  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^ENOENT: .*nowhere\.yml'\n$/);
});
