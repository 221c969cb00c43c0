import { expect, test } from '../../fixtures/realtime';

test('a request gets its events in their order, and an answer', { tag: '@WS3' }, async ({ realtime }) => {
  const socket = await realtime.enter();

  const id = realtime.request(socket);
  await realtime.answered(socket, id);
  await realtime.closed(socket);

  expect(socket).toBringAnswer(id());
});

test('of two users who ask at once, each gets the own events only', { tag: '@WS4' }, async ({ manySockets }) => {
  expect(await manySockets()).toKeepApart();
});
