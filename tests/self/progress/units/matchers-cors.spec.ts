import { expect, test } from '@playwright/test';
import { admitFrontendAlone } from '../../../../fixtures/matchers/cors-matcher';
import { FRONTEND as origin, linesOf, problemsOf, progressAnswer } from './support/parts';

const foreignOrigin = 'https://smoke-test.example';
const request = 'OPTIONS /progress as nobody';
const allow = {
  'access-control-allow-origin': origin,
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'GET, POST,DELETE',
  'access-control-allow-headers': 'Content-Type, x-csrf-token',
};
type Allowed = Record<string, string | undefined>;
const preflight = { origin, methods: ['POST'], statuses: [200, 204], headers: ['content-type', 'X-CSRF-Token'] };
const ordinary = { origin, statuses: [200], headers: ['content-type'] };

function judge(
  own: Allowed,
  foreign: Allowed = {},
  { status = 204, wanted = preflight }: { status?: number; wanted?: Wanted } = {},
) {
  const answer = (headers: Allowed, from: string) => {
    const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const made = progressAnswer({ request, status, headers: Object.fromEntries(given) });
    return {
      ...made,
      exchange: { ...made.exchange, request: { ...made.exchange.request, headers: { origin: from } } },
    };
  };
  const asked = { own: answer(own, origin), foreign: [answer({}, 'null'), answer(foreign, foreignOrigin)] };
  return { ...admitFrontendAlone(asked, wanted), asked };
}
type Wanted = Parameters<typeof admitFrontendAlone>[1];

for (const [name, own, foreign, how] of [
  ['by name', allow, {}, {}],
  [
    'names of headers in another case',
    { ...allow, 'access-control-allow-headers': 'CONTENT-TYPE,X-Csrf-Token' },
    {},
    {},
  ],
  ['who else is answered as the frontend is', allow, allow, {}],
  [
    'an answer needs no methods and no headers',
    { ...allow, 'access-control-allow-methods': undefined, 'access-control-allow-headers': undefined },
    {},
    { status: 200, wanted: ordinary },
  ],
] satisfies [string, Allowed, Allowed, Parameters<typeof judge>[2]][]) {
  test(`the frontend alone is admitted: ${name}`, () => {
    const { pass, asked } = judge(own, foreign, how);

    expect(pass).toBe(true);
    expect([asked.own, ...asked.foreign].map(({ exchange }) => exchange.judged)).toEqual([true, true, true]);
  });
}

const without = (name: keyof typeof allow): Allowed => ({ ...allow, [name]: undefined });
const noCredentials = 'access-control-allow-credentials is not true: no cookie goes with a request';
const admitted = (by: string): string =>
  `a page of ${foreignOrigin} is admitted as well: access-control-allow-origin is ${by}`;
for (const [name, own, foreign, problems] of [
  [
    'no origin',
    without('access-control-allow-origin'),
    {},
    [`access-control-allow-origin is missing, which does not admit ${origin} with its cookies`],
  ],
  [
    'any origin',
    { ...allow, 'access-control-allow-origin': '*' },
    {},
    [`access-control-allow-origin is *, which does not admit ${origin} with its cookies`],
  ],
  [
    'with a slash',
    { ...allow, 'access-control-allow-origin': `${origin}/` },
    {},
    [`access-control-allow-origin is ${origin}/, which does not admit ${origin} with its cookies`],
  ],
  ['no credentials', without('access-control-allow-credentials'), {}, [noCredentials]],
  ['credentials that are not "true"', { ...allow, 'access-control-allow-credentials': 'True' }, {}, [noCredentials]],
  ['no methods', without('access-control-allow-methods'), {}, ['access-control-allow-methods lacks POST']],
  [
    'any method, which counts for nothing with cookies',
    { ...allow, 'access-control-allow-methods': '*' },
    {},
    ['access-control-allow-methods lacks POST'],
  ],
  [
    'methods in lower case',
    { ...allow, 'access-control-allow-methods': 'post' },
    {},
    ['access-control-allow-methods lacks POST'],
  ],
  [
    'no headers',
    without('access-control-allow-headers'),
    {},
    ['access-control-allow-headers lacks content-type, X-CSRF-Token'],
  ],
  [
    'any header, which counts for nothing with cookies',
    { ...allow, 'access-control-allow-headers': '*' },
    {},
    ['access-control-allow-headers lacks content-type, X-CSRF-Token'],
  ],
  [
    'one header',
    { ...allow, 'access-control-allow-headers': 'content-type' },
    {},
    ['access-control-allow-headers lacks X-CSRF-Token'],
  ],
  [
    'who else asks, by name',
    allow,
    { ...allow, 'access-control-allow-origin': foreignOrigin },
    [admitted(foreignOrigin)],
  ],
  ['who else asks, as anybody', allow, { 'access-control-allow-origin': '*' }, [admitted('*')]],
] satisfies [string, Allowed, Allowed, string[]][]) {
  test(`the frontend is not admitted alone: ${name}`, () => {
    const found = judge(own, foreign);

    expect(found.pass).toBe(false);
    expect(problemsOf(found)).toEqual(problems);
  });
}

test('nothing of it: the whole message', () => {
  expect(linesOf(judge({}, {}, { status: 403 }))).toEqual([
    `${request}: expected a preflight that admits ${origin}, and nobody else, got 403 from the integration`,
    '  - status is 403, not 200 or 204',
    `  - access-control-allow-origin is missing, which does not admit ${origin} with its cookies`,
    `  - ${noCredentials}`,
    '  - access-control-allow-methods lacks POST',
    '  - access-control-allow-headers lacks content-type, X-CSRF-Token',
    '  body: (empty)',
    '  ids: apigw-requestid: r1',
  ]);
  expect(linesOf(judge(allow, {}, { status: 204, wanted: ordinary })).slice(0, 2)).toEqual([
    `${request}: expected an answer that admits ${origin}, and nobody else, got 204 from the integration`,
    '  - status is 204, not 200',
  ]);
});
