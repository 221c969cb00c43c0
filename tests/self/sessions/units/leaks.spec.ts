import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { defaultContract } from '../../../../contract';
import { fieldsNamed, leakMessage, leaksIn, withoutNumbers, secretsByLook } from '../../../../fixtures/sessions/leaks';
import { answerOf } from '../../support/answers';

const { secrets } = defaultContract.sessions;
const alnum = (length: number): string => 'aB3dE5gH7jK9mN1p'.repeat(10).slice(0, length);

for (const [what, value] of [
  ['bcrypt hash', `$2b$12$${alnum(53)}`],
  ['bcrypt hash', `$2y$10$${alnum(53)}`],
  ['argon2 hash', '$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$RdescudvJCsgt3ub+b/WRWJTmaaJObG'],
  ['scrypt hash', `scrypt:32768:8:1$salt0123$${alnum(64)}`],
  ['scrypt hash', `$scrypt$ln=16,r=8,p=1$${alnum(22)}$${alnum(43)}`],
  ['pbkdf2 hash', `pbkdf2_sha256$600000$salt0123$${alnum(43)}=`],
  ['pbkdf2 hash', `pbkdf2:sha256:600000$salt0123$${alnum(64)}`],
  ['pbkdf2 hash', `$pbkdf2-sha512$25000$${alnum(22)}$${alnum(86)}`],
  ['crypt hash', `$6$saltsalt$${alnum(86)}`],
  ['crypt hash', `$5$rounds=535000$saltsalt$${alnum(43)}`],
  ['crypt hash', `$1$saltsalt$${alnum(22)}`],
  ['crypt hash', `$y$j9T$saltsaltsaltsaltsaltsa$${alnum(43)}`],
  ['TikTok token', `act.${alnum(30)}!5123.e1`],
  ['TikTok token', `rft.${alnum(40)}`],
  ['GitHub token', `ghp_${alnum(36)}`],
  ['GitHub token', `github_pat_${alnum(30)}`],
  ['Google token', `ya29.${alnum(40)}`],
  ['Slack token', `xoxb-123456789012-${alnum(24)}`],
  ['Facebook token', `EAA${alnum(120)}`],
] as const) {
  test(`looks like a ${what}: ${value.slice(0, 14)}…`, () => {
    const found = secretsByLook([`said: ${value} and more`], secrets);

    expect(found).toHaveLength(1);
    expect(found[0]?.label).toBe(`leak:${what.replace(' ', '-')}`);
    expect(value).toContain(found[0]?.secret);
  });
}

for (const text of [
  '$2b$12$tooshort',
  '$argon2id$ is what we hash with',
  'scrypt:32768 is what it costs',
  'pbkdf2 sha256, 600000 times',
  '$6$ a month, $5$ a week',
  'act. like a friend',
  'contract.0123456789012345678901234567',
  'ghp_short',
  'ya29.',
  'xoxb-short',
  `EAA${alnum(60)}`,
  `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.abc-EAA${alnum(120)}`,
  'f47ac10b-58cc-4372-a567-0e02b2c3d479',
  '2026-03-01T12:00:00.000Z',
]) {
  test(`looks like no secret: ${text.slice(0, 30)}`, () => {
    expect(secretsByLook([text], secrets)).toEqual([]);
  });
}

for (const [names, json, paths] of [
  [['password'], { user: { password: 'x' } }, ['user.password']],
  [['password'], { user: { password: null } }, ['user.password']],
  [['password'], { passwords: 1, x_password: 1, pass_word: 1 }, []],
  [['password'], { Password: 1, PASSWORD: 1 }, ['Password', 'PASSWORD']],
  [
    ['password_*hash'],
    { passwordHash: 1, 'Password-Hash': 1, PASSWORD_OLD_HASH: 1, passwordhash: 1, hash: 1 },
    ['passwordHash', 'Password-Hash', 'PASSWORD_OLD_HASH'],
  ],
  [['secretKey', 'SECRET-KEY'], { secret_key: 1, secretKey: 1, secretkey: 1 }, ['secret_key', 'secretKey']],
  [['*_password'], { old_password: 1, _password: 1, password: 1 }, ['old_password', '_password']],
  [['*password*'], { password: 1, password_v: 1, my_password_v: 1 }, ['password', 'password_v', 'my_password_v']],
  [
    ['tiktok_*token'],
    { tiktok_token: 1, tiktok_access_token: 1, tiktok_user: 1 },
    ['tiktok_token', 'tiktok_access_token'],
  ],
  [['*_password'], { has_password: true, must_change_password: false }, []],
  [['a.b'], { axb: 1, 'a.b': 1 }, ['a.b']],
  [['salt'], [{ salt: 1 }, { deep: [{ salt: 2 }] }], ['[0].salt', '[1].deep[0].salt']],
  [['0'], ['a list has numbers for names'], []],
  [['salt'], 'salt', []],
  [['salt'], null, []],
] as const) {
  test(`of ${JSON.stringify(json)}, ${names.join()} names ${paths.join(', ') || 'nothing'}`, () => {
    expect(fieldsNamed(names, json).map(({ path }) => path)).toEqual([...paths]);
  });
}

test('the numbers within such fields are not shown, and all else is', () => {
  const names = ['salt', 'password_*hash'];
  const body = { id: 7, salt: [1, { n: 2 }, null, true], user: { passwordHash: { cost: 12, text: 'a' }, age: 30 } };

  expect(withoutNumbers(names, body)).toEqual({
    id: 7,
    salt: ['[salt]', { n: '[salt]' }, null, true],
    user: { passwordHash: { cost: '[passwordHash]', text: 'a' }, age: 30 },
  });
  const harmless = { id: 7, must_change_salt: 1 };
  expect(withoutNumbers(names, harmless)).toBe(harmless);
});

