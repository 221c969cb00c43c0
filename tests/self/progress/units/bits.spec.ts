import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { defaultContract } from '../../../../contract';
import { openSignIns } from '../../../../fixtures/progress/sign-in';
import { serviceOf } from './support/parts';

const { stateLeastBits: least } = defaultContract.progress.oauth;
const signIns = openSignIns(serviceOf());
const bitsOf = (states: readonly string[]): number => signIns.bitsOf(states);
const SAMPLES = 3000;

/** What is found, at the least and at the most, for so many triples of such states. */
function range(make: (index: number) => string): [lowest: number, highest: number] {
  const found = Array.from({ length: SAMPLES }, (_, sample) =>
    bitsOf([0, 1, 2].map((each) => make(3 * sample + each))),
  );
  return [Math.min(...found), Math.max(...found)];
}

const signed = (payload: object): string => {
  const text = Buffer.from(JSON.stringify(payload)).toString('base64url');
  return `${text}.${createHmac('sha256', 'key').update(text).digest('base64url')}`;
};
/** 74 bits of it are chance (RFC 9562 §5.7). */
const uuid7 = (index: number): string => {
  const [, , third = '', ...rest] = randomUUID().split('-');
  const time = (1700000000000 + index).toString(16).padStart(12, '0');
  return [time.slice(0, 8), time.slice(8), third.replace(/^4/, '7'), ...rest].join('-');
};
const pad = (text: string): string => `eyJhbGciOiJIUzI1NiJ9.${text}.0123456789abcdefghijklmnopqrstuvwxyz`;

for (const [name, make] of [
  ['32 hexadecimal digits', () => randomBytes(16).toString('hex')],
  ['in upper case', () => randomBytes(16).toString('hex').toUpperCase()],
  ['128 bits for URLs', () => randomBytes(16).toString('base64url')],
  ['128 bits in base64', () => randomBytes(16).toString('base64')],
  ['256 bits for URLs', () => randomBytes(32).toString('base64url')],
  ['a UUID', () => randomUUID()],
  [
    '40 digits',
    () =>
      BigInt(`0x${randomBytes(32).toString('hex')}`)
        .toString()
        .slice(0, 40),
  ],
  ['a nonce within what is always the same', () => pad(randomBytes(16).toString('base64url'))],
  ['a signed object with a nonce', () => signed({ to: '/', nonce: randomUUID(), at: 1700000000 })],
  ['a UUID without dashes', () => randomUUID().replaceAll('-', '')],
  ['a time, and a nonce', (index: number) => `${1700000000000 + index}.${randomBytes(16).toString('hex')}`],
] as const) {
  test(`a good state has enough: ${name}`, () => {
    expect(range(make)[0]).toBeGreaterThanOrEqual(least);
  });
}

for (const [name, make, most] of [
  ['the same for all', () => pad('state'), 0],
  ['nothing', () => '', 0],
  ['a counter', (index: number) => String(index), 14],
  ['a counter within what is always the same', (index: number) => pad(String(index).padStart(6, '0')), 20],
  ['milliseconds', (index: number) => String(1700000000000 + 7 * index), 20],
  ['seconds in base64', (index: number) => Buffer.from(String(1700000000 + index)).toString('base64'), 40],
  ['a number by Math.random', () => String(Math.random()), least - 1],
  ['Math.random().toString(36)', () => Math.random().toString(36), least - 1],
  ['the same without its beginning', () => Math.random().toString(36).slice(2), least - 1],
  ['64 bits', () => randomBytes(8).toString('hex'), 64],
  ['a UUID of the seventh version', (index: number) => uuid7(index), least - 1],
  ['8 characters', () => randomBytes(6).toString('base64url'), 48],
  ['8 characters between dashes', () => pad(`----${randomBytes(6).toString('base64url')}----`), 48],
] as const) {
  test(`a poor state has not: ${name}`, () => {
    expect(range(make)[1]).toBeLessThanOrEqual(most);
  });
}

test('exactly, by the kind of characters', () => {
  expect(bitsOf(['x1234567890y', 'x0987654321y'])).toBe(33);
  expect(bitsOf(['x12345678abcdefy', 'x0987654fedcba0y'])).toBe(56);
  expect(bitsOf(['a1b2c3d4x5z', 'f6g7h8i9j0z'])).toBe(59);
  expect(bitsOf(['A1B2C3', 'F6E7D8'])).toBe(24);
});

test('the poorest one counts, and it is the secret, not its placeholder', () => {
  expect(bitsOf(['[7]', `[${'8a'.repeat(16)}]`, `[${'f9'.repeat(16)}]`])).toBe(3);
  expect(bitsOf(['[1234567890]', '[0987654321]'])).toBe(33);
});

test('what two of three have in common is no chance: two may be of one instance, and the third of another', () => {
  const [one, other] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];

  expect(bitsOf([`${one}12`, `${one}34`, `${other}56`])).toBe(6);
  expect(bitsOf([`12${one}`, `56${other}`, `34${one}`])).toBe(6);
});

test('what is between groups of digits counts for nothing, in base64 it does', () => {
  expect(bitsOf(['12-34-56', '87-65-43'])).toBe(19);
  expect(bitsOf(['ab-cd-ef', 'fe-dc-ba'])).toBe(24);
  expect(bitsOf(['zb+cd/ef', 'fe-dc-bz'])).toBe(47);
  expect(bitsOf(['zb.cd ef', 'fe.dc bz'])).toBe(35);
});

test('of two that are the same, each counts by the third one', () => {
  expect(bitsOf(['1234', '1234', '5678'])).toBe(13);
});

test('one alone shows nothing', () => {
  expect(bitsOf([randomUUID()])).toBe(0);
});
