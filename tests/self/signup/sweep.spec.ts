import { expect, test } from '@playwright/test';
import { machine } from '../../../fixtures/created/journal';
import { newRunId } from '../../../fixtures/mark';
import type { Operator } from '../../../fixtures/signup/operator';
import { SIGN_UP } from '../../../fixtures/signup/rows';
import { signUps } from '../../../sweep/sign-ups';
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
    find: (email) => Promise.resolve({ users: there.has(email) ? [{ id: '1', email }] : [], credentials: [] }),
    delete: (email) => Promise.resolve(void there.delete(email)),
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
  const swept = await sweep([signUps(operator, target)], scope);
  return { told: swept.map(({ outcome }) => outcome), there: [...there] };
}

test('what a run has left is deleted when the run is over, and nothing else', async ({}, testInfo) => {
  const run = newRunId(new Date());

  expect(await sweptAfter(testInfo, { run, ending: run })).toEqual({
    told: ['removed'],
    there: ['somebody@example.test'],
  });
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

test('a protected address is left alone', async ({}, testInfo) => {
  const run = hoursAgo(3);

  expect(await sweptAfter(testInfo, { run, ending: run, protectedUsers: [addressOf(run)] })).toMatchObject({
    told: ['left alone'],
    there: [addressOf(run), 'somebody@example.test'],
  });
});
