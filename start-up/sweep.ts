import { parseArgs } from 'node:util';
import type { SuiteName } from '../contract';
import { API_KEY } from '../fixtures/api-keys/kind';
import { handedOver } from '../fixtures/issuer/hand-over';
import { DISPLAY_NAME } from '../fixtures/profile';
import { identityStates, preflightProblems } from '../fixtures/issuer/preflight';
import { productionReasons, whyNotWrite } from '../fixtures/production';
import {
  identityNames,
  identityVariables,
  LOCAL,
  noNeeds,
  readEnvironment,
  readSettings,
  secretsOf,
  sessionsVariables,
  signupVariables,
  tokenProblems,
  type RunSettings,
} from '../fixtures/settings';
import { castNet } from '../redaction/net';
import { sweepLines } from '../sweep/report';
import { begin } from './begin';
import { inLines, isMendable, refuse } from './lines';
import { startReaching } from './reaching';
import { startRunJournal } from './run-journal';
import { createTearDown, type TearDown } from './tear-down';

// npm run sweep: removes by hand what runs have left behind, as every run does when it starts.

const HELP = `npm run sweep [-- --dry-run]

Removes what runs have left behind at the deployment and at Clerk that the settings name: what the journals in .smoke know of,
and what carries the mark of a run that must be over.

  --dry-run  removes nothing, and tells what it would
  --help     show this
`;

async function main(): Promise<void> {
  const { dryRun, help } = options(process.argv.slice(2));
  if (help) {
    process.stdout.write(HELP);
    return;
  }
  castNet(process.cwd(), secretsOf(readEnvironment(process.env, process.cwd()).environment));
  const tearDown = createTearDown();
  process.once('SIGTERM', () => process.kill(process.pid, 'SIGINT'));
  process.once('SIGINT', () => void tearDown.run().finally(() => process.exit(130)));
  try {
    await sweepAll(dryRun, tearDown);
  } finally {
    await tearDown.run();
  }
}

async function sweepAll(dryRun: boolean, tearDown: TearDown): Promise<void> {
  const { environment } = readEnvironment(process.env, process.cwd());
  // Whoever tries sign-ups only, or has accounts at a deployment of another kind, has no identity.
  const ofIdentities = ['CLERK_SECRET_KEY', ...identityNames.flatMap((name) => Object.values(identityVariables[name]))];
  const isSet = (names: readonly string[]): boolean => names.some((name) => environment[name] !== undefined);
  const signUps = isSet(Object.values(signupVariables));
  const identities = isSet(ofIdentities) || !(signUps || isSet([sessionsVariables.password]));
  const run = readSettings(process.env, process.cwd(), { ...noNeeds, identities });
  refuse(
    run.apiUrl === LOCAL
      ? [`SMOKE_TEST_API_URL: the embedded deployment (${LOCAL}) leaves nothing behind: name another one`]
      : [],
  );
  const issuers = Object.values(identityStates(run, {}, new Date())).map(({ issuer }) => issuer);
  if (!dryRun) refuseProduction(run, productionReasons(run, issuers));
  const size = { repeatEach: 0, retries: 0, spread: false };
  const suites: SuiteName[] = [identities ? 'smoke' : signUps ? 'signup' : 'sessions'];
  refuse([...tokenProblems(run, new Date()), ...preflightProblems(run, {})]);
  const { ending } = startRunJournal(run.apiUrl, false);
  const reaching = startReaching(run, suites, tearDown);
  const { sweeper, sessions } = await begin(run, { local: false, ending, dryRun, size, reaching, issuers }, tearDown);
  // The issuer of minted tokens is known only now.
  if (!dryRun) refuseProduction(run, handedOver().preflight?.production ?? []);
  const swept = [...sessions, ...(await sweeper.api({ byMark: [API_KEY, DISPLAY_NAME], everybody: true, dryRun }))];
  process.stdout.write(`${sweepLines(swept).join('\n')}\n`);
  if (swept.some(({ outcome }) => outcome === 'not removed' || outcome === 'not listed')) process.exitCode = 1;
}

function refuseProduction(run: RunSettings, reasons: readonly string[]): void {
  if (whyNotWrite(run, reasons) === undefined) return;
  refuse([
    `Nothing is removed from production (${reasons.join('; ')}): SMOKE_TEST_ALLOW_PROD=1 allows it, and --dry-run shows what there is`,
  ]);
}

function options(parameters: string[]): { dryRun: boolean; help: boolean } {
  try {
    const flag = { type: 'boolean', default: false } as const;
    const { values } = parseArgs({ args: parameters, options: { 'dry-run': flag, help: flag } });
    return { dryRun: values['dry-run'], help: values.help };
  } catch (error) {
    refuse([`${error instanceof Error ? error.message.split('. ')[0] : String(error)}. See npm run sweep -- --help`]);
    throw error;
  }
}

inLines(main).catch((error: unknown) => {
  process.stderr.write(`${isMendable(error) ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
