import { fileURLToPath } from 'node:url';
import type { Environment } from '../fixtures/settings';

/**
 * The options of Playwright's HTML reporter: of a run's report, and of one that is merged.
 * @param missing the shards that are not in it
 */
export function htmlOptions(
  { SMOKE_TEST_API_URL: target }: Environment,
  missing: readonly string[] = [],
): {
  open: 'never';
  outputFolder: string;
  title: string;
  noSnippets: true;
} {
  return {
    open: 'never',
    outputFolder: fileURLToPath(new URL('../playwright-report', import.meta.url)),
    // Each step's line of the spec, coloured, takes a tenth of a second for each ten tests; an error has its own all the same.
    noSnippets: true,
    title: `api-smoke: ${target ?? 'no target'}${missing.length === 0 ? '' : ` (without shard ${missing.join(', ')})`}`,
  };
}

// An API test has no page to take a snapshot of, and its report no need of a prompt for an assistant.
export const noPrompt = { PLAYWRIGHT_NO_COPY_PROMPT: '1' };
