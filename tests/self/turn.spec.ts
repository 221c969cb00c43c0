import { createHash } from 'node:crypto';
import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { newRunId } from '../../fixtures/mark';
import { takeTurn } from '../../fixtures/turn';

const fileOf = (at: string): string =>
  join(tmpdir(), `api-smoke-${createHash('sha256').update(at).digest('hex').slice(0, 16)}.turn`);

test('one after the other', async ({}, testInfo) => {
  const at = `${testInfo.testId} ${newRunId(new Date())}`;
  const end = await takeTurn(at);
  const order: string[] = [];
  const next = takeTurn(at).then((endNext) => {
    order.push('next');
    endNext();
  });
  order.push('first');
  end();
  await next;

  expect(order).toEqual(['first', 'next']);
});

for (const [name, content, ageSeconds] of [
  ['a process that is gone', String(2 ** 30), 0],
  ['a process that has its number by now', String(process.pid), 60],
  ['one that was killed before it could write its number', '', 5],
] as const) {
  test(`the turn of ${name} is over`, async ({}, testInfo) => {
    const at = `${testInfo.testId} ${newRunId(new Date())}`;
    writeFileSync(fileOf(at), content);
    utimesSync(fileOf(at), Date.now() / 1000 - ageSeconds, Date.now() / 1000 - ageSeconds);
    const startedAtMs = performance.now();
    (await takeTurn(at))();

    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
  });
}

test('is not waited for without end', async ({}, testInfo) => {
  const at = `${testInfo.testId} ${newRunId(new Date())}`;
  writeFileSync(fileOf(at), String(process.pid));
  (await takeTurn(at, 0.2))();

  expect(() => {
    writeFileSync(fileOf(at), '', { flag: 'wx' });
  }).toThrow('EEXIST');
  rmSync(fileOf(at));
});
