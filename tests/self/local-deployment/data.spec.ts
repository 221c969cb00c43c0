import { createKey, expect, listedIds, mainToken, send, test, valueAt } from './support/deployment';

test('a list that lags shows a creation and a deletion late', async ({ deploy }) => {
  const deployment = await deploy({ indexLagMs: 800 });
  const { id } = await createKey(deployment);

  expect(await listedIds(deployment), 'at once').toEqual([]);
  await expect.poll(() => listedIds(deployment), { intervals: [50], timeout: 3_000 }).toEqual([id]);

  await send(deployment, `DELETE /users/api-keys/${id}`, mainToken(deployment));
  expect(await listedIds(deployment), 'right after its deletion').toEqual([id]);
  await expect.poll(() => listedIds(deployment), { intervals: [50], timeout: 3_000 }).toEqual([]);
});

test('a look-up that lags knows a new key late', async ({ deploy }) => {
  const deployment = await deploy({ keyLookupLagMs: 800 });
  const { keyValue } = await createKey(deployment);
  const use = async () => (await send(deployment, 'GET /users/me', { key: keyValue })).status;

  expect(await use(), 'at once').toBe(401);
  await expect.poll(use, { intervals: [50], timeout: 3_000 }).toBe(200);
});

test('a list in pages has every key once, oldest first', async ({ deploy }) => {
  const deployment = await deploy({ otherKeys: 5, pageSize: 2 });
  const { id } = await createKey(deployment);
  const names: unknown[] = [];
  const sizes: number[] = [];
  for (let path = '/users/api-keys'; path !== '';) {
    const { json } = await send(deployment, `GET ${path}`, mainToken(deployment));
    const [items, cursor] = [valueAt(json, 'data', 'items'), valueAt(json, 'data', 'nextCursor')];
    const page: unknown[] = Array.isArray(items) ? items : [];
    names.push(...page.map((key) => valueAt(key, 'name') ?? valueAt(key, 'id')));
    sizes.push(page.length);
    path = typeof cursor === 'string' ? `/users/api-keys?cursor=${cursor}` : '';
  }

  expect(names).toEqual([1, 2, 3, 4, 5].map((at) => `earlier key ${at}`).concat(id));
  expect(sizes.slice(0, 3)).toEqual([2, 2, 2]);
});

test('of twenty creations at once, ten are granted', async ({ deploy }) => {
  const deployment = await deploy();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      send(deployment, 'POST /users/api-keys', { ...mainToken(deployment), body: { scopes: ['full'] } }),
    ),
  );
  const refused = answers.filter(({ status }) => status === 429);

  expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
  expect(refused).toHaveLength(10);
  for (const { headers } of refused) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await deployment.count()).toMatchObject({ apiKeys: 10 });
});

test('of thirty requests at once, a bucket of ten admits ten', async ({ deploy }) => {
  const deployment = await deploy();
  const { token } = deployment.identities.rateLimit;
  const answers = await Promise.all(Array.from({ length: 30 }, () => send(deployment, 'GET /users/me', { token })));
  const refused = answers.filter(({ status }) => status === 429);

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
  expect(refused).toHaveLength(20);
  for (const { headers, json } of refused) {
    expect(headers.get('retry-after')).toMatch(/^[1-6]$/);
    expect(valueAt(json, 'error', 'code')).toBe('RATE_LIMITED');
  }
  expect((await send(deployment, 'GET /users/me', mainToken(deployment))).status, 'another user').toBe(200);
});
