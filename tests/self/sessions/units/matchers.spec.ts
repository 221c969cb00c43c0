import { expect, test } from '@playwright/test';
import { defaultContract, type Denial } from '../../../../contract';
import {
  answerAlike,
  beDenied,
  beForgeries,
  challenge,
  fareAsPromised,
  haveEnded,
  haveOneWinner,
  holdNoSecret,
  listPosts,
  live,
  makeNoAdmin,
  nameField,
  renew,
} from '../../../../fixtures/matchers/sessions-matchers';
import type { Given } from '../../support/answers';
import { contractWith } from '../../support/contract';
import { pairOf, problemsOf, sessionOf, sessionsAnswer } from './support/parts';

const refused: Denial = { statuses: [401, 403], says: 'token' };
const of = (given: Given, body?: unknown) => sessionsAnswer({ request: 'POST /token as smoke-1', ...given }, body);
const no = of({ status: 401, json: { detail: 'no such token' } });
const yes = of({ json: pairOf() });

test('a failure as users read it', () => {
  expect(beDenied(of({ json: { id: 1 } }), refused, defaultContract).message()).toBe(
    [
      'POST /token as smoke-1: expected 401 or 403, got 200 from an undetermined layer',
      '  - status is 200, not 401 or 403',
      '  - detail is missing, and so says nothing',
      '  - detail does not say "token"',
      '  body: {"id":1}',
    ].join('\n'),
  );
});

for (const [name, given, problems] of [
  ['as it should be', { status: 403, json: { detail: 'Token refused' } }, []],
  ['in a list', { status: 401, json: { detail: [{ msg: 'token' }] } }, []],
  [
    'empty',
    { status: 401, json: { detail: '' } },
    ['detail is "", and so says nothing', 'detail does not say "token"'],
  ],
  [
    'an empty list',
    { status: 401, json: { detail: [] } },
    ['detail is [], and so says nothing', 'detail does not say "token"'],
  ],
  ['by something else', { status: 401, json: { detail: 'go away' } }, ['detail does not say "token"']],
] satisfies [string, Given, string[]][]) {
  test(`a refusal: ${name}`, () => {
    expect(problemsOf(beDenied(of(given), refused, defaultContract))).toEqual(problems);
  });
}

test('where no reason is promised, the whole body may say it, or nothing', () => {
  const silent = contractWith({ sessions: { reasonAt: null } });

  expect(beDenied(of({ status: 401, text: 'bad TOKEN' }), refused, silent).pass).toBe(true);
  expect(beDenied(of({ status: 401 }), { statuses: [401], says: null }, silent).pass).toBe(true);
  expect(problemsOf(beDenied(of({ status: 401 }), refused, silent))).toEqual(['the body does not say "token"']);
});

for (const [scheme, header, problems] of [
  ['Bearer', 'Bearer', []],
  ['Bearer', 'bearer realm="x"', []],
  ['Bearer', 'Basic realm="x"', ['www-authenticate is Basic realm="x"']],
  ['Bearer', undefined, ['www-authenticate is missing']],
  [null, undefined, []],
] as const) {
  test(`${header ?? 'nothing'} is ${problems.length === 0 ? 'a' : 'no'} challenge by ${scheme ?? 'whatever'}`, () => {
    const headers: Record<string, string> = header === undefined ? {} : { 'www-authenticate': header };
    expect(problemsOf(challenge(of({ status: 401, headers }), scheme))).toEqual([...problems]);
  });
}

for (const [text, names] of [
  ['{"fields":{"title":"must not be empty"}}', true],
  ['{"loc":["body","title"]}', true],
  ['Title is required', true],
  ['{"detail":"subtitle is required"}', false],
  ['{"detail":"titles are required"}', false],
  ['', false],
] as const) {
  test(`${text || 'nothing'} names ${names ? 'the' : 'no'} title`, () => {
    expect(nameField(of({ status: 422, text }), 'title').pass).toBe(names);
  });
}

const wrong = (json: unknown, given: Given = {}, username = 'smoke-1') =>
  of({ status: 401, json, ...given }, { user: { username } });
const alike = (known: readonly unknown[], unknown: readonly unknown[]) =>
  answerAlike({ known: known.map((json) => wrong(json)), unknown: unknown.map((json) => wrong(json)) });

test('answers to wrong sign-ins are alike, whatever chance or the sent name does to them', () => {
  let chance = 0;
  const answers = (username: string) =>
    [1, 2].map(() => {
      chance += 1;
      const headers = { 'x-request-id': `${chance}`, 'x-response-time': username, 'x-ratelimit-remaining': username };
      return wrong({ detail: `no ${username}`, at: chance, trace: { id: `${chance}` } }, { headers }, username);
    });

  expect(problemsOf(answerAlike({ known: answers('smoke-1'), unknown: answers('nobody') }))).toEqual([]);
});

