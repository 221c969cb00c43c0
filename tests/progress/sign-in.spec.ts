import { expect, test, wrongCallbacks } from '../../fixtures/progress';

test('a sign-in begins at the provider', { tag: '@OA1' }, async ({ progress }) => {
  expect(await progress.starts(3)).toBeginAtProvider(progress.target);
});

test('the round trip ends in a session', { tag: '@OA2' }, async ({ progress, contract }) => {
  const trip = await progress.roundTrip('first');
  expect(trip).toEndInSession(progress.target);
  const session = progress.sessionOf(trip);
  const expected = { userId: await progress.userId(session), login: progress.login('first') };
  const me = await session.send('GET', contract.progress.me.path);

  expect(me).toMatchContract(200, contract.shapes.member(expected));
});

test('nobody is sent to a foreign page', { tag: '@OA2' }, async ({ progress }) => {
  const trip = await progress.roundTripTo('https://smoke-test.example/welcome');

  expect(trip).toStayAtHome(progress.target);
});

for (const kind of wrongCallbacks) {
  test(`a callback ${kind} is refused`, { tag: '@OA3' }, async ({ progress }) => {
    expect(await progress.wrongCallback(kind)).toBeRefusedSignIn(progress.target);
  });
}

test('who hides the email signs in, too', { tag: '@OA6' }, async ({ progress, contract }) => {
  const trip = await progress.roundTrip('hidden');
  const session = progress.sessionOf(trip);

  const userId = await progress.userId(session);
  const me = await session.send('GET', contract.progress.me.path);

  const login = progress.login('hidden');
  expect(me).toMatchContract(200, contract.shapes.member({ userId, login }, 'an email'));
});
