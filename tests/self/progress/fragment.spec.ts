import { everythingIn } from '../support/archive';
import type { FragmentFault } from './support/fragment';
import { expect, test, type How } from './support/tries';

/** What only the deployment can tell to be over. */
const over: How['variables'] = ({ tokenOf }) => ({
  SMOKE_PROGRESS_EXPIRED_JWT: tokenOf('ada', -60),
  SMOKE_PROGRESS_ENDED_JWT: tokenOf('ada', -60),
});

test('sessions that travel in fragments and headers are tested by a contract, and no secret is left', async ({
  tryFragment,
}) => {
  const run = await tryFragment(undefined, { parameters: ['--trace=on'], variables: over });
  const output = [run.stdout, run.stderr, ...everythingIn(run.folder)].join('\n');

  expect(run.stdout).toContain('13/13 scenarios passed');
  expect(run.stdout).toContain('2 skipped');
  expect(run.results).toMatchObject({ PR8: 'SKIP', PR9: 'SKIP' });
  expect(run.below('PR8')).toContain("the contract's progress.session.csrf is null: no proof is promised");
  expect(run.below('PR9')).toContain("the contract's progress.limit is null: no limit is promised");
  expect(run.below('OA4')).toBe('');
  expect(run.stderr).toBe('');
  expect(run.exitCode).toBe(0);
  expect(output).toContain('/oauth/return?code=');
  expect(run.secrets.length).toBeGreaterThan(30);
  expect(run.secrets.filter((secret) => output.includes(secret))).toEqual([]);
});

for (const [fault, results, words] of [
  ['the state is not checked', { OA3: 'FAIL', PR2: 'PASS' }, 'but a redirect to http://localhost:5173/app#token=['],
  ['the state is always the same', { OA1: 'FAIL', PR2: 'PASS' }, 'state is the same for different browsers'],
  ['the state is too short', { OA1: 'FAIL' }, /state can be guessed: .* has \d\d bits at most, fewer than 88/],
  [
    'an error of the provider is taken for a profile',
    { OA3: 'FAIL', PR2: 'PASS' },
    'with a code that the provider refuses',
  ],
  [
    'a user is written before the state is checked',
    { OA3: 'FAIL', PR2: 'PASS' },
    'what is stored of the user has changed',
  ],
  ['no second request for the email', { OA6: 'FAIL', PR2: 'PASS' }, 'contact.email is null'],
  ['the token is in the query', { OA2: 'FAIL', PR2: 'FAIL' }, 'there is no session in fragment token'],
  ['the token is in the query as well', { OA2: 'FAIL', PR2: 'PASS' }, 'its URL has a secret in "token"'],
  ['any page may be returned to', { OA2: 'FAIL', PR2: 'PASS' }, 'it leads to https://smoke-test.example'],
  [
    'a signed-out token is good for progress',
    { OA5: 'FAIL', PR2: 'PASS' },
    /GET \/api\/v1\/solutions as nobody: expected 401 bad_token with authorization Bearer \[token ….{4}\], got 200/,
  ],
  [
    'any token of this kind is good',
    { OA4: 'FAIL', PR2: 'PASS', PR3: 'FAIL' },
    'a tampered token is no session: POST /api/v1/session/check as nobody: expected 401 bad_token',
  ],
  ['everybody is shown', { PR2: 'PASS', PR3: 'PASS', PR6: 'FAIL' }, "it shows another user's progress"],
  [
    'whom the body names is recorded',
    { PR2: 'PASS', PR6: 'FAIL' },
    /nor can it be written: GET \/api\/v1\/solutions as first: expected \d+ attempts? at "practice"/,
  ],
  ['the time moves', { PR2: 'PASS', PR4: 'FAIL' }, 'as it was before: it has been overwritten'],
  ['updates are lost', { PR2: 'PASS', PR5: 'FAIL' }, /tries is \d, not \d+: it was \d before 10 attempts more/],
  ['any origin is admitted', { PR2: 'PASS', PR7: 'FAIL' }, 'a page of https://smoke-test.example is admitted as well'],
  ['the exercises need a session', { PR1: 'FAIL', PR2: 'PASS' }, 'the exercises are public: GET /api/v1/exercises'],
  ['an id is not needed', { PR2: 'PASS', PR4: 'FAIL' }, 'a body without an id is refused: POST /api/v1/solutions'],
] satisfies [FragmentFault, Record<string, string>, string | RegExp][]) {
  test(`wrong by fragments: ${fault}`, async ({ tryFragment }) => {
    const ids = Object.keys(results);
    const run = await tryFragment(fault, { parameters: ['--grep', `@(${ids.join('|')})`] });
    const red = Object.entries(results).filter(([, result]) => result === 'FAIL');

    expect(run.results).toEqual(results);
    expect(run.below(red[0]?.[0] ?? '')).toEqual(
      typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words),
    );
    expect(run.exitCode).toBe(1);
  });
}
