import { everythingIn } from '../support/archive';
import type { DevicesFault } from './support/devices-answers';
import { expect, test } from './support/tries';

test('a sign-in for each device is tested by a contract, as often as one likes, and nothing is left', async ({
  devices,
}) => {
  const stranger = await devices();
  const runs = [await stranger.run(['--trace=on']), await stranger.run(), await stranger.run()];
  const output = runs.flatMap(({ stdout, stderr, folder }) => [stdout, stderr, ...everythingIn(folder)]).join('\n');
  const [first] = runs;

  for (const { stdout, stderr, exitCode, results, below } of runs) {
    expect(stdout).toContain('11/11 scenarios passed');
    expect(stdout).toContain('1 skipped');
    expect(results).toMatchObject({ SE6: 'SKIP' });
    expect(below('SE6')).toContain("the contract's sessions.refresh.graceSeconds is 1: for so long, one token may be");
    expect(below('SE8')).toContain("the contract's sessions.access.versionClaim is null: there is none");
    expect(below('SE9')).toContain("the contract's sessions.update is null: nobody changes his profile");
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  }
  expect(first?.below('SE2')).toBe('');
  expect(stranger.accounts()).toBeLessThanOrEqual(4);
  expect(stranger.posts()).toBe(0);
  expect(output).toContain('/api/v1/auth/refresh');
  expect(stranger.secrets().length).toBeGreaterThan(60);
  expect(stranger.secrets().filter((secret) => output.includes(secret))).toEqual([]);
});

for (const [fault, results, words] of [
  [
    'the profile has a hash under another name',
    { SE3: 'FAIL' },
    /a sign-in shows no secret: POST \S+ as \S+: expected no secret in an answer, got 200[^]*it has a bcrypt hash: \[leak:b/,
  ],
  [
    "an error has a third party's token",
    { SE3: 'FAIL' },
    /a used refresh token shows no secret: [^]*has a TikTok token/,
  ],
  ["a cookie has a third party's token", { SE3: 'FAIL', SE12: 'FAIL' }, 'it has a TikTok token: [leak:TikTok-token'],
  [
    "a refresh tells its token's hash as the id of the session",
    { SE3: 'FAIL', SE12: 'PASS' },
    /a refresh shows no secret: POST [^]*it has a refresh token's hash/,
  ],
  ['the grace never ends', { SE4: 'PASS', SE5: 'FAIL' }, 'a used refresh token is refused: POST /api/v1/auth/refresh'],
  ['a sign-out clears the cookie only', { SE4: 'PASS', SE7: 'FAIL' }, 'a sign-out ends both tokens at once: GET '],
  ['a sign-out ends the refresh token only', { SE4: 'PASS', SE7: 'FAIL' }, 'a sign-out ends both tokens at once: GET '],
  [
    'a sign-out ends every device',
    { SE4: 'PASS', SE7: 'FAIL' },
    "the user's other session is as the contract says: GET ",
  ],
  [
    'the text tells who has an account, beside a time',
    { SE1: 'PASS', SE2: 'FAIL' },
    "error.message is Nobody has this address for a user that isn't there, and Wrong password for one that is",
  ],
  [
    'a header tells who has an account',
    { SE1: 'PASS', SE2: 'FAIL' },
    "x-failure is lookup for a user that isn't there, and missing for one that is",
  ],
  [
    'whoever registers says what he is',
    { SE9: 'FAIL' },
    /nobody registers as an admin: POST \/api\/v1\/users as \S+: expected nobody to become an admin/,
  ],
  [
    "others' notes are listed",
    { SE10: 'FAIL' },
    /a foreign post can't be read: .* expected a list of posts[^]*should not be/,
  ],
  ["others' notes are read", { SE10: 'FAIL' }, "a foreign post can't be read: GET /api/v1/notes/"],
  ['an invalid note is refused without a name', { SE10: 'FAIL' }, 'the body does not name title'],
  ['pages of localhost are admitted', { SE11: 'FAIL' }, 'a page of http://localhost:3000 is admitted as well'],
  [
    'pages of any origin may read an answer',
    { SE11: 'FAIL' },
    'a page of https://smoke-test.example is admitted as well',
  ],
  [
    'administration asks for a token only',
    { SE9: 'FAIL' },
    'administration is nothing for a user: GET /api/v1/admin/stats',
  ],
  ['alg none is taken', { SE8: 'FAIL', SE12: 'PASS' }, 'a token without a signature (alg none) is refused: GET'],
  ['a default key signs, too', { SE8: 'PASS', SE12: 'FAIL' }, 'expected 401, got 200'],
  ['signatures are not checked', { SE8: 'FAIL', SE12: 'FAIL' }, 'a token in the name of another user is refused: GET'],
  ['any signature will do', { SE8: 'FAIL', SE12: 'FAIL' }, 'a token signed with a foreign key is refused: GET'],
  ['times are not checked', { SE8: 'FAIL', SE12: 'PASS' }, 'a token whose time is over is refused: GET'],
] satisfies [DevicesFault, Record<string, string>, string | RegExp][]) {
  test(`wrong by devices: ${fault}`, async ({ devices }) => {
    const ids = Object.keys(results);
    const run = await (await devices(fault)).run(['--grep', String.raw`@(${ids.join('|')})\b`]);
    const red = Object.entries(results).filter(([, result]) => result === 'FAIL');

    expect(run.results).toEqual(results);
    expect(run.below(red[0]?.[0] ?? '')).toEqual(
      typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words),
    );
    expect(run.exitCode).toBe(1);
  });
}
