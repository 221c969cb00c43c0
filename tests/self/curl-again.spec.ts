import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { startDeployment } from '../../local-deployment';
import { everythingIn } from './support/archive';
import { startSmoke } from './support/smoke-run';

// The lines of a whole run's report, by a shell: each is answered as the report says it was.

/** What answers otherwise when the run is over: a key that was removed, a limit that is used up, a profile that was put back. */
const CHANGED_SINCE = /api-keys|as rateLimit|PATCH/;

test('the lines by curl in a report are answered as the requests were', async ({}, testInfo) => {
  testInfo.setTimeout(120_000);
  const deployment = await startDeployment({ tokenLifetimeSeconds: 600 });
  const { main, admin } = deployment.identities;
  const tokens = { SMOKE_TEST_CLERK_JWT: main.token, SMOKE_TEST_ADMIN_JWT: admin.token };
  const { folder, stdout } = await startSmoke(testInfo.outputPath('run'), {
    ...{ SMOKE_TEST_API_URL: deployment.url, ...tokens },
  }).ended;
  const sections = everythingIn(`${folder}/report`)
    .flatMap(stringsIn)
    .filter((text) => text.startsWith('# '))
    .flatMap((text) => text.split('\n\n'));
  const lines = [...new Set(sections)].flatMap((section) => {
    const [, title = '', status = '', curl = ''] = /^# (.*) → (\d{3}), \d+ ms\n(curl .*)$/m.exec(section) ?? [];
    const variables = Array.from(curl.matchAll(/"\$(\w+)"/g), ([, name = '']) => name);
    return CHANGED_SINCE.test(title) || variables.some((name) => !(name in tokens)) ? [] : [{ title, status, curl }];
  });

  expect(stdout).toContain('scenarios passed');
  expect(lines.length).toBeGreaterThan(10);
  const env = { PATH: process.env.PATH, ...tokens };
  const again = lines.map(async ({ title, curl }) => {
    const answer = await promisify(execFile)('sh', ['-c', curl], { env });
    return `${title} → ${/^HTTP\/1.1 (\d{3})/.exec(answer.stdout)?.[1] ?? 'no answer'}`;
  });
  expect(await Promise.all(again)).toEqual(lines.map(({ title, status }) => `${title} → ${status}`));
  await deployment.stop();
});

/** Of the report's data, which is JSON. */
function stringsIn(text: string): string[] {
  const found: string[] = [];
  if (text.startsWith('{')) {
    JSON.parse(text, (_, value: unknown) => {
      if (typeof value === 'string') found.push(value);
      return value;
    });
  }
  return found;
}
