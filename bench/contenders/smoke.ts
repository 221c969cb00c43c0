import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Contender } from './contender';

const { resolve } = createRequire(import.meta.url);
const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const playwright = resolve('@playwright/test/cli');

/** What a run of Playwright is started by. */
export function playwrightTest(config: string, ...parameters: string[]): readonly [string, ...string[]] {
  return [process.execPath, playwright, 'test', '-c', pathOf(config), ...parameters];
}

/** This project's smoke suite, as it is. */
export const smoke: Contender = {
  name: 'api-smoke',
  lacks: [],
  command: (folder) => playwrightTest('../../playwright.config.ts', '--project=smoke', `--output=${folder}/results`),
};

/** The same scenarios as people write them by hand. */
export const script: Contender = {
  name: 'sequential script (tsx)',
  lacks: [
    'everything after the first failure',
    'waiting for what the deployment takes time to show',
    'clean-up after a failure',
    'a report',
  ],
  command: () => [process.execPath, resolve('tsx/cli'), pathOf('script.ts')],
};

/** The smoke suite with other parameters. */
export function smokeWith(name: string, ...parameters: string[]): Contender {
  return { ...smoke, name, command: (folder) => [...smoke.command(folder), ...parameters] };
}

/**
 * As many tests as the suite has, in as many workers, and as many requests, of which some are one after another; the gateway refuses
 * them all, and nothing is judged.
 */
export function bare({ tests, requests, chain }: { tests: number; requests: number; chain: number }): Contender {
  return {
    name: `bare Playwright: ${tests} tests, ${requests} anonymous requests`,
    lacks: ['every scenario'],
    command: () => playwrightTest('../floor/playwright.config.ts'),
    variables: { BENCH_TESTS: String(tests), BENCH_REQUESTS: String(requests), BENCH_CHAIN: String(chain) },
  };
}

/** The start of Playwright, and nothing else; or with so many requests, one after another. */
export function floor(requests: number): Contender {
  return {
    name: requests === 0 ? 'empty Playwright run' : `empty Playwright run and ${requests} requests in a row`,
    lacks: ['every scenario'],
    command: () => playwrightTest('../floor/playwright.config.ts'),
    variables: { BENCH_CHAIN: String(requests) },
  };
}
