import { test, url } from './client';

const chain = Number(process.env.BENCH_CHAIN);

test('as many requests as the longest chain has, one after another', async ({ client }) => {
  for (let sent = 0; sent < chain; sent += 1) await client.get(url);
});
