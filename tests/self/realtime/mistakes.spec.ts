import { expect, test } from '@playwright/test';
import { defaultContract, type RealtimeContract } from '../../../contract';
import { mistakes, type Mistake } from '../../../fixtures/realtime/mistakes';
import { keyOf } from '../../../fixtures/realtime/secret';
import { OTHER_SECRET, SECRET, secretsOf } from './support/parts';

type Encoding = RealtimeContract['secret']['encoding'];
const where = 'what answers HTTP';
const listed = (value: string, encoding: Encoding = 'utf8'): Mistake[] =>
  mistakes(where, secretsOf({ JWT_SECRET_STAGING: value }), { ...defaultContract.realtime.secret, encoding });
const causeOf = (list: readonly Mistake[], key: Uint8Array | string): string | undefined =>
  list.find((each) => Buffer.compare(each.key, Buffer.from(key)) === 0)?.cause;

for (const [name, value, key, cause] of [
  ['a newline', SECRET, `${SECRET}\n`, 'the secret with a newline at its end'],
  ['a Windows newline', SECRET, `${SECRET}\r\n`, 'the secret with a Windows newline at its end'],
  ['a blank', SECRET, `${SECRET} `, 'the secret with a blank at its end'],
  ['quotes', SECRET, `"${SECRET}"`, 'the secret in quotes, which have become a part of it'],
  ['single quotes', SECRET, `'${SECRET}'`, 'the secret in single quotes, which have become a part of it'],
  ['its own newline lost', `${SECRET}\n`, SECRET, 'the secret without the blank or newline that it has here'],
  ['its own quotes lost', `"${SECRET}"`, SECRET, 'the secret without the quotes that it has here'],
  ['a comment', `${SECRET}#x`, SECRET, 'the secret cut off before its first #'],
  ['a variable of a shell', `${SECRET}$x`, SECRET, 'the secret cut off before its first $'],
  ['a word', `${SECRET} x`, SECRET, 'the secret cut off before its first  '],
  ['an equals sign', `${SECRET}=x`, SECRET, 'the secret cut off before its first ='],
  ['a default', SECRET, 'changeme', '"changeme", which is no secret'],
  ['nothing at all, as a text', SECRET, 'undefined', '"undefined", which is no secret'],
] as const) {
  test(`a usual mistake: ${name}`, () => {
    expect(causeOf(listed(value), key)).toBe(`${where} has ${cause}`);
  });
}

test('the secret of another environment comes first, then that of another source', () => {
  const secrets = secretsOf({ JWT_SECRET_STAGING: SECRET, store: 'stored' }, { JWT_SECRET_TEST: OTHER_SECRET });
  const [first, second] = mistakes(where, secrets, defaultContract.realtime.secret);

  expect(first).toEqual({
    key: new Uint8Array(Buffer.from(OTHER_SECRET)),
    cause: `${where} has the secret of another environment: that of JWT_SECRET_TEST`,
    next: 'give the deployment its own JWT_SECRET_STAGING, and start it anew',
  });
  expect(second).toEqual({
    key: new Uint8Array(Buffer.from('stored')),
    cause: `${where} has the secret of store, though JWT_SECRET_STAGING comes first`,
    next: 'look whether JWT_SECRET_STAGING is set where it runs, and under this very name',
  });
});

test('the same text, read as other bytes', () => {
  const hex = Buffer.from(SECRET).toString('hex');
  const read = (encoding: Encoding): Uint8Array => keyOf(hex, encoding) ?? new Uint8Array();

  expect(causeOf(listed(hex), read('hex'))).toBe(`${where} reads the secret as hex`);
  expect(causeOf(listed(hex), read('base64'))).toBe(`${where} reads the secret as base64`);
  expect(causeOf(listed(hex, 'hex'), hex)).toBe(`${where} reads the secret as utf8`);
  expect(listed('äöü äöü').filter(({ cause }) => cause.includes('reads'))).toEqual([]);
});

for (const [name, value, encoding] of [
  ['as it is', SECRET, 'utf8'],
  ['a default', 'changeme', 'utf8'],
  ['all that may be cut off or added', `"a#b$c d=e'f"\n`, 'utf8'],
  ['in hex', Buffer.from(SECRET).toString('hex'), 'hex'],
  ['in base64, with characters of its own', '+/+/+/+/', 'base64'],
  ['nothing but a blank', ' ', 'utf8'],
] as const) {
  test(`none is the right key: ${name}`, () => {
    const list = listed(value, encoding);

    expect(list.length).toBeGreaterThan(2);
    expect(causeOf(list, keyOf(value, encoding) ?? '')).toBe(undefined);
    expect(list.filter(({ key }) => key.length === 0)).toEqual([]);
  });
}

test('what is the same in another place, or nowhere, is no mistake', () => {
  const { secret } = defaultContract.realtime;
  const same = mistakes(where, secretsOf({ A: SECRET, B: SECRET }, { C: SECRET }), secret);

  expect(causeOf(same, SECRET)).toBe(undefined);
  expect(mistakes(where, secretsOf({ A: undefined }), secret).map(({ next }) => next)).toContain(
    'set the secret there; and let nothing stand in for it in the code',
  );
});

test('no word of a secret is in what is said', () => {
  const told = listed(SECRET).map(({ cause, next }) => `${cause} ${next}`);

  expect(told.filter((text) => text.includes(SECRET.slice(0, 6)))).toEqual([]);
});
