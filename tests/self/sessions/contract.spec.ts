import { expect, test } from '@playwright/test';
import { mergeContract } from '../../../contract';
import { contractWith } from '../support/contract';

function problemsOf(sessions: unknown): string[] {
  const merged = mergeContract({ sessions });
  return 'problems' in merged ? merged.problems : [];
}

const nothing = (name: string, hint: string, valid: string): string =>
  `{${name}} is nothing to fill in here: ${hint}valid are ${valid}`;

for (const [name, overrides, lines] of [
  [
    'an unknown part',
    { refesh: {} },
    [
      'sessions.refesh: unknown field; did you mean "refresh"? valid are gateway, envelope, health, accounts, register, token, access, me, update, refresh, logout, admin, posts, reasonAt, challenge, errors, cors, secrets, defaultKeys',
    ],
  ],
  [
    'an unknown field',
    { logout: { status: 204 } },
    [/^sessions\.logout\.status: unknown field; did you mean "statuses"\? /],
  ],
  [
    'an unknown refusal',
    { errors: { wrongPasword: {} } },
    [/^sessions\.errors\.wrongPasword: unknown field; did you mean "wrongPassword"\? /],
  ],
  [
    'no regular expression',
    { secrets: { values: { 'own token': '(' } } },
    ['sessions.secrets.values.own token: is no regular expression'],
  ],
  [
    'both a body and a form',
    { token: { request: { body: {}, form: {} } } },
    ['sessions.token.request: has both a body and a form'],
  ],
  [
    'a misspelt name in a template',
    { token: { request: { body: { login: '{usernam}' } } } },
    [`sessions.token.request: ${nothing('usernam', 'did you mean {username}? ', '{username}, {email}, {password}')}`],
  ],
  [
    'what a refresh does not know',
    { refresh: { request: { headers: { cookie: 'rt={password}' } } } },
    [`sessions.refresh.request: ${nothing('password', '', '{refreshToken}, {accessToken}')}`],
  ],
  [
    'what an invalid post does not know',
    { posts: { invalid: [{ body: { title: '{body}' }, field: 'title' }] } },
    [/^sessions\.posts\.invalid\.0\.body: \{body\} is nothing to fill in here: /],
  ],
  ['no token in what presents it', { access: { value: 'Bearer' } }, ['sessions.access.value: must have {token} in it']],
  [
    'accounts of one name',
    { accounts: { username: 'smoke', email: 'smoke@example.com' } },
    [
      'sessions.accounts.username: must have {n} in it: the accounts are numbered',
      'sessions.accounts.email: must have {n} in it: the accounts are numbered',
    ],
  ],
  ['more accounts than four', { accounts: { most: 5 } }, [/^sessions\.accounts\.most: Too big/]],
  ['one account', { accounts: { most: 1 } }, [/^sessions\.accounts\.most: Too small/]],
  [
    'a refusal that is a success',
    { errors: { forbidden: { statuses: [200] } } },
    [/^sessions\.errors\.forbidden\.statuses\.0: Too small/],
  ],
  [
    'a refusal without a status',
    { errors: { forbidden: { statuses: [] } } },
    [/^sessions\.errors\.forbidden\.statuses: Too small/],
  ],
  ['a success that is a refusal', { refresh: { status: 401 } }, [/^sessions\.refresh\.status: Too big/]],
  ['a path that is none', { me: { path: 'users/me' } }, [/^sessions\.me\.path: .*"\/"/]],
  ['an origin that is none', { cors: { origins: ['app.example.com'] } }, ['sessions.cors.origins.0: Invalid URL']],
  [
    'a cookie without a name',
    { token: { refreshToken: { in: 'cookie' } } },
    [/^sessions\.token\.refreshToken\.name: /],
  ],
  [
    'a token from nowhere',
    { token: { refreshToken: { in: 'header', name: 'x' } } },
    [/^sessions\.token\.refreshToken\.in: /],
  ],
  ['an update that changes nobody', { update: { elevating: [] } }, [/^sessions\.update\.elevating: Too small/]],
  ['another end of a family', { refresh: { reuse: 'ends it' } }, [/^sessions\.refresh\.reuse: Invalid option: /]],
] satisfies [string, unknown, (string | RegExp)[]][]) {
  test(`one line for ${name}`, () => {
    expect(problemsOf(overrides)).toEqual(
      lines.map((line) => (typeof line === 'string' ? line : (expect.stringMatching(line) as unknown))),
    );
  });
}

test('what is sent, and where a token is, is a whole: nothing of the default is left in it', () => {
  const { sessions } = contractWith({
    sessions: {
      register: { request: { body: { mail: '{email}' } }, elevating: { roles: ['ADMIN'] } },
      token: { request: { body: { mail: '{email}' } }, refreshToken: { in: 'cookie', name: 'rt' } },
      update: { lowering: { roles: [] } },
      health: { says: { ok: true } },
      posts: { update: { request: { form: { text: '{content}' } } } },
    },
  });

  expect(sessions.register).toMatchObject({ path: '/register', status: 201 });
  expect(sessions.register.request).toEqual({ body: { mail: '{email}' } });
  expect(sessions.register.elevating).toEqual({ roles: ['ADMIN'] });
  expect(sessions.token.request).toEqual({ body: { mail: '{email}' } });
  expect(sessions.token.refreshToken).toEqual({ in: 'cookie', name: 'rt' });
  expect(sessions.update?.lowering).toEqual({ roles: [] });
  expect(sessions.health.says).toEqual({ ok: true });
  expect(sessions.posts.update.request).toEqual({ form: { text: '{content}' } });
});

test('an overriding form takes the place of the default one', () => {
  const { token } = contractWith({ sessions: { token: { request: { form: { user: '{username}' } } } } }).sessions;

  expect(token.request).toEqual({ form: { user: '{username}' } });
});

test('values that look like a secret are added, and one is taken out by another pattern; names are a list of their own', () => {
  const { secrets } = contractWith({
    sessions: { secrets: { names: ['pin'], values: { 'own token': 'own_.*' } } },
  }).sessions;

  expect(secrets.names).toEqual(['pin']);
  expect(secrets.values).toMatchObject({ 'own token': 'own_.*', 'bcrypt hash': expect.any(String) });
});

test('what may be null is nobody’s promise', () => {
  const { sessions } = contractWith({
    sessions: {
      update: null,
      cors: null,
      challenge: null,
      reasonAt: null,
      token: { tokenType: null },
      access: { versionClaim: null },
    },
  });

  expect([sessions.update, sessions.cors, sessions.challenge, sessions.reasonAt]).toEqual([null, null, null, null]);
});
