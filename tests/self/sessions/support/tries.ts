import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import type { ContractOverrides } from '../../../../contract';
import { startSmoke, type Run, type Started } from '../../support/smoke-run';
import { startDevices } from './devices';
import type { DevicesFault } from './devices-answers';
import { devicesContract } from './devices-contract';
import { startOpaque, type OpaqueOptions } from './opaque';
import { opaqueContract } from './opaque-contract';
import type { Stranger } from './stranger';

/** A run of the suite that is over. */
export interface Tried extends Run {
  /** `PASS`, `FAIL` or `SKIP` of each scenario. */
  results: Record<string, string>;
  /** What is printed below a scenario. */
  below: (id: string) => string;
}

export interface Trying extends Stranger {
  /** Starts a run of the suite, in the folder of those before it. */
  start: (parameters?: readonly string[], variables?: Record<string, string>) => Started;
  /** Runs the suite, as often as one likes. */
  run: (parameters?: readonly string[], variables?: Record<string, string>) => Promise<Tried>;
}

interface Fixtures {
  /** One that signs each device in, by cookies and JWTs. */
  devices: (fault?: DevicesFault) => Promise<Trying>;
  /** One with opaque tokens, and copies that lag behind. */
  opaque: (options?: OpaqueOptions) => Promise<Trying>;
}

const contractFolder = fileURLToPath(new URL('../../../../contract', import.meta.url));

export const test = base.extend<Fixtures & { trying: (stranger: Stranger, contract: ContractOverrides) => Trying }>({
  trying: async ({}, use, testInfo) => {
    const started: Stranger[] = [];
    testInfo.setTimeout(180_000);
    await use((stranger, contract) => {
      started.push(stranger);
      const file = testInfo.outputPath('contract.ts');
      writeFileSync(
        file,
        `import { defineContract } from ${JSON.stringify(contractFolder)};
         export default defineContract(${JSON.stringify(contract)});`,
      );
      const start: Trying['start'] = (parameters = [], variables = {}) => {
        const settings = { ...stranger.variables, SMOKE_TEST_CONTRACT: file, ...variables };
        return startSmoke(testInfo.outputPath('run'), settings, ['--project=sessions', ...parameters]);
      };
      return {
        ...stranger,
        start,
        async run(parameters, variables) {
          const run = await start(parameters, variables).ended;
          return { ...run, ...told(run.stdout) };
        },
      };
    });
    for (const stranger of started) await stranger.stop();
  },
  devices: async ({ trying }, use) => use(async (fault) => trying(await startDevices(fault), devicesContract)),
  opaque: async ({ trying }, use) =>
    use(async (options) => trying(await startOpaque(options), opaqueContract(options))),
});

export { expect } from '@playwright/test';

function told(stdout: string): Pick<Tried, 'results' | 'below'> {
  const parts = [...stdout.matchAll(/^\[(\w+)\] +(\w+) .*\n((?: .*\n)*)/gm)];
  return {
    results: Object.fromEntries(parts.map(([, result = '', id = '']) => [id, result])),
    below: (id) => parts.find((part) => part[2] === id)?.[3] ?? '',
  };
}
