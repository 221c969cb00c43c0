import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { reach, UnreachableError } from './fixtures/client/reach';
import { handOver, type HandedOver } from './fixtures/issuer/hand-over';
import { expiredToken, keepToken, KEPT_TOKENS } from './fixtures/issuer/kept-token';
import { MintingError } from './fixtures/issuer/minting-error';
import { identityStates, preflightProblems } from './fixtures/issuer/preflight';
import { openSessions, type Sessions } from './fixtures/issuer/sessions';
import { newRunId, RUN_VARIABLE } from './fixtures/mark';
import {
  LOCAL,
  readEnvironment,
  readSettings,
  SettingsError,
  tokenProblems,
  variableNames,
  type RunSettings,
} from './fixtures/settings';

/** The shortest life that Clerk gives a token. */
const SHORTEST_LIFETIME_SECONDS = 30;

type TearDown = () => Promise<void>;

/**
 * Runs once, before any scenario: reads the settings, starts the embedded deployment where they ask for it, mints the
 * identities' first tokens, and makes sure that they fit together and that somebody answers. Bad input ends the run with
 * one line for each problem, and exit code 1.
 */
export default async function startUp(): Promise<TearDown> {
  process.env[RUN_VARIABLE] ??= newRunId(new Date());
  const tearDowns: TearDown[] = [];
  const tearDown = inLines(async () => {
    for (const step of tearDowns.splice(0).reverse()) await step();
  });
  const begin = inLines(async () => {
    let run = readSettings(process.env, process.cwd());
    const local = run.apiUrl === LOCAL;
    if (local) {
      tearDowns.push(await startLocal());
      run = readSettings(process.env, process.cwd());
    }
    refuse([...tokenProblems(run, new Date()), ...preflightProblems(run, {})]);
    await prepare(run, local, tearDowns);
  });
  try {
    await begin();
    return tearDown;
  } catch (error) {
    // Why the run ends comes first; what could not be undone is told as well.
    await tearDown().catch((undone: unknown) => {
      process.stderr.write(`${String(undone)}\n`);
    });
    throw error;
  }
}

/** Everything that is asked of others before the run goes out at once. */
async function prepare(run: RunSettings, local: boolean, tearDowns: TearDown[]): Promise<void> {
  const { minting } = run;
  const issuer = minting === undefined ? undefined : openSessions(minting);
  if (issuer !== undefined) tearDowns.push(() => issuer.close());
  // Both to their end, so that what the one has made is known when the other fails.
  const reaching = reach(run.apiUrl, run.contract, run.waitSeconds);
  const preparing = issuer?.prepare();
  await Promise.allSettled([reaching, preparing]);
  const [reached, sessions = {}] = [await reaching, await preparing];
  refuse(preflightProblems(run, sessions));
  handOver({
    sessions,
    ...(await expiry(run, sessions, issuer, local)),
    preflight: { target: { url: run.apiUrl, ...reached }, identities: identityStates(run, sessions, new Date()) },
  });
}

/** AC4 needs a token that is over: from an earlier run, else one that will be over soon. */
async function expiry(
  { minting, tokens, expiryWaitSeconds }: RunSettings,
  { main }: HandedOver['sessions'],
  issuer: Sessions | undefined,
  local: boolean,
): Promise<Pick<HandedOver, 'expired' | 'expiring'>> {
  if (main === undefined || minting === undefined || issuer === undefined || tokens.expired !== undefined) return {};
  const expired = expiredToken(KEPT_TOKENS, main.token, minting.secretKey, new Date());
  // The embedded deployment's issuer does not outlive the run, and neither does what its tokens are good for.
  if (!local) keepToken(KEPT_TOKENS, main.token, minting.secretKey);
  if (expired !== undefined || expiryWaitSeconds === 0) return { expired };
  const token = await issuer.mint('main', SHORTEST_LIFETIME_SECONDS);
  return { expiring: { token, receivedAtMs: Date.now() } };
}

async function startLocal(): Promise<TearDown> {
  const { optionsFromEnvironment, startDeployment } = await import('./local-deployment');
  const options = optionsFromEnvironment(process.env);
  // To the hourly quota of keys, each repetition of the suite is a run.
  const repetitions = repeatEach(process.argv.slice(2));
  const deployment = await startDeployment({
    ...options,
    keyCreationsPerHour: options.keyCreationsPerHour * repetitions,
  });
  useSettings(deployment.settings);
  return () => deployment.stop();
}

/** The embedded deployment's settings, and no key, token or user of another one that the user has set. */
function useSettings(settings: Readonly<Record<string, string>>): void {
  const { environment } = readEnvironment(process.env, process.cwd());
  for (const name of variableNames) {
    const ofAnIdentity = /^CLERK_|_JWT$|_USER_ID$|_JWT_TEMPLATE$/.test(name);
    const value = settings[name] ?? (ofAnIdentity ? undefined : environment[name]);
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
  process.env.SMOKE_ENV_FILE = fileURLToPath(new URL('./local-deployment/smoke.env', import.meta.url));
}

/** What `--repeat-each` says; Playwright applies it to its own configuration only after this has run. */
function repeatEach(commandLine: string[]): number {
  const { values } = parseArgs({ args: commandLine, options: { 'repeat-each': { type: 'string' } }, strict: false });
  return Math.max(1, Number(values['repeat-each'] ?? 1) || 1);
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new SettingsError(problems);
}

/** Errors that are the user's to mend are told in lines, without a stack; any other keeps its own. */
function inLines(step: () => Promise<void>): () => Promise<void> {
  return async () => {
    try {
      await step();
    } catch (error) {
      const mendable =
        error instanceof SettingsError ||
        error instanceof MintingError ||
        error instanceof UnreachableError ||
        (error instanceof Error && 'code' in error && error.code === 'INVALID_OPTIONS');
      if (mendable) error.stack = error.message;
      throw error;
    }
  };
}
