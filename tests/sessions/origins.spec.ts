import { expect, originRoutes, test } from '../../fixtures/sessions';

for (const route of originRoutes()) {
  test(`only named origins may send ${route.method} ${route.path}`, { tag: '@SE11' }, async ({ origins }) => {
    expect(await origins.preflights(route)).toAdmitOnly();
  });
}

test('only named origins may read how the service is', { tag: '@SE11' }, async ({ origins }) => {
  expect(await origins.answers()).toAdmitOnly();
});

test('only named origins may read a profile', { tag: '@SE11' }, async ({ account, origins }) => {
  expect(await origins.answers(await account.signIn())).toAdmitOnly();
});
