import { expect, test } from '../../fixtures/progress';

test('progress is not for who has no session', { tag: '@PR3' }, async ({ progress, contract }) => {
  expect(await progress.askAsNobody()).toAllBeRefused(contract.progress.errors.noSession);
});

test('nor for who brings a foreign token', { tag: '@PR3' }, async ({ progress, contract }) => {
  expect(await progress.askAsForeigner()).toAllBeRefused(contract.progress.errors.foreignToken);
});

test('it is for who has a session', { tag: '@PR3' }, async ({ progress, contract }) => {
  const session = await progress.session('first');

  const response = await session.send('GET', contract.progress.progress.path);

  expect(response).toMatchContract(200, contract.shapes.entries);
});

test('a solved exercise is recorded, again and again', { tag: '@PR4' }, async ({ records, contract }) => {
  const before = await records.now();

  expect(await records.record()).toMatchContract(contract.progress.record.status);
  const once = await records.after(before, 1);
  expect(once).toBeRecorded({ before, attempts: 1 });

  expect(await records.record()).toMatchContract(contract.progress.record.status);
  expect(await records.after(once, 1)).toBeRecorded({ before: once, attempts: 1 });
});

for (const body of ['without an id', 'that is no JSON'] as const) {
  test(`a body ${body} is refused`, { tag: '@PR4' }, async ({ records, contract }) => {
    const before = await records.now();

    expect(await records.record({ body })).toBeApiError(contract.progress.errors.invalidBody);
    expect(await records.afterControl(before)).toBeRecorded({ before, attempts: 1 });
  });
}

test('an unknown exercise is refused', { tag: '@PR4' }, async ({ records, contract }) => {
  const response = await records.record({ exercise: contract.probes.parameter });

  expect(response).toBeApiError(contract.progress.errors.unknownExercise);
});

test('no attempt is lost among ten at once', { tag: '@PR5' }, async ({ records, contract }) => {
  const before = await records.now();

  const answers = await records.recordAtOnce(10);

  expect(answers).toAllSucceed([contract.progress.record.status]);
  expect(await records.after(before, answers.length)).toBeRecorded({ before, attempts: answers.length });
});

test("what one records is not another's", { tag: '@PR6' }, async ({ records }) => {
  const [before, other] = [await records.now('first'), await records.now('other')];

  await records.record({ holder: 'first' });
  await records.record({ holder: 'first' });
  expect(await records.after(before, 2, 'first')).toBeRecorded({ before, attempts: 2 });
  expect(await records.afterControl(other, 'other')).toBeRecorded({ before: other, attempts: 1 });
});

test("another's progress can't be read", { tag: '@PR6' }, async ({ records }) => {
  const before = await records.now('first');
  await records.record({ holder: 'first' });
  expect(await records.after(before, 1)).toBeRecorded({ before, attempts: 1 });

  expect(await records.askForOther()).toShowNothingOfOthers();
});

test('nor can it be written', { tag: '@PR6' }, async ({ records }) => {
  const before = await records.now('first');

  await records.record({ holder: 'other', body: 'naming the other user' });

  expect(await records.afterControl(before, 'first')).toBeRecorded({ before, attempts: 1 });
});
