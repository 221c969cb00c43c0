import { machine } from '../../../fixtures/created/journal';
import type { RecordedRun, Thing } from '../../../fixtures/created/record';
import { sessions } from '../../../sweep/sessions';
import { sweep, type Swept } from '../../../sweep/sweep';
import { expect, mintingBy, test } from '../support/issuer';

/** What a run that is over has noted of the main identity's sessions. */
function runThatNoted(things: readonly Partial<Thing>[]): RecordedRun {
  const common = {
    kind: 'session',
    owner: { identity: 'main', user: 'user_main' },
    creatingAtMs: Date.now(),
    gone: false,
  };
  return {
    ...{ file: '', run: 'tb7yo01234', target: '', local: false, host: machine(), pids: [2 ** 30], spent: [] },
    ...{ startedAtMs: Date.now(), things: things.map((thing, at) => ({ ref: String(at), ...common, ...thing })) },
  };
}

const by = (things: readonly Partial<Thing>[]) => ({
  ...{ runs: [runThatNoted(things)], here: machine(), byMark: [], protectedUsers: [], nowMs: Date.now() },
});

const outcomes = (swept: readonly Swept[]): string[] => swept.map(({ what, outcome }) => `${outcome}: ${what}`);

test('a session is revoked by its id, whatever the clocks say', async ({ issue }) => {
  const issuer = await issue();
  const [own, other] = [issuer.accounts.createSession('user_main'), issuer.accounts.createSession('user_main')];
  const swept = await sweep([sessions(mintingBy(issuer))], by([{ id: own.id, creatingAtMs: 0 }]));

  expect(outcomes(swept)).toEqual([`removed: session ${own.id} of user_main`]);
  expect([own.status, other.status]).toEqual(['revoked', 'active']);
});

test('without an id: the only one that began then', async ({ issue }) => {
  const issuer = await issue({ signedIn: true });
  const own = issuer.accounts.createSession('user_main');
  const swept = await sweep([sessions(mintingBy(issuer))], by([{}]));

  expect(outcomes(swept)).toEqual([`removed: session ${own.id} of user_main`]);
  expect(issuer.accounts.activity.sessionsRevoked).toBe(1);
});

for (const [name, users, things] of [
  ['one of two that began then', ['user_main', 'user_main'], [{}]],
  ['one that began at another time', ['user_main'], [{ creatingAtMs: Date.now() - 600_000 }]],
  ['another user’s', ['user_admin'], [{}]],
  ['another user’s, by its id', ['user_admin'], [{ id: 'own' }]],
] as const) {
  test(`not revoked: ${name}`, async ({ issue }) => {
    const issuer = await issue({ signedIn: true });
    const made = users.map((user) => issuer.accounts.createSession(user));
    const noted = things.map((thing) => ('id' in thing ? { id: made[0]?.id ?? '' } : thing));

    expect(await sweep([sessions(mintingBy(issuer))], by(noted))).toEqual([]);
    expect(issuer.accounts.activity.sessionsRevoked).toBe(0);
  });
}

test('not revoked: one of a user that is no identity here', async ({ issue }) => {
  const issuer = await issue();
  const { id } = issuer.accounts.createSession('user_admin');
  const things = [{ id, owner: { identity: 'main', user: 'user_admin' } }];

  expect(await sweep([sessions(mintingBy(issuer))], by(things))).toEqual([]);
});
