import { everythingIn } from '../support/archive';
import type { Proof } from './support/cookies-contract';
import type { CookiesFault } from './support/cookies';
import { expect, test } from './support/tries';

for (const proof of ['origin', 'answer'] as const) {
  test(`sessions in cookies, with a proof by ${proof}, are tested by a contract, and no secret is left`, async ({
    tryCookies,
  }) => {
    const run = await tryCookies({ proof }, { parameters: ['--trace=on'] });
    const output = [run.stdout, run.stderr, ...everythingIn(run.folder)].join('\n');

    expect(run.stdout).toContain('15/15 scenarios passed');
    expect(run.stdout).toContain('0 skipped');
    for (const [what, variable] of [
      ['an expired token is no session: no token given whose time is over', 'EXPIRED'],
      ['a session that timed out is no session: no token given whose session has timed out', 'ENDED'],
    ] as const) {
      expect(run.below('OA4')).toContain(`${what} (SMOKE_PROGRESS_${variable}_JWT)`);
    }
    expect(run.below('PR4')).toContain("the contract's progress.record.withoutId is null: there is nothing to try");
    expect(run.below('PR6')).toContain("the contract's progress.record.forOther is null: there is nothing to try");
    expect(run.stderr).toBe('');
    expect(run.exitCode).toBe(0);
    expect(output).toContain('/login/done?code=');
    expect(run.secrets.length).toBeGreaterThan(30);
    expect(run.secrets.filter((secret) => output.includes(secret))).toEqual([]);
  });
}

test('a state that is escaped in URLs is as good as any other', async ({ tryCookies }) => {
  const { results, exitCode } = await tryCookies({ states: 'base64' }, { parameters: ['--grep', '@(OA1|OA2|PR6)'] });

  expect(results).toEqual({ OA1: 'PASS', OA2: 'PASS', PR6: 'PASS' });
  expect(exitCode).toBe(0);
});

for (const [fault, results, words, proof = 'origin'] of [
  [
    'the state of any browser will do',
    { OA3: 'FAIL', PR2: 'PASS' },
    'a callback with the state of another browser is refused: GET /login/done as somebody',
  ],
  ['any page may be returned to', { OA2: 'FAIL', PR2: 'PASS' }, 'it leads to https://smoke-test.example'],
  ['the cookie is not Secure', { OA2: 'FAIL', PR2: 'FAIL' }, 'cookie __Host-sid is not Secure'],
  ['the cookie is not HttpOnly', { OA2: 'FAIL', PR2: 'PASS' }, 'cookie __Host-sid is not HttpOnly'],
  [
    'the cookie has no SameSite',
    { OA2: 'FAIL', PR2: 'PASS' },
    'cookie __Host-sid has no SameSite, which should be None',
  ],
  ['the cookie has no end', { OA2: 'FAIL', PR2: 'PASS' }, 'cookie __Host-sid has no expiry (Max-Age, or Expires)'],
  ['a sign-out clears the cookie only', { OA5: 'FAIL', PR2: 'PASS' }, 'the same of GET /me/exercises as nobody (200)'],
  [
    'a signed-out session may record',
    { OA5: 'FAIL', PR2: 'PASS' },
    /POST \/me\/exercises\/practice as \w+: expected 401/,
  ],
  ['the profile is that of another', { PR2: 'FAIL', PR3: 'PASS' }, 'user.name is "somebody-else", not "ada"'],
  [
    'whom the query names is shown',
    { PR2: 'PASS', PR6: 'FAIL' },
    /GET \/me\/exercises as other: expected .*\n.*it shows another user's progress/,
  ],
  [
    'whom the path names is shown',
    { PR2: 'PASS', PR6: 'FAIL' },
    /GET \/users\/usr_1815\/exercises\/practice as other: expected .*\n.*it shows another user's progress/,
  ],
  [
    'any page may be admitted',
    { PR2: 'PASS', PR7: 'FAIL' },
    'access-control-allow-origin is *, which does not admit http://localhost:8081 with its cookies',
  ],
  ['no proof is needed', { PR2: 'PASS', PR8: 'FAIL' }, 'a cookie records nothing, with none as its proof'],
  [
    'who names no origin needs no proof',
    { PR2: 'PASS', PR8: 'FAIL' },
    'a cookie records nothing, with none as its proof',
  ],
  ['no proof is needed', { PR2: 'PASS', PR8: 'FAIL' }, 'a cookie removes nothing', 'answer'],
  ['any proof will do', { PR2: 'PASS', PR8: 'FAIL' }, 'with a wrong one as its proof', 'answer'],
  ['there is no limit', { PR2: 'PASS', PR9: 'FAIL' }, 'none of 8 requests was refused'],
  ['nobody is told when the limit ends', { PR2: 'PASS', PR9: 'FAIL' }, 'there is no Retry-After'],
] satisfies [CookiesFault, Record<string, string>, string | RegExp, Proof?][]) {
  test(`wrong by cookies, with a proof by ${proof}: ${fault}`, async ({ tryCookies }) => {
    const ids = Object.keys(results);
    const run = await tryCookies({ fault, proof }, { parameters: ['--grep', `@(${ids.join('|')})`, '--workers=1'] });
    const red = Object.entries(results).filter(([, result]) => result === 'FAIL');

    expect(run.results).toEqual(results);
    expect(run.below(red[0]?.[0] ?? '')).toEqual(
      typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words),
    );
    expect(run.exitCode).toBe(1);
  });
}

test('a session that never ends is found by a token of one that should have', async ({ tryCookies }) => {
  const { results, below } = await tryCookies(
    { fault: 'sessions never end' },
    {
      parameters: ['--grep', '@OA4'],
      variables: ({ tokenOf }) => ({ SMOKE_PROGRESS_ENDED_JWT: tokenOf('ada', -60) }),
    },
  );

  expect(results).toEqual({ OA4: 'FAIL' });
  expect(below('OA4')).toContain('a session that timed out is no session: POST /session as nobody: expected 401');
});
