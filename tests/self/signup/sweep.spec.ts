import { expect, test } from '@playwright/test';
import { defaultContract } from '../../../contract';
import { machine } from '../../../fixtures/created/journal';
import { newRunId } from '../../../fixtures/mark';
import { OperatorError, type Operator } from '../../../fixtures/signup/operator';
import { SIGN_UP } from '../../../fixtures/signup/rows';
import { signUps } from '../../../sweep/sign-ups';
import { failOver } from '../../../sweep/report';
import { sweep, type Scope } from '../../../sweep/sweep';
import { journalOf } from '../support/creations';

const target = 'https://api.example.com';
const owner = { identity: 'signup', user: '' };
const addressOf = (run: string): string => `smoke-test+${run}-1-0-1@example.test`;
const hoursAgo = (hours: number): string => newRunId(new Date(Date.now() - hours * 3_600_000));

/** An operator of an application in which these addresses have a user each. */
function operatorOf(addresses: readonly string[]): { operator: Operator; there: Set<string> } {
  const there = new Set(addresses);
  const operator: Operator = {
    mint: () => Promise.reject(new Error('nobody mints here')),
    find: ({ email }) => Promise.resolve({ users: there.has(email) ? [{ id: '1', email }] : [], credentials: [] }),
    delete: ({ email }) => Promise.resolve(void there.delete(email)),
  };
  return { operator, there };
}

interface Swept {
  told: string[];
  there: string[];
}

/** What a sweep makes of an address that a run has noted. */
async function sweptAfter(
  testInfo: Parameters<typeof journalOf>[0],
  {
    run,
    name = addressOf(run),
    ending,
    protectedUsers = [],
  }: { run: string; name?: string; ending?: string; protectedUsers?: string[] },
): Promise<Swept> {
  const { journal, read } = journalOf(testInfo, run, target);
  journal.creating({ kind: SIGN_UP, owner, name });
  const { operator, there } = operatorOf([name, 'somebody@example.test']);
  const scope: Scope = { runs: [read()], ending, here: machine(), byMark: [], protectedUsers, nowMs: Date.now() };
  const swept = await sweep([signUps(operator, { apiUrl: target, contract: defaultContract })], scope);
  return { told: swept.map(({ outcome }) => outcome), there: [...there] };
}

test('what a run has left is deleted when the run is over, and nothing else', async ({}, testInfo) => {
  const run = newRunId(new Date());

  expect(await sweptAfter(testInfo, { run, ending: run })).toEqual({
    told: ['removed'],
    there: ['somebody@example.test'],
  });
});

test('a credential is found by the id of its user, who is gone', async ({}, testInfo) => {
  const run = newRunId(new Date());
  const { journal, read } = journalOf(testInfo, run, target);
  journal.creating({ kind: SIGN_UP, owner, name: addressOf(run) }).created('usr_1');
  let credentials = [{ id: 'abc', userId: 'usr_1' }];
  const operator: Operator = {
    mint: () => Promise.reject(new Error('nobody mints here')),
    find: ({ userId }) => Promise.resolve({ users: [], credentials: userId === 'usr_1' ? credentials : [] }),
    delete: ({ userId }) => {
      if (userId === 'usr_1') credentials = [];
      return Promise.resolve();
    },
  };
  const kind = signUps(operator, { apiUrl: target, contract: defaultContract });
  const sweepAt = (nowMs: number): ReturnType<typeof sweep> =>
    sweep([kind], { runs: [read()], ending: run, here: machine(), byMark: [], protectedUsers: [], nowMs });

  expect(await sweepAt(Date.now())).toEqual([{ what: `sign-up ${addressOf(run)} (usr_1)`, outcome: 'removed' }]);
  expect(credentials).toEqual([]);
  // A request that nobody has waited for may bring it back.
  expect(read().things).toMatchObject([{ gone: false }]);
  expect(await sweepAt(Date.now() + 60_000)).toEqual([]);
  expect(read().things).toMatchObject([{ gone: true }]);
});

test('what belongs to a run that goes on is left alone', async ({}, testInfo) => {
  const run = newRunId(new Date());

  expect(await sweptAfter(testInfo, { run })).toEqual({ told: [], there: [addressOf(run), 'somebody@example.test'] });
});

test('an address without our mark is not deleted, whatever a journal says', async ({}, testInfo) => {
  const run = hoursAgo(3);
  const name = 'jane@example.test';

  expect(await sweptAfter(testInfo, { run, name, ending: run })).toEqual({
    told: ['may be left'],
    there: [name, 'somebody@example.test'],
  });
});

test('one that can not be looked for keeps nobody from the others', async ({}, testInfo) => {
  const run = newRunId(new Date());
  const { journal, read } = journalOf(testInfo, run, target);
  const slow = addressOf(run);
  const other = slow.replace('-1@', '-2@');
  for (const name of [slow, other]) journal.creating({ kind: SIGN_UP, owner, name });
  const { operator, there } = operatorOf([slow, other]);
  const lame: Operator = {
    ...operator,
    find: (who) =>
      who.email === slow
        ? Promise.reject(new OperatorError('SMOKE_SIGNUP_FIND_CMD timed out after 60 s', ''))
        : operator.find(who),
  };
  const scope = { runs: [read()], ending: run, here: machine(), byMark: [], protectedUsers: [], nowMs: Date.now() };
  const swept = await sweep([signUps(lame, { apiUrl: target, contract: defaultContract })], scope);

  expect(swept.map(({ outcome }) => outcome)).toEqual(['not removed', 'removed']);
  expect([...there]).toEqual([slow]);
  expect(() => {
    failOver(swept);
  }).toThrow(
    `sign-up ${slow} may be left behind, and could not be looked for: SMOKE_SIGNUP_FIND_CMD timed out after 60 s`,
  );
});

test('a protected address is left alone', async ({}, testInfo) => {
  const run = hoursAgo(3);

  expect(await sweptAfter(testInfo, { run, ending: run, protectedUsers: [addressOf(run)] })).toMatchObject({
    told: ['left alone'],
    there: [addressOf(run), 'somebody@example.test'],
  });
});
