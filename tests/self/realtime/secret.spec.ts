import { expect, test } from '@playwright/test';
import { defaultContract } from '../../../contract';
import { keyOf, resolvedSecret, sourceTable, unfitness, whereLooked } from '../../../fixtures/realtime/secret';
import { OTHER_SECRET, SECRET, secretsOf, source } from './support/parts';

const rules = defaultContract.realtime.secret;
const problemsOf = (value: string, change: Partial<typeof rules> = {}): string[] =>
  unfitness({ ...source('JWT_SECRET_STAGING'), value }, [], { ...rules, ...change });
const blank = 'it begins or ends with a blank or a newline, which some readers keep and others cut off';
const quoted = 'it is in quotes, which some readers keep and others remove';
const short = (bytes: number): string =>
  `it has ${bytes} bytes, fewer than 32: the key of an HMAC has to be as long as its hash (RFC 7518 §3.2)`;

for (const [name, value, lines] of [
  ['a good one', SECRET, []],
  ['one byte too short', SECRET.slice(1), [short(31)]],
  ['as many bytes as needed, in fewer characters', 'é'.repeat(16), []],
  ['a placeholder in it, whatever the case', `${SECRET}-ChangeMe`, ['it contains "changeme", as placeholders do']],
  ['a short placeholder', 'your-secret', [short(11), 'it contains "your-secret", as placeholders do']],
  ['in quotes', `"${SECRET}"`, [quoted]],
  ['in single quotes', `'${SECRET}'`, [quoted]],
  ['a quote at one end only', `"${SECRET}`, []],
  ['a newline at its end', `${SECRET}\n`, [blank]],
  ['a blank before it', ` ${SECRET}`, [blank]],
  ['in quotes, with a newline', `"${SECRET}"\n`, [blank, quoted]],
  ['nothing but a blank', ' ', [short(1), blank]],
] as const) {
  test(`fit for use, or one line for each reason: ${name}`, () => {
    expect(problemsOf(value)).toEqual(lines);
  });
}

test('placeholders of the contract in capitals are found, too', () => {
  expect(problemsOf(`${SECRET}-todo`, { placeholders: ['TODO'] })).toEqual(['it contains "TODO", as placeholders do']);
});

test("the same as another environment's: a line for each, and others are no matter", () => {
  const others = [source('A', SECRET), source('B', OTHER_SECRET), source('C', SECRET), source('D')];
  const lines = unfitness({ ...source('JWT_SECRET_STAGING'), value: SECRET }, others, rules);

  expect(lines).toEqual(
    ['A', 'C'].map((name) => `it is the same as ${name}: whoever has the one may enter the other environment`),
  );
});

test('its length is that of its bytes, as it is encoded', () => {
  const hex = Buffer.from(SECRET).toString('hex');

  expect(problemsOf(hex, { encoding: 'hex' })).toEqual([]);
  expect(problemsOf(hex.slice(2), { encoding: 'hex' })).toEqual([short(31)]);
  expect(problemsOf(`${hex}!`, { encoding: 'hex' })).toEqual(['it is not written in hex (realtime.secret.encoding)']);
  expect(problemsOf(`${hex}\n`, { encoding: 'hex' })).toContain(blank);
});

for (const [value, encoding, bytes] of [
  ['äb', 'utf8', [0xc3, 0xa4, 0x62]],
  ['a=', 'utf8', [0x61, 0x3d]],
  ['-_8=', 'base64url', [0xfb, 0xff]],
  ['-_8', 'base64url', [0xfb, 0xff]],
  ['+/8=', 'base64', [0xfb, 0xff]],
  ['+/8', 'base64', [0xfb, 0xff]],
  ['+/8=', 'base64url', undefined],
  ['-_8', 'base64', undefined],
  ['FBff', 'hex', [0xfb, 0xff]],
  ['fbf', 'hex', undefined],
  ['fbgg', 'hex', undefined],
  ['"fbff"', 'hex', undefined],
  ['YQ ==', 'base64', undefined],
] as const) {
  test(`the bytes of ${value} in ${encoding}`, () => {
    const key = keyOf(value, encoding);

    expect(key === undefined ? undefined : [...key]).toEqual(bytes);
  });
}

test('the first source that has one is the one', () => {
  expect(resolvedSecret(secretsOf({ A: undefined, B: SECRET, C: OTHER_SECRET }))).toMatchObject({
    name: 'B',
    value: SECRET,
  });
  expect(resolvedSecret(secretsOf({ A: undefined }, { B: SECRET }))).toBe(undefined);
  expect(whereLooked(secretsOf({ A: undefined, B: SECRET }))).toBe('A (the environment), B (the environment)');
});

test('the table of sources has lengths, and never a value', () => {
  const secrets = secretsOf(
    { JWT_SECRET_STAGING: undefined, JWT_SECRET_KEY: SECRET, store: OTHER_SECRET },
    { JWT_SECRET_PRODUCTION: SECRET, JWT_SECRET_TEST: OTHER_SECRET.slice(1) },
  );
  const table = sourceTable(secrets);

  expect(table.split('\n').map((row) => row.replace(/ {2,}/g, ' | '))).toEqual([
    'source | where | has',
    'JWT_SECRET_STAGING | the environment | nothing',
    'JWT_SECRET_KEY | the environment | 32 characters | used',
    'store | the environment | 32 characters | another value, not used',
    'JWT_SECRET_PRODUCTION | the environment | 32 characters | of another environment, the same value',
    'JWT_SECRET_TEST | the environment | 31 characters | of another environment, another value',
  ]);
  for (const value of [SECRET, OTHER_SECRET]) expect(table).not.toContain(value.slice(1, 5));
  expect(new Set(table.split('\n').map((row) => row.search(/has$|nothing|\d+ characters/))).size).toBe(1);
});

test('of the same value in two places, one is used', () => {
  const rows = sourceTable(secretsOf({ A: SECRET, B: SECRET })).split('\n');

  expect(rows.map((row) => row.split(/ {2,}/).at(-1))).toEqual(['has', 'used', 'the same value, not used']);
});
