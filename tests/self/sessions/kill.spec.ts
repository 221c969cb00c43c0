import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { JOURNALS } from '../../../fixtures/created/journal';
import { readRuns } from '../../../fixtures/created/record';
import { expect, test } from './support/tries';

const health = ['--grep', String.raw`@SE1\b`];

test('a post of a run that is killed is removed by the next one, and no other', async ({ opaque }, testInfo) => {
  const folder = testInfo.outputPath('run');
  const victims: ChildProcess[] = [];
  const deployment = await opaque({
    wrote() {
      const victim = victims.pop();
      if (victim !== undefined) killRun(folder, victim);
    },
  });
  await deployment.run(health);
  const { child, ended } = deployment.start(['--grep', 'a post is written and read']);
  victims.push(child);
  await ended;
  expect(deployment.posts()).toBe(1);
  const foreign = await postOfSomebody(deployment.url, deployment.variables.SMOKE_SESSIONS_PASSWORD ?? '');
  expect(deployment.posts()).toBe(2);

  const next = await deployment.run(health);

  expect(next.stderr).toBe('');
  expect(next.results).toEqual({ SE1: 'PASS' });
  expect(deployment.posts()).toBe(1);
  expect(foreign).toBe(201);
});

/** One of the suite's first account, which the suite has not written. */
async function postOfSomebody(url: string, password: string): Promise<number> {
  const form = new URLSearchParams({ grant_type: 'password', username: 'smoke-1', password });
  const { pass } = (await (await fetch(`${url}/oauth/token`, { method: 'POST', body: form })).json()) as {
    pass: string;
  };
  const answer = await fetch(`${url}/posts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${pass}`, 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'smoke-test', body: 'mine' }),
  });
  return answer.status;
}

/** The runner and its workers, with a signal that lets nobody clean up. */
function killRun(folder: string, runner: ChildProcess): void {
  const workers = readRuns(join(folder, JOURNALS))
    .flatMap(({ pids }) => pids)
    .filter((pid) => pid !== runner.pid);
  for (const pid of workers) process.kill(pid, 'SIGKILL');
  runner.kill('SIGKILL');
}
