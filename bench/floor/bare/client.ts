import { test as base, type APIRequestContext } from '@playwright/test';

/** Where everything is asked. */
export const url = `${process.env.SMOKE_TEST_API_URL ?? ''}/users/me`;

export const test = base.extend<object, { client: APIRequestContext }>({
  client: [
    async ({ playwright }, use) => {
      const client = await playwright.request.newContext();
      await use(client);
      await client.dispose();
    },
    { scope: 'worker' },
  ],
});
