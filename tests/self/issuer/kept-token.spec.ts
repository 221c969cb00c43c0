import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { expiredToken, keepToken } from '../../../fixtures/issuer/kept-token';
import { secondsFrom, tokenOf } from '../support/tokens';

const key = 'sk_test_one';
const now = new Date();
const later = new Date(now.getTime() + 120_000);
const token = tokenOf({ iss: 'https://a.example', exp: secondsFrom(now, 60) });
const next = tokenOf({ iss: 'https://a.example', exp: secondsFrom(later, 60) });

const test = base.extend<{ folder: string; file: () => string }>({
  folder: async ({}, use, testInfo) => use(testInfo.outputPath('kept')),
  file: async ({ folder }, use) => use(() => join(folder, readdirSync(folder)[0] ?? '')),
});

test('a kept token is found when it is over, and not before', ({ folder }) => {
  keepToken(folder, token, key);

  expect(expiredToken(folder, next, key, now)).toBeUndefined();
  expect(expiredToken(folder, next, key, later)).toBe(token);
});

test('for nobody but its owner to read, and of no use to who reads it', ({ folder, file }) => {
  keepToken(folder, token, key);
  const text = readFileSync(file(), 'utf8');

  expect(statSync(file()).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
  for (const part of token.split('.')) expect(Buffer.from(text, 'base64').toString('latin1')).not.toContain(part);
  expect(file()).not.toContain(key);
  expect(expiredToken(folder, next, 'sk_test_two', later)).toBeUndefined();
});

test('the first one stays: it is over before a later one', ({ folder }) => {
  keepToken(folder, token, key);
  keepToken(folder, next, key);

  expect(expiredToken(folder, next, key, later)).toBe(token);
});

test('after a change of the issuer’s signing key, another one is kept', ({ folder }) => {
  const elsewhere = tokenOf({ iss: 'https://b.example', exp: secondsFrom(now, 60) });
  keepToken(folder, token, key);

  expect(expiredToken(folder, elsewhere, key, later)).toBeUndefined();
  keepToken(folder, elsewhere, key);
  expect(expiredToken(folder, elsewhere, key, later)).toBe(elsewhere);
});

test('each instance has a file of its own', ({ folder }) => {
  keepToken(folder, token, key);
  keepToken(folder, next, 'sk_test_two');

  expect(expiredToken(folder, next, key, later)).toBe(token);
});

test('a file that was tampered with is as good as none', ({ folder, file }) => {
  keepToken(folder, token, key);
  const sealed = Buffer.from(readFileSync(file(), 'utf8'), 'base64');
  sealed[20] = (sealed[20] ?? 0) ^ 1;
  writeFileSync(file(), sealed.toString('base64'));

  expect(expiredToken(folder, next, key, later)).toBeUndefined();
});