const TOKEN = 'an-id-of-24-characters-x.a-secret-of-28-characters-xy';
const digest = (algorithm: string, text: string, encoding: 'hex' | 'base64' | 'base64url'): string =>
  createHash(algorithm).update(text).digest(encoding);
const problems = (json: unknown, headers: Record<string, string> = {}): string[] =>
  leaksIn([answerOf({ json, headers })], [{ what: 'refresh token', secret: TOKEN }], secrets).map(
    (leak) => leak.problem,
  );

for (const [name, value] of [
  ['sha256, hex', digest('sha256', TOKEN, 'hex')],
  ['sha256, base64', digest('sha256', TOKEN, 'base64')],
  ['sha256, base64 for URLs', digest('sha256', TOKEN, 'base64url')],
  ['md5', digest('md5', TOKEN, 'hex')],
  ['sha1', digest('sha1', TOKEN, 'hex')],
  ['sha512', digest('sha512', TOKEN, 'hex')],
  ['of its secret alone', digest('sha256', TOKEN.split('.')[1] ?? '', 'hex')],
] as const) {
  test(`what is stored of a refresh token is found: ${name}`, () => {
    expect(problems({ session: { id: `v1:${value}` } })).toEqual(["it has a refresh token's hash"]);
    expect(problems({}, { 'x-session': value })).toEqual(["it has a refresh token's hash"]);
  });
}

for (const [status, json, paths] of [
  [422, { errors: { password: 'must have 12 characters' } }, []],
  [400, { errors: { password: ['is too short', 'is too common'] } }, []],
  [422, { errors: { password: [] } }, []],
  [422, { errors: { password: 'hunter2' } }, ['errors.password']],
  [422, { errors: { password: ['is too short', 'hunter2'] } }, ['errors.password']],
  [422, { errors: { password: 'required' } }, []],
  [422, { password: { _errors: ['Required'], code: 'is_missing' } }, []],
  [422, { input: { password: { value: 'hunter2' } } }, ['input.password']],
  [422, { errors: { password: 'a'.repeat(32) } }, ['errors.password']],
  [422, { password: [{ error: 'too_short', count: 8 }] }, []],
  [422, { password: { value: 12 } }, ['password']],
  [422, { errors: { password: 'обязательно' } }, []],
  [200, { 'ada@example.com': { salt: 'x' } }, ['*.salt']],
  [422, { input: { password: 12 } }, ['input.password']],
  [200, { password: 'must have 12 characters' }, ['password']],
] as const) {
  test(`${JSON.stringify(json)}, answered ${status}, ${paths.length === 0 ? 'leaks nothing' : 'is a leak'}`, () => {
    expect(leaksIn([answerOf({ status, json })], [], secrets).map(({ problem }) => problem)).toEqual(
      paths.map((path) => `it has ${path}`),
    );
  });
}

test('another hash is none of it', () => {
  expect(problems({ etag: digest('sha256', `${TOKEN}!`, 'hex') })).toEqual([]);
});

test("a password's hash is found, also where a placeholder is in its place", () => {
  const hash = digest('sha256', 'A-password', 'hex');
  const stored = [{ what: 'password' as const, secret: 'A-password' }];
  const answer = answerOf({ json: { session_id: '[session_id …1234]' } });

  expect(leaksIn([answer], stored, secrets)).toEqual([]);
  expect(leaksIn([answer], stored, secrets, (text) => text.replace('[session_id …1234]', hash))).toEqual([
    { answer, problem: "it has a password's hash" },
  ]);
});

test('placeholders tell what was in their place', () => {
  expect(
    problems({
      a: '[password:accounts …ab12]',
      b: '[leak:argon2-hash]',
      c: '[leak:TikTok-token …1.e1 ~2]',
      d: '[jwt:x]',
    }),
  ).toEqual([
    'it has a password: [password:accounts …ab12]',
    'it has an argon2 hash: [leak:argon2-hash]',
    'it has a TikTok token: [leak:TikTok-token …1.e1 ~2]',
  ]);
});

test('the message names each answer with what it has, once', () => {
  const [one, other] = ['GET /users/me as smoke-1', 'POST /token as smoke-1'].map((request) =>
    answerOf({ request, gateway: 'none' }),
  );
  if (one === undefined || other === undefined) throw new Error('no answers');

  expect(
    leakMessage([
      { answer: one, problem: 'it has password' },
      { answer: one, problem: 'it has salt' },
      { answer: one, problem: 'it has salt' },
      { answer: other, problem: 'it has salt' },
    ]),
  ).toBe(
    [
      'GET /users/me as smoke-1: expected no secret in any answer of the suite (SE3), got 200 from an undetermined layer',
      '  - it has password',
      '  - it has salt',
      '  - POST /token as smoke-1: it has salt',
    ].join('\n'),
  );
});

test('a refusal is judged by what came, not by the placeholders that stand for it', () => {
  const came: Record<string, string> = {
    '[password …hort]': 'is too short',
    '[hashed_password …0a08]': '9f86d081884c7d659a2feaa0c55ad0a8',
  };
  const reveal = (text: string): string =>
    Object.entries(came).reduce((each, [placeholder, secret]) => each.replaceAll(placeholder, secret), text);
  const answer = answerOf({
    status: 409,
    json: { errors: { password: '[password …hort]' }, user: { hashed_password: '[hashed_password …0a08]' } },
  });

  expect(leaksIn([answer], [], secrets, reveal).map(({ problem }) => problem)).toEqual(['it has user.hashed_password']);
});
