import { expect, test } from '@playwright/test';
import { mergeContract, type ContractOverrides } from '../../../contract';

function problemsOf(progress: unknown): string[] {
  const merged = mergeContract({ progress });
  return 'problems' in merged ? merged.problems : [];
}

const nothing = (name: string, hint: string, valid: string): string =>
  `{${name}} is nothing to fill in here: ${hint}valid are ${valid}`;

for (const [name, overrides, lines] of [
  [
    'an unknown part',
    { sesion: {} },
    [
      'progress.sesion: unknown field; did you mean "session"? valid are gateway, envelope, oauth, session, me, exercises, progress, record, errors, limit, cors',
    ],
  ],
  [
    'an unknown field of the round trip',
    { oauth: { redirectStatus: [302] } },
    [
      'progress.oauth.redirectStatus: unknown field; did you mean "redirectStatuses"? valid are start, callback, redirectStatuses, provider, authorizePath, scopes, stateLeastBits, consent, landing, refused, returnParameters',
    ],
  ],
  [
    'an unknown field of an entry',
    { progress: { fields: { completed: 'completed_at' } } },
    [
      /^progress\.progress\.fields\.completed: unknown field; (did you mean "completedAt"\? )?valid are exerciseId, attempts, completedAt$/,
    ],
  ],
  [
    'an unknown refusal',
    { errors: { rateLimited: { status: 429, code: null } } },
    [/^progress\.errors\.rateLimited: /],
  ],
  ['a path that is none', { oauth: { start: 'auth/github' } }, [/^progress\.oauth\.start: .*"\/"/]],
  ['a provider that is no URL', { oauth: { provider: 'github.com' } }, [/^progress\.oauth\.provider: Invalid URL/]],
  [
    'a redirect that is none',
    { oauth: { redirectStatuses: [200] } },
    [/^progress\.oauth\.redirectStatuses\.0: Too small/],
  ],
  ['no redirect at all', { oauth: { redirectStatuses: [] } }, [/^progress\.oauth\.redirectStatuses: Too small/]],
  ['a state of no chance', { oauth: { stateLeastBits: 8 } }, [/^progress\.oauth\.stateLeastBits: Too small/]],
  [
    'a form with an unknown name',
    { oauth: { consent: { form: { user: '{user}' } } } },
    [`progress.oauth.consent.form: ${nothing('user', '', '{login}, {redirect_uri}, {scope}, {state}, {client_id}')}`],
  ],
  [
    'a form with a misspelt name',
    { oauth: { consent: { form: { back: '{redirect_url}' } } } },
    [
      `progress.oauth.consent.form: ${nothing('redirect_url', 'did you mean {redirect_uri}? ', '{login}, {redirect_uri}, {scope}, {state}, {client_id}')}`,
    ],
  ],
  [
    'no way for a sign-in to be refused',
    { oauth: { refused: { statuses: [], page: null } } },
    ['progress.oauth.refused: has neither statuses nor a page'],
  ],
  [
    'a sign-in that is refused with success',
    { oauth: { refused: { statuses: [200] } } },
    [/^progress\.oauth\.refused\.statuses\.0: Too small/],
  ],
  [
    'a page without its parameter',
    { oauth: { refused: { page: { path: '/oops', parameter: '' } } } },
    [/^progress\.oauth\.refused\.page\.parameter: Too small/],
  ],
  ['a session from nowhere', { session: { from: { in: 'body', name: 'token' } } }, [/^progress\.session\.from\.in: /]],
  ['no carriers', { session: { carriers: [] } }, [/^progress\.session\.carriers: Too small/]],
  [
    'a carrier of another kind',
    { session: { carriers: [{ in: 'query', name: 'token' }] } },
    [/^progress\.session\.carriers\.0\.in: /],
  ],
  [
    'a header without the token',
    { session: { carriers: [{ in: 'header', name: 'authorization', value: 'Bearer' }] } },
    ['progress.session.carriers.0.value: must have {token} in it'],
  ],
  [
    'a header with something else',
    { session: { carriers: [{ in: 'header', name: 'authorization', value: '{tokn} {token}' }] } },
    [`progress.session.carriers.0.value: ${nothing('tokn', 'did you mean {token}? ', '{token}')}`],
  ],
  [
    'a SameSite that browsers do not know',
    { session: { sameSite: ['lax'] } },
    [/^progress\.session\.sameSite\.0: Invalid option: expected one of "Strict"\|"Lax"\|"None"/],
  ],
  ['a session of no days', { session: { longestDays: 0 } }, [/^progress\.session\.longestDays: Too small/]],
  ['a proof by nothing', { session: { csrf: { by: 'referer' } } }, [/^progress\.session\.csrf\.by: /]],
  [
    'a proof by a cookie without a name',
    { session: { csrf: { by: 'cookie', name: '', header: 'x-csrf' } } },
    [/^progress\.session\.csrf\.name: Too small/],
  ],
  [
    'a sign-out that is none',
    { session: { logout: { statuses: [302] } } },
    [/^progress\.session\.logout\.statuses\.0: Too big/],
  ],
  ['a user id at no path', { session: { verify: { userId: '' } } }, [/^progress\.session\.verify\.userId: must be/]],
  [
    'a profile that may lack its user',
    { me: { optional: ['userId'] } },
    [/^progress\.me\.optional\.0: .*"login"\|"email"/],
  ],
  ['exercises nowhere', { exercises: { items: [] } }, [/^progress\.exercises\.items: Too small/]],
  ['no exercise to record', { exercises: { marked: '' } }, [/^progress\.exercises\.marked: Too small/]],
  [
    'a way to others with an unknown name',
    { progress: { foreign: [{ path: '/people/{user}/progress' }] } },
    [`progress.progress.foreign.0: ${nothing('user', 'did you mean {userId}? ', '{userId}, {exercise}')}`],
  ],
  [
    'a lag of minutes',
    { progress: { visibleWithinSeconds: 120 } },
    [/^progress\.progress\.visibleWithinSeconds: Too big/],
  ],
  [
    'a removal that fails',
    { progress: { removal: { statuses: [404] } } },
    [/^progress\.progress\.removal\.statuses\.0: Too big/],
  ],
  [
    'a body with an unknown name, however deep',
    { record: { body: { solved: [{ exercise: '{exercize}' }] } } },
    [`progress.record.body: ${nothing('exercize', 'did you mean {exercise}? ', '{exercise}')}`],
  ],
  [
    'a body for others with an unknown name',
    { record: { forOther: { user: '{user_id}' } } },
    [`progress.record.forOther: ${nothing('user_id', 'did you mean {userId}? ', '{userId}')}`],
  ],
  ['a record that redirects', { record: { status: 302 } }, [/^progress\.record\.status: Too big/]],
  [
    'a refusal that is none',
    { errors: { signedOut: { status: 200 } } },
    [/^progress\.errors\.signedOut\.status: Too small/],
  ],
  ['a limit of one', { limit: { requests: 1 } }, [/^progress\.limit\.requests: Too small/]],
  ['a limit of too many', { limit: { requests: 1000 } }, [/^progress\.limit\.requests: Too big/]],
  ['no status of a preflight', { cors: { statuses: [] } }, [/^progress\.cors\.statuses: Too small/]],
] satisfies [string, unknown, (string | RegExp)[]][]) {
  test(`one line for what is wrong: ${name}`, () => {
    const wanted = lines.map((line) => (typeof line === 'string' ? line : (expect.stringMatching(line) as unknown)));

    expect(problemsOf(overrides)).toEqual(wanted);
  });
}

