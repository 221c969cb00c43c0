import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test as base } from '@playwright/test';
import { readEnvironment } from '../../fixtures/settings';

/** A directory of the test's own, and how to put a settings file there. */
const test = base.extend<{ directory: string; write: (file: string, text: string) => void }>({
  directory: async ({}, use, testInfo) => {
    const directory = testInfo.outputPath('project');
    mkdirSync(directory, { recursive: true });
    await use(directory);
  },
  write: async ({ directory }, use) => {
    await use((file, text) => {
      writeFileSync(`${directory}/${file}`, text);
    });
  },
});

test('without a file, the process environment is all', ({ directory }) => {
  expect(readEnvironment({ SMOKE_TEST_SKIP: 'AC1' }, directory)).toEqual({
    environment: { SMOKE_TEST_SKIP: 'AC1' },
    problems: [],
  });
});

test('.env.smoke is read, in dotenv’s syntax', ({ directory, write }) => {
  write('.env.smoke', '# a comment\nSMOKE_TEST_API_URL="https://api.example.com/prod" # the stage\nexport A=b\n');

  expect(readEnvironment({}, directory)).toEqual({
    environment: { SMOKE_TEST_API_URL: 'https://api.example.com/prod', A: 'b' },
    problems: [],
  });
});

test('the process environment wins over the file', ({ directory, write }) => {
  write('.env.smoke', 'SMOKE_TEST_SKIP=AC1\nSMOKE_TEST_ORIGIN=https://file.example.com\n');

  expect(readEnvironment({ SMOKE_TEST_SKIP: 'AC2' }, directory).environment).toEqual({
    SMOKE_TEST_SKIP: 'AC2',
    SMOKE_TEST_ORIGIN: 'https://file.example.com',
  });
});

test('an empty string counts as unset: in the file', ({ directory, write }) => {
  write('.env.smoke', 'SMOKE_TEST_SKIP=\nSMOKE_TEST_ORIGIN=""\n');

  expect(readEnvironment({}, directory).environment).toEqual({});
});

test('an empty string counts as unset: in the process environment, where the file is heard', ({ directory, write }) => {
  write('.env.smoke', 'SMOKE_TEST_SKIP=AC1\n');

  expect(readEnvironment({ SMOKE_TEST_SKIP: '', SMOKE_TEST_ORIGIN: ' ' }, directory).environment).toEqual({
    SMOKE_TEST_SKIP: 'AC1',
  });
});

test('space around a value, as pasting leaves it, is dropped', ({ directory }) => {
  expect(readEnvironment({ SMOKE_TEST_CLERK_JWT: ' a.b.c\n' }, directory).environment).toEqual({
    SMOKE_TEST_CLERK_JWT: 'a.b.c',
  });
});

test('SMOKE_ENV_FILE names another file', ({ directory, write }) => {
  write('.env.smoke', 'SMOKE_TEST_SKIP=AC1\n');
  write('.env.staging', 'SMOKE_TEST_SKIP=AC2\n');

  const { environment } = readEnvironment({ SMOKE_ENV_FILE: '.env.staging' }, directory);
  expect(environment.SMOKE_TEST_SKIP).toBe('AC2');
});

test('SMOKE_ENV_FILE, empty, names no file', ({ directory, write }) => {
  write('.env.smoke', 'SMOKE_TEST_SKIP=AC1\n');

  expect(readEnvironment({ SMOKE_ENV_FILE: '' }, directory)).toEqual({
    environment: { SMOKE_TEST_SKIP: 'AC1' },
    problems: [],
  });
});

test('SMOKE_ENV_FILE names a file that is not there', ({ directory }) => {
  expect(readEnvironment({ SMOKE_ENV_FILE: '.env.staging' }, directory).problems).toEqual([
    `SMOKE_ENV_FILE: there is no file ${directory}/.env.staging`,
  ]);
});

test('SMOKE_ENV_FILE names a folder', ({ directory }) => {
  expect(readEnvironment({ SMOKE_ENV_FILE: '.' }, directory).problems).toEqual([
    `${directory} can't be read: EISDIR: illegal operation on a directory, read`,
  ]);
});

test('nothing is written into the process environment', ({ directory, write }) => {
  write('.env.smoke', 'API_SMOKE_SELF_TEST=1\n');
  readEnvironment({}, directory);

  expect(process.env.API_SMOKE_SELF_TEST).toBeUndefined();
});
