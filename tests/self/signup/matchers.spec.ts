import { expect, test } from '@playwright/test';
import { defaultContract as contract } from '../../../contract';
import { bringToken, carry, holdRows, persist } from '../../../fixtures/matchers/signup-matchers';
import { OperatorError, type Rows } from '../../../fixtures/signup/operator';
import { createAuthenticator, madeUpOptions, PasskeyError } from '../../../fixtures/signup/passkey';

const origin = 'http://localhost:3000';
const options = madeUpOptions(origin);
const passkey = createAuthenticator().make(options, origin);
const address = 'smoke-test+run-1-0-1@example.test';
const stored = { address, userId: '7', passkey };
const credential = { id: passkey.id, userId: '7', uvInitialized: true, backupEligible: true, backupState: true };
const rows: Rows = { users: [{ id: '7', email: address }], credentials: [credential] };
const late = new OperatorError('SMOKE_SIGNUP_FIND_CMD timed out after 60 s', 's3cret');

test('a token was minted, or the message says why not', () => {
  expect(bringToken({ token: 'x' }, contract).pass).toBe(true);
  const { pass, message } = bringToken(
    new OperatorError('SMOKE_SIGNUP_MINT_CMD ended with exit code 1', 's3cret'),
    contract,
  );
  expect(pass).toBe(false);
  expect(message().split('\n')).toEqual([
    'expected a bootstrap token, got none from the operator channel',
    '  SMOKE_SIGNUP_MINT_CMD ended with exit code 1',
    '  likely cause: the signing key of bootstrap links is not set where the mint command runs',
    '  try: set it there as the deployment has it, and run the mint command by hand',
  ]);
});

for (const [name, wanted, line] of [
  ['another challenge', { challenge: 'other', origin }, /^ {2}challenge is ".+", not "other": is it base64url/],
  [
    'another origin',
    { challenge: options.challenge, origin: 'https://a.test' },
    /^ {2}origin is ".+", not "https:\/\/a/,
  ],
] as const) {
  test(`a passkey carries challenge and origin: ${name}`, () => {
    expect(carry(passkey, { challenge: options.challenge, origin }, contract).pass).toBe(true);
    const { pass, message } = carry(passkey, wanted, contract);
    expect(pass).toBe(false);
    expect(message().split('\n')[1]).toMatch(line);
  });
}

test('a passkey that could not be made fails the step', () => {
  const { pass, message } = carry(new PasskeyError('TypeError: no'), { challenge: '', origin }, contract);
  expect(pass).toBe(false);
  expect(message()).toContain('  TypeError: no');
});

test('one user and one passkey are stored as the API said, and flags that nobody tells are not asked for', () => {
  expect(persist(rows, stored, contract).pass).toBe(true);
  const bare = { ...rows, credentials: [{ id: passkey.id }] };
  expect(persist(bare, stored, contract).pass).toBe(true);
});

for (const [name, found, line] of [
  ['no user', { ...rows, users: [] }, 'there are 0 user rows'],
  ['two users', { ...rows, users: [...rows.users, ...rows.users] }, 'there are 2 user rows'],
  ['another email', { ...rows, users: [{ id: '7', email: 'b@example.test' }] }, 'its user has another email'],
  ['another user', { ...rows, users: [{ id: '8', email: address }] }, 'its user is 8, not 7, as verify said'],
  ['no passkey', { ...rows, credentials: [] }, 'there are 0 credential rows'],
  ['two passkeys', { ...rows, credentials: [credential, credential] }, 'there are 2 credential rows'],
  [
    'another passkey',
    { ...rows, credentials: [{ ...credential, id: 'abc' }] },
    `its passkey is abc, not ${passkey.id}`,
  ],
  ['its owner', { ...rows, credentials: [{ ...credential, userId: '8' }] }, 'its passkey belongs to 8, not to 7'],
  [
    'a boolean as a text',
    { ...rows, credentials: [{ ...credential, backupState: 'true' }] },
    'backupState is a string; the authenticator said true',
  ],
  [
    'a wrong boolean',
    { ...rows, credentials: [{ ...credential, uvInitialized: false }] },
    'uvInitialized is false; the authenticator said true',
  ],
] as const) {
  test(`not stored as it must be: ${name}`, () => {
    const { pass, message } = persist(found as Rows, stored, contract);
    expect(pass).toBe(false);
    expect(message().split('\n')[1]).toBe(`  ${line}`);
  });
}

test('so many rows, no more and no fewer', () => {
  expect(holdRows(rows, { users: 1, credentials: 1 }, contract).pass).toBe(true);
  expect(holdRows(rows, { users: 1, credentials: 0 }, contract).pass).toBe(false);
  expect(holdRows(rows, { users: 0, credentials: 1 }, contract).pass).toBe(false);
});

test('an operator who did not answer fails what needs rows, and nothing of what was printed is shown', () => {
  for (const { pass, message } of [
    persist(late, stored, contract),
    holdRows(late, { users: 0, credentials: 0 }, contract),
  ]) {
    expect(pass).toBe(false);
    expect(message()).toContain('SMOKE_SIGNUP_FIND_CMD timed out after 60 s');
    expect(message()).not.toContain('s3cret');
  }
});
