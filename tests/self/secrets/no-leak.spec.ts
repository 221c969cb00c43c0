import { mkdirSync } from 'node:fs';
import { expect, test as base, type TestInfo } from '@playwright/test';
import { channels } from './channels/channels';
import { runChannels, type Leaks, type Plan } from './run-channels';

// A secret for each way out of a run, trace on, and every built-in reporter: what is found in everything that it leaves.

const test = base.extend<{ leaks: (plan: Plan) => Promise<Leaks> }>({
  leaks: async ({}, use, testInfo) => {
    testInfo.setTimeout(90_000);
    await use(async (plan) => {
      const leaks = await runChannels(emptyFolder(testInfo), plan);
      testInfo.annotations.push({ type: 'looked into', description: `${leaks.files} files, ${leaks.bytes} bytes` });
      return leaks;
    });
  },
});

function emptyFolder(testInfo: TestInfo): string {
  const folder = testInfo.outputPath('run');
  mkdirSync(folder, { recursive: true });
  return folder;
}

test('no secret is in anything that a run writes or prints', async ({ leaks }) => {
  const found = await leaks({ mechanism: 'on', net: 'off' });

  expect(found.channels).toEqual([]);
  expect(found.files).toBeGreaterThan(20);
  expect(found.output).toContain('[console.log …');
});

test('without placeholders, a secret is found in every channel', async ({ leaks }) => {
  expect((await leaks({ mechanism: 'off', net: 'off' })).channels).toEqual([...channels]);
});

test('what placeholders would not keep back falls into the net, which says so', async ({ leaks }) => {
  const found = await leaks({ mechanism: 'off', net: 'on' });

  expect(found.channels).toEqual([]);
  expect(found.output).toMatch(
    /\d+ secrets were about to be passed on, and were replaced\. This is a defect of api-smoke/,
  );
  expect(found.output).toContain('stdout: a secret');
  expect(found.output).toMatch(/report\.json:\d+: \[.*\], and \d+ more in this file/);
  expect(found.output).toMatch(/trace\.zip › test\.trace:\d+: \[/);
});

test('with placeholders, nothing falls into the net', async ({ leaks }) => {
  const found = await leaks({ mechanism: 'on', net: 'on' });

  expect(found.channels).toEqual([]);
  expect(found.output).not.toContain('about to be passed on');
});

for (const signal of [
  { name: 'SIGINT', to: 'runner' },
  { name: 'SIGTERM', to: 'runner' },
  { name: 'SIGKILL', to: 'runner' },
  { name: 'SIGKILL', to: 'worker' },
] as const) {
  test(`no secret is left behind by ${signal.name} of the ${signal.to}`, async ({ leaks }) => {
    test.skip(process.platform !== 'linux', 'finds the worker in /proc');
    const found = await leaks({ mechanism: 'on', net: 'off', signal });

    expect(found.channels).toEqual([]);
    expect(found.files).toBeGreaterThan(5);
  });
}

test('without placeholders, SIGKILL of the runner leaves much behind', async ({ leaks }) => {
  test.skip(process.platform !== 'linux', 'finds the worker in /proc');
  const found = await leaks({ mechanism: 'off', net: 'on', signal: { name: 'SIGKILL', to: 'runner' } });

  expect(found.channels.length).toBeGreaterThan(10);
});
