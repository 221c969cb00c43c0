import { expect, refusals, test, type RefusalKind } from '../../fixtures/realtime';

test('a valid token opens the socket, by each carrier', { tag: '@WS1' }, async ({ realtime }) => {
  expect(await realtime.open()).toBeOpen();
});

for (const kind of Object.keys(refusals) as RefusalKind[]) {
  test(`nobody gets in ${refusals[kind]}`, { tag: '@WS2' }, async ({ realtime }) => {
    expect(await realtime.attempt(kind)).toBeKeptOut();
  });
}
