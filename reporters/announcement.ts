import type { Suite } from '@playwright/test/reporter';
import { scenariosOf, type SuiteName } from '../contract';
import { certificateWarning } from '../fixtures/client/certificate';
import { keyScenarios } from '../fixtures/api-keys/budget';
import { handedOver } from '../fixtures/issuer/hand-over';

/** What a run says before its first scenario: whether it is against production, and what it may create. */
export function announcement(suite: Suite): string {
  const { preflight } = handedOver();
  const tests = suite.allTests();
  // Where the start-up ends the run, nothing was loaded.
  if (preflight === undefined || tests.length === 0) return '';
  const { target, production, notWritten, mayCreate } = preflight;
  const warning = target.certificate && certificateWarning(target.certificate);
  const needed = tests.some(({ tags }) => keyScenarios.some((id) => tags.includes(`@${id}`)));
  const keys = `${mayCreate.apiKeys} API key${mayCreate.apiKeys === 1 ? '' : 's'}`;
  const has = (suite: SuiteName): boolean =>
    tests.some(({ tags }) => scenariosOf(suite).some((id) => tags.includes(`@${id}`)));
  return [
    ...(warning === undefined ? [] : [warning]),
    ...(production.length === 0 ? [] : [`Production (${production.join('; ')}).`]),
    ...(notWritten === undefined ? [] : ['Scenarios that write are skipped.']),
    ...(needed && notWritten === undefined ? [`May create ${keys}, and removes what it creates.`] : []),
    ...(has('signup') && mayCreate.signUpsAt !== undefined
      ? [`Signs up smoke-test+<run>@${mayCreate.signUpsAt}, and deletes whom it has signed up.`]
      : []),
    ...(has('progress') && mayCreate.attemptsAt !== undefined
      ? [`Records attempts at the exercise ${mayCreate.attemptsAt}, and removes them where the API can.`]
      : []),
    ...(has('sessions') && mayCreate.accounts !== undefined
      ? [`Signs in as ${mayCreate.accounts}, registers those that are missing, and removes the posts that it writes.`]
      : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
