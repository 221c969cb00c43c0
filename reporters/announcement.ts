import type { Suite } from '@playwright/test/reporter';
import { scenariosOf } from '../contract';
import { keyScenarios } from '../fixtures/api-keys/budget';
import { handedOver } from '../fixtures/issuer/hand-over';

/** What a run says before its first scenario: whether it is against production, and what it may create. */
export function announcement(suite: Suite): string {
  const { preflight } = handedOver();
  const tests = suite.allTests();
  // Where the start-up ends the run, nothing was loaded.
  if (preflight === undefined || tests.length === 0) return '';
  const { production, notWritten, mayCreate } = preflight;
  const needed = tests.some(({ tags }) => keyScenarios.some((id) => tags.includes(`@${id}`)));
  const keys = `${mayCreate.apiKeys} API key${mayCreate.apiKeys === 1 ? '' : 's'}`;
  const signUps = tests.some(({ tags }) => scenariosOf('signup').some((id) => tags.includes(`@${id}`)));
  return [
    ...(production.length === 0 ? [] : [`Production (${production.join('; ')}).`]),
    ...(notWritten === undefined ? [] : ['Scenarios that write are skipped.']),
    ...(needed && notWritten === undefined ? [`May create ${keys}, and removes what it creates.`] : []),
    ...(signUps && mayCreate.signUpsAt !== undefined
      ? [`Signs up smoke-test+<run>@${mayCreate.signUpsAt}, and deletes whom it has signed up.`]
      : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
