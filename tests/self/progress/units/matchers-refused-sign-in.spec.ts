import { expect, test } from '@playwright/test';
import { defaultContract, type Contract } from '../../../../contract';
import { beRefusedSignIn, pageOf } from '../../../../fixtures/matchers/progress-matchers';
import type { RefusedSignIn } from '../../../../fixtures/progress/callbacks';
import type { Given } from '../../support/answers';
import { contractWith } from '../../support/contract';
import { FRONTEND, linesOf, problemsOf, progressAnswer } from './support/parts';

interface How extends Partial<Omit<RefusedSignIn, 'response'>> {
  contract?: Contract;
  frontendUrl?: string;
}

function judge(given: Given, { contract = defaultContract, frontendUrl = FRONTEND, ...more }: How = {}) {
  const response = progressAnswer({ request: 'GET /auth/github/callback as somebody', ...given });
  const afterwards = progressAnswer({ request: 'GET /users/me as somebody', status: 401 });
  const tried = { response, afterwards, rows: undefined, ...more };
  return { ...beRefusedSignIn(tried, { frontendUrl, contract }), response };
}

const to = (location: string, status = 302): Given => ({ status, headers: { location } });
const page = to(`${FRONTEND}/login?error=state`);

for (const [name, given, how] of [
  ['400', { status: 400 }, {}],
  ['403', { status: 403 }, {}],
  ["the frontend's page", page, {}],
  ['by 303', to(`${FRONTEND}/login?from=github&error=access_denied#top`, 303), {}],
  ['a frontend below a path', to(`${FRONTEND}/web/login?error=x`), { frontendUrl: `${FRONTEND}/web/` }],
  ['a relative page, of one origin', to('/login?error=x'), { frontendUrl: 'https://api.example.com' }],
  ['the same rows', page, { rows: { before: [{ id: 1 }], after: [{ id: 1 }] } }],
] satisfies [string, Given, How][]) {
  test(`refused: ${name}`, () => {
    const { pass, response } = judge(given, how);

    expect(pass).toBe(true);
    expect(response.exchange.judged).toBe(true);
  });
}

const neither = "it is not 400 or 401 or 403, or a redirect to the frontend's /login with error";
for (const [name, given, how, problems] of [
  ['200', { status: 200 }, {}, [neither]],
  ['500', { status: 500 }, {}, [neither]],
  ['404', { status: 404 }, {}, [neither]],
  ["to the frontend's start", to(`${FRONTEND}/`), {}, [`${neither}, but a redirect to ${FRONTEND}/`]],
  ['without a reason', to(`${FRONTEND}/login`), {}, [`${neither}, but a redirect to ${FRONTEND}/login`]],
  ['an empty reason', to(`${FRONTEND}/login?error=`), {}, [`${neither}, but a redirect to ${FRONTEND}/login?error=`]],
  [
    'another host',
    to('https://a.test/login?error=x'),
    {},
    [`${neither}, but a redirect to https://a.test/login?error=x`],
  ],
  [
    'another page',
    to(`${FRONTEND}/login/x?error=x`),
    {},
    [`${neither}, but a redirect to ${FRONTEND}/login/x?error=x`],
  ],
  [
    'no redirect, with a Location',
    to(`${FRONTEND}/login?error=x`, 201),
    {},
    [`${neither}, but a redirect to ${FRONTEND}/login?error=x`],
  ],
  // It is the API's own page that the browser would go to.
  ['a relative page', to('/login?error=x'), {}, [`${neither}, but a redirect to /login?error=x`]],
  ['what is no URL', to('https://'), {}, [`${neither}, but a redirect to https://`]],
  [
    'below a path',
    to(`${FRONTEND}/login?error=x`),
    { frontendUrl: `${FRONTEND}/web` },
    [`${neither}, but a redirect to ${FRONTEND}/login?error=x`],
  ],
  [
    'somebody is there',
    page,
    { afterwards: progressAnswer({ request: 'GET /users/me as somebody', json: {} }) },
    ['afterwards, GET /users/me as somebody is answered 200: somebody has signed in'],
  ],
  [
    'nobody can tell',
    page,
    { afterwards: progressAnswer({ request: 'GET /users/me as somebody', status: 503 }) },
    ['afterwards, GET /users/me as somebody is answered 503, not 401: nobody can tell who is there'],
  ],
  ['a new row', page, { rows: { before: [], after: [{ id: 1 }] } }, ['what is stored of the user has changed']],
  [
    'all at once',
    { status: 200 },
    {
      afterwards: progressAnswer({ request: 'GET /users/me as somebody', json: {} }),
      rows: { before: [{ id: 1, logins: 1 }], after: [{ id: 1, logins: 2 }] },
    },
    [
      neither,
      'afterwards, GET /users/me as somebody is answered 200: somebody has signed in',
      'what is stored of the user has changed',
    ],
  ],
] satisfies [string, Given, How, string[]][]) {
  test(`not refused: ${name}`, () => {
    const found = judge(given, how);

    expect(found.pass).toBe(false);
    expect(problemsOf(found)).toEqual(problems);
  });
}

test('the whole message', () => {
  expect(linesOf(judge(to(`${FRONTEND}/`)))).toEqual([
    'GET /auth/github/callback as somebody: expected a refusal, no session, and no user written, got 302 from the integration',
    `  - ${neither}, but a redirect to ${FRONTEND}/`,
    '  body: (empty)',
    '  ids: apigw-requestid: r1',
  ]);
});

test('by what the contract says: statuses alone, or a page alone', () => {
  const refusing = (refused: Partial<Contract['progress']['oauth']['refused']>) =>
    contractWith({ progress: { oauth: { refused } } });
  const statuses = refusing({ statuses: [422], page: null });
  const own = refusing({ statuses: [], page: { path: '/oops', parameter: 'why' } });

  expect(judge({ status: 422 }, { contract: statuses }).pass).toBe(true);
  expect(problemsOf(judge(page, { contract: statuses }))).toEqual([
    `it is not 422, but a redirect to ${FRONTEND}/login?error=state`,
  ]);
  expect(judge(to(`${FRONTEND}/oops?why=x`), { contract: own }).pass).toBe(true);
  expect(problemsOf(judge({ status: 400 }, { contract: own }))).toEqual([
    "it is not a redirect to the frontend's /oops with why",
  ]);
});

test('whom the contract takes for nobody is told by its own status', () => {
  const contract = contractWith({ progress: { errors: { noSession: { status: 403 } } } });
  const afterwards = progressAnswer({ status: 403 });

  expect(judge(page, { contract, afterwards }).pass).toBe(true);
  expect(judge(page, { contract }).pass).toBe(false);
});

test('a page is below the frontend', () => {
  expect(pageOf('https://a.test', '/')).toBe('https://a.test/');
  expect(pageOf('https://a.test/', '/login')).toBe('https://a.test/login');
  expect(pageOf('https://a.test/web', '/login')).toBe('https://a.test/web/login');
  expect(pageOf('https://a.test/web/', '/')).toBe('https://a.test/web/');
});