test('what may be left out, is', () => {
  const overrides: ContractOverrides['progress'] = {
    oauth: { refused: { page: null }, scopes: [], returnParameters: [] },
    session: { csrf: null },
    me: { optional: ['login', 'email'] },
    exercises: { texts: [] },
    progress: { removal: null, foreign: [] },
    record: { withoutId: null, forOther: null },
    limit: null,
  };

  expect(problemsOf(overrides)).toEqual([]);
});

for (const csrf of [
  { by: 'origin' },
  { by: 'answer', path: '/csrf', at: 'data.token', header: 'x-xsrf-token' },
  { by: 'cookie', name: 'XSRF-TOKEN', header: 'x-xsrf-token' },
]) {
  test(`a proof may be given by ${csrf.by}`, () => {
    expect(problemsOf({ session: { csrf } })).toEqual([]);
  });
}

test('a page alone tells of a refusal, and so do statuses alone', () => {
  expect(problemsOf({ oauth: { refused: { statuses: [] } } })).toEqual([]);
  expect(problemsOf({ oauth: { refused: { page: null } } })).toEqual([]);
});

test('what is sent, and the proof of who sends it, is a whole; and a list is replaced', () => {
  const merged = mergeContract({
    progress: {
      record: { body: { solved: true }, withoutId: { solved: false }, forOther: { user: '{userId}' } },
      oauth: { scopes: ['openid'], consent: { form: { user: '{login}' } } },
      session: { carriers: [{ in: 'cookie', name: 'sid' }], csrf: { by: 'origin' } },
    },
  });
  const progress = 'contract' in merged ? merged.contract.progress : undefined;

  expect(progress?.record).toMatchObject({ body: { solved: true }, withoutId: { solved: false } });
  expect(progress?.record.forOther).toEqual({ user: '{userId}' });
  expect(progress?.oauth.consent.form).toEqual({ user: '{login}' });
  expect(progress?.session.csrf).toEqual({ by: 'origin' });
  expect(progress?.oauth.scopes).toEqual(['openid']);
  expect(progress?.session.carriers).toEqual([{ in: 'cookie', name: 'sid' }]);
});
