import { expect, test } from '../../fixtures/progress';

test('the exercises are public', { tag: '@PR1' }, async ({ progress, contract }) => {
  const response = await progress.anonymous(contract.progress.exercises.path);

  expect(response).toMatchContract(200, contract.shapes.exercises);
});

test('each one is public', { tag: '@PR1' }, async ({ progress, contract }) => {
  const { marked } = contract.progress.exercises;

  expect(await progress.exercise(marked)).toMatchContract(200, contract.shapes.exercise(marked));
});

test('an unknown one is not there', { tag: '@PR1' }, async ({ progress, contract }) => {
  const response = await progress.exercise(contract.probes.parameter);

  expect(response).toBeApiError(contract.progress.errors.unknownExercise);
});
