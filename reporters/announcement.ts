import type { Suite } from '@playwright/test/reporter';
import { keyScenarios } from '../fixtures/api-keys/budget';
import { handedOver } from '../fixtures/issuer/hand-over';

/** What a run says before its first scenario: whether it is against production, and what it may create. */
export function announcement(suite: Suite): string {
  const { preflight } = handedOver();
  if (preflight === undefined) return '';
  const { production, notWritten, mayCreate } = preflight;
  const needed = suite.allTests().some(({ tags }) => keyScenarios.some((id) => tags.includes(`@${id}`)));
  const keys = `${mayCreate.apiKeys} API key${mayCreate.apiKeys === 1 ? '' : 's'}`;
  return [
    ...(production.length === 0 ? [] : [`Production (${production.join('; ')}).`]),
    ...(notWritten === undefined ? [] : ['Scenarios that write are skipped.']),
    ...(needed && notWritten === undefined ? [`May create ${keys}, and removes what it creates.`] : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
