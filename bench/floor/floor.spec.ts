import { writeFileSync } from 'node:fs';
import { test } from '@playwright/test';

const chain = Number(process.env.BENCH_CHAIN ?? 0);
const startFile = process.env.BENCH_START_FILE;

if (startFile !== undefined) {
  test('the embedded deployment starts', async () => {
    const began = performance.now();
    const { startDeployment } = await import('../../local-deployment');
    const deployment = await startDeployment();
    writeFileSync(startFile, String(performance.now() - began));
    await deployment.stop();
  });
} else if (chain > 0) {
  test('as many requests as the longest chain has, one after another', async ({ request }) => {
    for (let sent = 0; sent < chain; sent += 1) await request.get(`${process.env.SMOKE_TEST_API_URL ?? ''}/users/me`);
  });
} else {
  test('nothing', () => undefined);
}