test('what differs is told, beside what differs each time', () => {
  expect(
    problemsOf(
      alike(
        [
          { at: 1, error: { text: 'wrong password' } },
          { at: 2, error: { text: 'wrong password' } },
        ],
        [
          { at: 3, error: {} },
          { at: 4, error: {} },
        ],
      ),
    ),
  ).toEqual([
    "error.text is missing for a user that isn't there, and wrong password for one that is",
    "error is {} for a user that isn't there, and missing for one that is",
  ]);
  const [known, unknown] = [wrong({}), wrong({}, { status: 404, headers: { 'x-why': 'lookup' } })];
  expect(problemsOf(answerAlike({ known: [known, known], unknown: [unknown, unknown] }))).toEqual([
    "the status is 404 for a user that isn't there, and 401 for one that is",
    "x-why is lookup for a user that isn't there, and missing for one that is",
  ]);
});

test('a time is one, whenever it was', () => {
  const at = (time: string, header: string) => wrong({ at: time, n: Number(header) }, { headers: { 'x-at': header } });
  const [one, other] = [
    at('2026-03-01T12:00:00.000Z', '1772366400'),
    at('2026-03-01T12:00:01.123+01:00', '1772366401'),
  ];
  const said = alike(['at 2026-03-01 12:00:00', 'at 2026-03-01 12:00:00'], ['at 2026-03-01 12:00:00', 'never']);

  // Two of a moment, and two of another one, or of one each.
  expect(problemsOf(answerAlike({ known: [one, one], unknown: [other, other] }))).toEqual([]);
  expect(problemsOf(answerAlike({ known: [one, one], unknown: [one, other] }))).toEqual([]);
  expect(problemsOf(said)).toEqual([
    "the body is at (a time), then never for a user that isn't there, and at (a time) for one that is",
  ]);
});

test('what varies for the one, and not for the other, is no chance', () => {
  expect(problemsOf(alike([{ left: 4 }, { left: 3 }], [{ left: 5 }, { left: 5 }]))).toEqual([
    "left is 5 for a user that isn't there, and 4, then 3 for one that is",
  ]);
  expect(problemsOf(alike([{ left: 5 }, { left: 5 }], [{ left: 4 }, { left: 3 }]))).toEqual([
    "left is 4, then 3 for a user that isn't there, and 5 for one that is",
  ]);
  expect(problemsOf(alike([{ left: 4 }, { left: 3 }], [{}, {}]))).toContain(
    "left is missing for a user that isn't there, and 4, then 3 for one that is",
  );
});

for (const [name, value] of [
  ['x-attempts', '2'],
  ['retry-after', 'there'],
  ['x-ratelimit-remaining', 'there'],
] as const) {
  test(`a header that only one of them has is told: ${name}`, () => {
    const [known, unknown] = [wrong({}, { headers: { [name]: '2' } }), wrong({})];

    expect(problemsOf(answerAlike({ known: [known, known], unknown: [unknown, unknown] }))).toEqual([
      `${name} is missing for a user that isn't there, and ${value} for one that is`,
    ]);
  });
}

test('nothing to compare is no proof', () => {
  expect(answerAlike({ known: [], unknown: [] }).pass).toBe(false);
  expect(haveOneWinner([], defaultContract).pass).toBe(false);
  expect(makeNoAdmin([], 'smoke-1', defaultContract).pass).toBe(false);
  expect(holdNoSecret({ answers: [], leaks: [] }).pass).toBe(false);
});

test('a pair that was renewed', () => {
  const before = sessionOf();
  expect(problemsOf(renew(yes, { before, after: sessionOf({ accessToken: '[b]', refreshToken: '[s]' }) }))).toEqual([]);
  expect(problemsOf(renew(yes, { before, after: sessionOf() }))).toEqual([
    'the access token is the one from before',
    'the refresh token is the one from before',
  ]);
});

const winner = yes;
const loser = of({ status: 401 });
for (const [name, races, problems] of [
  [
    'one wins',
    [
      [winner, loser],
      [loser, winner],
    ],
    [],
  ],
  [
    'both win',
    [
      [winner, loser],
      [winner, winner],
    ],
    [
      'two at the same moment were answered 200 and 200',
      'both have won: the token is read and marked as used in two steps',
    ],
  ],
  ['both lose', [[loser, loser]], ['two at the same moment were answered 401 and 401']],
  ['one crashes', [[of({ status: 500 }), winner]], ['two at the same moment were answered 200 and 500']],
  ['one wins nothing', [[of({ json: {} }), loser]], ['two at the same moment were answered 200 and 401']],
] satisfies [string, [typeof winner, typeof winner][], string[]][]) {
  test(`a race: ${name}`, () => {
    expect(problemsOf(haveOneWinner(races, defaultContract))).toEqual(problems);
  });
}

