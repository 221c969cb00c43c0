import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { expiredToken, keepToken } from '../../../fixtures/issuer/kept-token';
import { secondsFrom, tokenOf } from '../support/tokens';

const key = 'sk_test_one';
const now = new Date();
const later = new Date(now.getTime() + 120_000);
/** Minted at a time by the issuer's clock. */
const mintedAt = (time: Date, iss = 'https://a.example', lifetimeSeconds = 60): string =>
  tokenOf({ iss, iat: secondsFrom(time, 0), exp: secondsFrom(time, lifetimeSeconds) });

const token = mintedAt(now);
const next = mintedAt(later);

const test = base.extend<{ folder: string; file: () => string }>({
  folder: async ({}, use, testInfo) => {
    mkdirSync(testInfo.outputPath('kept'), { recursive: true });
    await use(testInfo.outputPath('kept'));
  },
  file: async ({ folder }, use) =>
    use(() => join(folder, readdirSync(folder).find((name) => name.startsWith('expired')) ?? '')),
});

test('a kept token is found when it is over, and not before', ({ folder }) => {
  keepToken(folder, token, key);

  expect(expiredToken(folder, token, key)).toBeUndefined();
  expect(expiredToken(folder, next, key)).toBe(token);
});

test('for nobody but its owner to read, and of no use to who reads it', ({ folder, file }) => {
  keepToken(folder, token, key);
  const text = readFileSync(file(), 'utf8');

  expect(statSync(file()).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
  for (const part of token.split('.')) expect(Buffer.from(text, 'base64').toString('latin1')).not.toContain(part);
  expect(file()).not.toContain(key);
  expect(expiredToken(folder, next, 'sk_test_two')).toBeUndefined();
});

test('the first one stays: it is over before a later one', ({ folder }) => {
  keepToken(folder, token, key);
  keepToken(folder, next, key);

  expect(expiredToken(folder, next, key)).toBe(token);
});

test('after a change of the issuer’s signing key, another one is kept', ({ folder }) => {
  const elsewhere = mintedAt(now, 'https://b.example');
  keepToken(folder, token, key);

  expect(expiredToken(folder, mintedAt(later, 'https://b.example'), key)).toBeUndefined();
  keepToken(folder, elsewhere, key);
  expect(expiredToken(folder, mintedAt(later, 'https://b.example'), key)).toBe(elsewhere);
});

test('each instance has a file of its own', ({ folder }) => {
  keepToken(folder, token, key);
  keepToken(folder, next, 'sk_test_two');

  expect(expiredToken(folder, next, key)).toBe(token);
});

test('a file that was tampered with is as good as none', ({ folder, file }) => {
  keepToken(folder, token, key);
  const sealed = Buffer.from(readFileSync(file(), 'utf8'), 'base64');
  sealed[20] = (sealed[20] ?? 0) ^ 1;
  writeFileSync(file(), sealed.toString('base64'));

  expect(expiredToken(folder, next, key)).toBeUndefined();
});

test('one that lives for long is not kept, and gives way to one that does not', ({ folder }) => {
  keepToken(folder, mintedAt(now, undefined, 86_400), key);
  expect(readdirSync(folder)).toEqual([]);
  keepToken(folder, mintedAt(now, undefined, 3_600), key);
  keepToken(folder, token, key);

  expect(expiredToken(folder, next, key)).toBe(token);
});

test('our own clock plays no part', ({ folder }) => {
  const inAnHour = new Date(now.getTime() + 3_600_000);
  keepToken(folder, mintedAt(inAnHour), key);

  expect(expiredToken(folder, mintedAt(new Date(inAnHour.getTime() + 3_000)), key)).toBeUndefined();
  expect(expiredToken(folder, mintedAt(new Date(inAnHour.getTime() + 120_000)), key)).toBe(mintedAt(inAnHour));
});
