import { expect, test } from '../../fixtures/realtime';

test('a token expires while its socket is open', { tag: '@WS5' }, async ({ realtime }) => {
  expect(await realtime.expired()).toExpire();
});

test('a ping is answered', { tag: '@WS6' }, async ({ realtime }) => {
  const socket = await realtime.enter();

  await realtime.pinged(socket);

  expect(socket).toBeAlive();
});

test('the client closes the socket', { tag: '@WS6' }, async ({ realtime }) => {
  const socket = await realtime.enter();

  await realtime.closed(socket);

  expect(socket).toBeClosed([1000, 1001, 1005]);
});

test('the server closes the socket', { tag: '@WS6' }, async ({ realtime, contract }) => {
  const socket = await realtime.enter();

  await realtime.ended(socket);

  expect(socket).toBeClosed(contract.realtime.ending?.codes ?? []);
});

for (const what of ['no JSON', 'too large'] as const) {
  test(`a message that is ${what} is answered, and others live on`, { tag: '@WS6' }, async ({ realtime }) => {
    const [socket, bystander] = await realtime.enterBesideAnother();

    await realtime.saidWrongly(socket, what);
    await realtime.pinged(bystander);

    expect(socket).toRefuseMessage();
    expect(bystander).toBeAlive();
  });
}

test('a lost connection is opened again', { tag: '@WS6' }, async ({ realtime }) => {
  await realtime.lost(await realtime.enter());

  const again = await realtime.enter();
  await realtime.pinged(again);

  expect(again).toBeAlive();
});
