import { everythingIn } from '../support/archive';
import type { OpaqueFault } from './support/opaque-answers';
import { expect, test } from './support/tries';

test('tokens that nobody can read are tested by a contract, as often as one likes, and nothing is left', async ({
  opaque,
}) => {
  const stranger = await opaque();
  const runs = [await stranger.run(['--trace=on']), await stranger.run(), await stranger.run()];
  const output = runs.flatMap(({ stdout, stderr, folder }) => [stdout, stderr, ...everythingIn(folder)]).join('\n');

  for (const { stdout, stderr, exitCode, results, below } of runs) {
    expect(stdout).toContain('9/9 scenarios passed');
    expect(stdout).toContain('3 skipped');
    expect(results).toMatchObject({ SE8: 'SKIP', SE11: 'SKIP', SE12: 'SKIP' });
    expect(below('SE5')).toContain('the contract\'s sessions.refresh.reuse is "is refused": nothing else ends');
    expect(below('SE8')).toContain("the contract's sessions.access.format is opaque: nobody can forge what nobody can");
    expect(below('SE11')).toContain("the contract's sessions.cors is null: browsers have no part in it");
    expect(below('SE12')).toContain(
      "the contract's sessions.access.format is opaque: nobody can forge what nobody can",
    );
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  }
  expect(stranger.accounts()).toBeLessThanOrEqual(4);
  expect(stranger.posts()).toBe(0);
  expect(output).toContain('/oauth/token');
  expect(stranger.secrets().length).toBeGreaterThan(60);
  expect(stranger.secrets().filter((secret) => output.includes(secret))).toEqual([]);
});

test('one session for each user, of whom whoever loses a race loses it, is as good', async ({ opaque }) => {
  const { results, below, exitCode } = await (await opaque({ single: true })).run(['--grep', '@SE[4-79]']);

  expect(results).toEqual({ SE4: 'PASS', SE5: 'PASS', SE6: 'PASS', SE7: 'PASS', SE9: 'PASS' });
  expect(below('SE7')).toBe(
    '        the user\'s other session is as the contract says: the contract\'s sessions.logout.otherSessions is "none": a user has one session at a time\n',
  );
  expect(exitCode).toBe(0);
});

test('without an admin, what needs one is skipped', async ({ opaque }) => {
  const { results, below } = await (
    await opaque()
  ).run(['--grep', '@SE9'], { SMOKE_SESSIONS_ADMIN_USERNAME: '', SMOKE_SESSIONS_ADMIN_PASSWORD: '' });

  expect(results).toEqual({ SE9: 'PASS' });
  expect(below('SE9')).toBe(
    '        an admin may administer: no admin given (SMOKE_SESSIONS_ADMIN_USERNAME, SMOKE_SESSIONS_ADMIN_PASSWORD)\n',
  );
});

for (const [fault, results, words] of [
  ['the database is away', { SE1: 'FAIL' }, 'db is "down", not "up"'],
  ["a header has a third party's token", { SE3: 'FAIL', SE4: 'FAIL' }, 'it has a TikTok token: [leak:TikTok-token'],
  [
    'an invalid registration is answered with the password',
    { SE3: 'FAIL', SE4: 'PASS' },
    'an invalid registration shows no secret: POST /accounts',
  ],
  ['the profile has a digest of the password', { SE3: 'FAIL', SE5: 'PASS' }, "it has a password's hash"],
  ['a used refresh token is taken for ever', { SE4: 'PASS', SE5: 'FAIL' }, 'POST /oauth/token'],
  [
    'two refreshes at once both win',
    { SE4: 'PASS', SE6: 'FAIL' },
    'both have won: the token is read and marked as used',
  ],
  ['a refresh token stays the same', { SE4: 'FAIL', SE7: 'PASS' }, 'the refresh token is the one from before'],
  [
    'access tokens outlive a sign-out',
    { SE4: 'PASS', SE7: 'FAIL' },
    'a sign-out ends both tokens at once: GET /account',
  ],
  ['another is signed out, too', { SE4: 'PASS', SE7: 'FAIL' }, "another user's session lives: GET /account"],
  [
    'the status tells who has an account',
    { SE2: 'FAIL' },
    "the status is 403 for a user that isn't there, and 401 for one that is",
  ],
  ['an update makes admins', { SE9: 'FAIL' }, 'nobody makes himself an admin: PUT /account'],
  ["others' posts are changed", { SE10: 'FAIL' }, "a foreign post can't be changed or removed: PUT /posts/"],
  ["others' posts are listed", { SE10: 'FAIL' }, "a foreign post can't be read: GET /posts as"],
  ["others' posts are read", { SE10: 'FAIL' }, "a foreign post can't be read: GET /posts/"],
  ['a change is not stored', { SE10: 'FAIL' }, 'body is "Written by a smoke test'],
  ['a removed post is still read', { SE10: 'FAIL' }, 'a removed post is gone: GET /posts/'],
] satisfies [OpaqueFault, Record<string, string>, string][]) {
  test(`wrong by opaque tokens: ${fault}`, async ({ opaque }) => {
    const ids = Object.keys(results);
    const run = await (await opaque({ fault })).run(['--grep', String.raw`@(${ids.join('|')})\b`, '--workers=1']);
    const red = Object.entries(results).filter(([, result]) => result === 'FAIL');

    expect(run.results).toEqual(results);
    expect(run.below(red[0]?.[0] ?? '')).toContain(words);
    expect(run.exitCode).toBe(1);
  });
}
