import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test as base, type TestInfo } from '@playwright/test';
import type { ContractOverrides } from '../../../../contract';
import { smoke, type Run } from '../../support/smoke-run';
import { startCookies, type CookiesOptions } from './cookies';
import { cookiesContract } from './cookies-contract';
import { startFragment, type FragmentFault } from './fragment';
import { fragmentContract } from './fragment-contract';
import type { Stranger } from './stranger';

/** A run of the suite that is over. */
export interface Tried extends Run {
  secrets: string[];
  /** `PASS`, `FAIL` or `SKIP` of each scenario. */
  results: Record<string, string>;
  /** What is printed below a scenario. */
  below: (id: string) => string;
}

export interface How {
  parameters?: readonly string[];
  /** What else is set, or is no more; it may be told by the deployment. */
  variables?: (stranger: Stranger) => Record<string, string | undefined>;
  /** Whether the contract names the provider, as it does where nothing stands in for it. */
  namesProvider?: boolean;
}

interface Fixtures {
  /** Runs the suite against a deployment whose sessions travel in fragments and headers. */
  tryFragment: (fault?: FragmentFault, how?: How) => Promise<Tried>;
  /** The same, against one whose sessions are cookies. */
  tryCookies: (options?: CookiesOptions, how?: How) => Promise<Tried>;
}

const contractFolder = fileURLToPath(new URL('../../../../contract', import.meta.url));

export const test = base.extend<Fixtures>({
  tryFragment: async ({}, use, testInfo) => {
    await withStrangers(testInfo, async (tried) => {
      await use(async (fault, how) => tried(await startFragment(fault), fragmentContract, how));
    });
  },
  tryCookies: async ({}, use, testInfo) => {
    await withStrangers(testInfo, async (tried) => {
      await use(async (options = {}, how = {}) =>
        tried(await startCookies(options), cookiesContract(options.proof ?? 'origin'), how),
      );
    });
  },
});

export { expect } from '@playwright/test';

type Try = (stranger: Stranger, contract: ContractOverrides, how?: How) => Promise<Tried>;

async function withStrangers(testInfo: TestInfo, use: (tried: Try) => Promise<void>): Promise<void> {
  const started: Stranger[] = [];
  testInfo.setTimeout(120_000);
  await use(async (stranger, contract, { parameters = [], variables = () => ({}), namesProvider = false } = {}) => {
    started.push(stranger);
    const file = testInfo.outputPath('contract.ts');
    const { SMOKE_PROGRESS_PROVIDER_URL: provider } = stranger.variables;
    const oauth = { ...contract.progress?.oauth, ...(namesProvider ? { provider } : {}) };
    writeFileSync(
      file,
      `import { defineContract } from ${JSON.stringify(contractFolder)};
       export default defineContract(${JSON.stringify({ ...contract, progress: { ...contract.progress, oauth } })});`,
    );
    const settings: Record<string, string | undefined> = {
      ...stranger.variables,
      SMOKE_TEST_CONTRACT: file,
      ...variables(stranger),
    };
    const given = Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const run = await smoke(testInfo, Object.fromEntries(given), ['--project=progress', ...parameters]);
    return { ...run, secrets: stranger.secrets(), ...told(run.stdout) };
  });
  for (const stranger of started) await stranger.stop();
}

function told(stdout: string): Pick<Tried, 'results' | 'below'> {
  const parts = [...stdout.matchAll(/^\[(\w+)\] +(\w+) .*\n((?: .*\n)*)/gm)];
  return {
    results: Object.fromEntries(parts.map(([, result = '', id = '']) => [id, result])),
    below: (id) => parts.find((part) => part[2] === id)?.[3] ?? '',
  };
}
