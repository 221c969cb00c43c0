import { expect, test } from '@playwright/test';
import { stayAtHome } from '../../../../fixtures/matchers/sign-in-matchers';
import type { Given } from '../../support/answers';
import { FRONTEND, linesOf, problemsOf, targetOf, tripOf } from './support/parts';

const judge = (given: Given, frontendUrl = FRONTEND) => stayAtHome(tripOf(given), targetOf({ frontendUrl }));
const to = (location: string): Given => ({ headers: { location } });

for (const [name, given, frontendUrl] of [
  ["the frontend's start", to(`${FRONTEND}/`), FRONTEND],
  ['any page of it', to(`${FRONTEND}/welcome?next=https://smoke-test.example/`), FRONTEND],
  ['a page of it, where it is below a path', to(`${FRONTEND}/`), `${FRONTEND}/web`],
  ['a refusal', { status: 400 }, FRONTEND],
  ['a relative page, of one origin', to('/welcome'), 'https://api.example.com'],
] satisfies [string, Given, string][]) {
  test(`stays at home: ${name}`, () => {
    expect(judge(given, frontendUrl).pass).toBe(true);
  });
}

for (const [name, given, problems] of [
  ['a foreign page', to('https://smoke-test.example/welcome'), ['it leads to https://smoke-test.example']],
  ['one without a scheme', to('//smoke-test.example/welcome'), ['it leads to https://smoke-test.example']],
  ['one with backslashes', to(String.raw`\\smoke-test.example`), ['it leads to https://smoke-test.example']],
  ['a host that begins alike', to(`${FRONTEND}.smoke-test.example/`), [`it leads to ${FRONTEND}.smoke-test.example`]],
  [
    'a user that looks like the host',
    to('https://app.example.com@smoke-test.example/'),
    ['it leads to https://smoke-test.example'],
  ],
  ['another port', to(`${FRONTEND}:8443/`), [`it leads to ${FRONTEND}:8443`]],
  ['plain http', to(FRONTEND.replace('https', 'http')), ['it leads to http://app.example.com']],
  ['no page', to('javascript:alert(1)'), ['it leads to null']],
  ['a crash', { status: 502 }, ['status is 502: neither a refusal nor an answer']],
] satisfies [string, Given, string[]][]) {
  test(`does not stay at home: ${name}`, () => {
    expect(judge(given).pass).toBe(false);
    expect(problemsOf(judge(given))).toEqual(problems);
  });
}

test('the whole message', () => {
  const trip = tripOf(to('https://smoke-test.example/welcome'));

  expect(linesOf(stayAtHome(trip, targetOf({ frontendUrl: `${FRONTEND}/web` })))).toEqual([
    `GET /auth/github/callback as first: expected a redirect to ${FRONTEND}, or a refusal, got 302 from the integration`,
    '  - it leads to https://smoke-test.example',
    '  body: (empty)',
    '  ids: apigw-requestid: r1',
  ]);
  expect(trip.landing.exchange.judged).toBe(true);
});
