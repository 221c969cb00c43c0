import { expect, impostors, refusalOf, test } from '../../fixtures/progress';

test('a live session is told whose it is, by every carrier', { tag: '@OA4' }, async ({ progress, contract }) => {
  const session = await progress.session('first');
  const { path, status } = contract.progress.session.verify;

  expect(await session.send('POST', path)).toMatchContract(status, contract.shapes.session());
  expect(await progress.verifyToken(session)).toAllSucceed([status]);
});

for (const impostor of impostors) {
  test(`${impostor} is no session`, { tag: '@OA4' }, async ({ progress, contract }) => {
    expect(await progress.verify(impostor)).toAllBeRefused(refusalOf(impostor, contract));
  });
}

test('a session that is signed out is none', { tag: '@OA4' }, async ({ progress, contract }) => {
  const { session } = await progress.signedOut();

  expect(await progress.verifyToken(session)).toAllBeRefused(contract.progress.errors.signedOut);
});

test('a sign-out ends the session everywhere', { tag: '@OA5' }, async ({ progress, contract }) => {
  const { session, answer } = await progress.signedOut();

  expect([answer]).toAllSucceed(contract.progress.session.logout.statuses);
  expect(await progress.everywhere(session)).toAllBeRefused(contract.progress.errors.signedOut);
});

test('the profile is that of who signed in', { tag: '@PR2' }, async ({ progress, contract }) => {
  const session = await progress.session('first');
  const expected = { userId: await progress.userId(session), login: progress.login('first') };

  const response = await session.send('GET', contract.progress.me.path);

  expect(response).toMatchContract(200, contract.shapes.member(expected));
});