for (const [otherSessions, access, refresh, passes] of [
  ['end', no, no, true],
  ['end', no, yes, false],
  ['end', yes, no, false],
  ['live', yes, yes, true],
  ['live', yes, no, false],
] as const) {
  test(`the other session, which is to ${otherSessions}: ${access.status}, ${refresh.status}`, () => {
    expect(fareAsPromised({ access, refresh }, contractWith({ sessions: { logout: { otherSessions } } })).pass).toBe(
      passes,
    );
  });
}

for (const [access, refresh, lives, ended] of [
  [yes, yes, true, false],
  [yes, no, false, false],
  [no, yes, false, false],
  [no, no, false, true],
] as const) {
  test(`a session of which the tokens are answered ${access.status} and ${refresh.status}`, () => {
    expect(live({ access, refresh }).pass).toBe(lives);
    expect(haveEnded({ access, refresh }, defaultContract).pass).toBe(ended);
  });
}

test('a session that is no more is told by the token that is refused, and one that is by the one that is taken', () => {
  expect(problemsOf(live({ access: yes, refresh: no }))).toEqual(['status is 401']);
  expect(problemsOf(haveEnded({ access: no, refresh: yes }, defaultContract))[0]).toBe('status is 200, not 401');
});

const user = of({ json: { id: 1, username: 'smoke-1', role: 'user' } });
const admin = of({ json: { id: 1, username: 'smoke-1', role: 'admin' } });
const kept = of({ request: 'GET /admin/users as smoke-1', status: 403 });
const elevation = { answer: of({ status: 200 }), me: user, administered: kept };
for (const [name, change, problems] of [
  ['ignored', {}, []],
  ['forbidden', { answer: of({ status: 403 }) }, []],
  ['invalid', { answer: of({ status: 422 }) }, []],
  ['taken', { me: admin }, ['afterwards, role is "admin", not "user"']],
  [
    'taken where it counts',
    { administered: of({ request: 'GET /admin/users as smoke-1' }) },
    ['afterwards, GET /admin/users as smoke-1 is answered 200, not 403'],
  ],
  [
    'a crash',
    { answer: of({ status: 500 }) },
    ['status is 500: neither a success nor a refusal of what was sent (403, 422, 400)'],
  ],
  [
    'never tried',
    { answer: of({ status: 401 }) },
    ['status is 401: neither a success nor a refusal of what was sent (403, 422, 400)'],
  ],
] satisfies [string, Partial<typeof elevation>, string[]][]) {
  test(`an attempt to become an admin is ${name}`, () => {
    expect(problemsOf(makeNoAdmin([elevation, { ...elevation, ...change }], 'smoke-1', defaultContract))).toEqual(
      problems,
    );
  });
}

const post = (id: string) => ({ id, title: `title-${id}`, content: 'c' });
test('a list of posts', () => {
  const list = of({ json: [post('1'), post('2')] });

  expect(problemsOf(listPosts(list, { having: [post('1')], lacking: [post('3')] }, defaultContract))).toEqual([]);
  expect(problemsOf(listPosts(list, { having: [post('3')], lacking: [post('2')] }, defaultContract))).toEqual([
    '"title-3" is not there',
    '"title-2" is there, and should not be',
  ]);
  expect(problemsOf(listPosts(of({ status: 500 }), {}, defaultContract))).toEqual([
    'status is 500',
    'no list at . or items or posts',
  ]);
});

test('a secret is told with the answer that has it', () => {
  const leaks = [
    { answer: no, problem: 'it has password' },
    { answer: sessionsAnswer({ request: 'GET /users/me as smoke-1' }), problem: 'it has salt' },
  ];

  expect(problemsOf(holdNoSecret({ answers: [no], leaks }))).toEqual([
    'it has password',
    'GET /users/me as smoke-1: it has salt',
  ]);
  expect(holdNoSecret({ answers: [no], leaks: [] }).pass).toBe(true);
});

test('a forgery is refused, and what it is forged from is not', () => {
  const denial = defaultContract.sessions.errors.forgedToken;

  expect(beForgeries({ genuine: yes, forged: [no, no] }, denial, defaultContract).pass).toBe(true);
  expect(problemsOf(beForgeries({ genuine: yes, forged: [no, yes] }, denial, defaultContract))[0]).toBe(
    'status is 200, not 401',
  );
  expect(problemsOf(beForgeries({ genuine: no, forged: no }, denial, defaultContract))).toEqual(['status is 401']);
  expect(beForgeries({ genuine: yes, forged: [] }, denial, defaultContract).pass).toBe(false);
});
