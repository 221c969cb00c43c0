import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test as base, type TestInfo } from '@playwright/test';
import type { ContractOverrides } from '../../../../contract';
import { smoke, type Run } from '../../support/smoke-run';
import { closingContract, startClosing, type ClosingFaults } from './closing';
import { refusingContract, startRefusing, type RefusingFaults } from './refusing';
import type { Stranger } from './stranger';

/** A run of the suite that is over. */
export interface Tried extends Run {
  secrets: string[];
  /** How often somebody has logged in. */
  logins: number;
  /** `PASS`, `FAIL` or `SKIP` of each scenario. */
  results: Record<string, string>;
  /** What is printed below a scenario. */
  below: (id: string) => string;
}

type Try<Faults> = (faults?: Faults, parameters?: string[], variables?: Record<string, string>) => Promise<Tried>;

interface Fixtures {
  /** Runs the suite against a server that accepts every socket, and closes what it refuses. */
  tryClosing: Try<ClosingFaults>;
  /** The same, against one that refuses in the handshake. */
  tryRefusing: Try<RefusingFaults>;
}

const contractFolder = fileURLToPath(new URL('../../../../contract', import.meta.url));

export const test = base.extend<Fixtures>({
  tryClosing: async ({}, use, testInfo) => {
    await withStrangers(startClosing, closingContract, testInfo, use);
  },
  tryRefusing: async ({}, use, testInfo) => {
    await withStrangers(startRefusing, refusingContract, testInfo, use);
  },
});

export { expect } from '@playwright/test';

async function withStrangers<Faults>(
  start: (faults?: Faults) => Promise<Stranger>,
  contract: ContractOverrides,
  testInfo: TestInfo,
  use: (run: Try<Faults>) => Promise<void>,
): Promise<void> {
  const started: Stranger[] = [];
  const file = testInfo.outputPath('contract.ts');
  writeFileSync(
    file,
    `import { defineContract } from ${JSON.stringify(contractFolder)};
     export default defineContract(${JSON.stringify(contract)});`,
  );
  // A whole run may take as long as its sockets are silent.
  testInfo.setTimeout(120_000);
  await use(async (faults, parameters = [], variables = {}) => {
    const stranger = await start(faults);
    started.push(stranger);
    const settings = { ...stranger.variables, SMOKE_TEST_CONTRACT: file, ...variables };
    const run = await smoke(testInfo, settings, ['--project=realtime', ...parameters]);
    return { ...run, secrets: stranger.secrets(), logins: stranger.logins?.() ?? 0, ...told(run.stdout) };
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
