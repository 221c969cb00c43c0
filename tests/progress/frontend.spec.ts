import { expect, progressRoutes, test } from '../../fixtures/progress';

for (const route of progressRoutes()) {
  const { method, path } = route;
  test(`the frontend may send ${method} ${path}`, { tag: '@PR7' }, async ({ progress }) => {
    const wanted = { ...progress.cors(), methods: [method] };

    expect(await progress.preflights(route)).toAdmitFrontendAlone(wanted);
  });
}

test('the frontend may read the answers', { tag: '@PR7' }, async ({ progress, contract }) => {
  const wanted = { ...progress.cors(), statuses: [200] };

  expect(await progress.fromOrigins(contract.progress.exercises.path)).toAdmitFrontendAlone(wanted);
});

for (const proof of ['none', 'a wrong one', 'nothing to compare'] as const) {
  test(`a cookie records nothing, with ${proof} as its proof`, { tag: '@PR8' }, async ({ csrfRecords, contract }) => {
    const before = await csrfRecords.now();

    expect(await csrfRecords.record({ proof })).toBeApiError(contract.progress.errors.csrf);
    expect(await csrfRecords.afterControl(before)).toBeRecorded({ before, attempts: 1 });
  });
}

test('a cookie removes nothing', { tag: '@PR8' }, async ({ csrfRecords, contract }) => {
  const before = await csrfRecords.now();
  await csrfRecords.record();
  const recorded = await csrfRecords.after(before, 1);

  expect(await csrfRecords.removeWithoutProof()).toBeApiError(contract.progress.errors.csrf);
  expect(await csrfRecords.afterControl(recorded)).toBeRecorded({ before: recorded, attempts: 1 });
});

test('a cookie signs nobody out', { tag: '@PR8' }, async ({ csrfSession, progress, contract }) => {
  const { path, status } = contract.progress.session.verify;

  expect(await progress.signOutWithoutProof(csrfSession)).toBeApiError(contract.progress.errors.csrf);
  expect(await csrfSession.send('POST', path)).toMatchContract(status);
});
