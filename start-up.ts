import { parseArgs } from 'node:util';
import { networkReason } from './fixtures/client/network-error';
import { newRunId, RUN_VARIABLE } from './fixtures/mark';
import { LOCAL, readSettings, SettingsError, tokenProblems } from './fixtures/settings';

/** A cold start may take its time, but no longer than API Gateway waits for it. */
const CONNECT_TIMEOUT_MS = 35_000;

/**
 * Runs once, before any scenario: reads the settings, starts the embedded deployment where they ask for it, and makes
 * sure that somebody answers. Bad input ends the run with one line for each problem, and exit code 1.
 */
export default async function startUp(): Promise<(() => Promise<void>) | undefined> {
  process.env[RUN_VARIABLE] ??= newRunId(new Date());
  const settings = orLines(() => readSettings(process.env, process.cwd()));
  if (settings.apiUrl === LOCAL) return startLocal();
  const problems = tokenProblems(settings, new Date());
  if (problems.length > 0) throw lines(problems);
  await reach(settings.apiUrl);
  return undefined;
}

async function startLocal(): Promise<() => Promise<void>> {
  const { optionsFromEnvironment, OptionsError, startDeployment } = await import('./local-deployment');
  const options = orLines(() => optionsFromEnvironment(process.env), OptionsError);
  // To the hourly quota of keys, each repetition of the suite is a run.
  const repetitions = repeatEach(process.argv.slice(2));
  const deployment = await startDeployment({
    ...options,
    keyCreationsPerHour: options.keyCreationsPerHour * repetitions,
  });
  const { main, admin, rateLimit } = deployment.identities;
  Object.assign(process.env, {
    SMOKE_TEST_API_URL: deployment.url,
    SMOKE_TEST_CLERK_JWT: main.token,
    SMOKE_TEST_ADMIN_JWT: admin.token,
    SMOKE_TEST_RATE_LIMIT_JWT: rateLimit.token,
    SMOKE_TEST_EXPIRED_JWT: deployment.expiredToken,
  });
  return () => deployment.stop();
}

/** What `--repeat-each` says; Playwright applies it to its own configuration only after this has run. */
function repeatEach(commandLine: string[]): number {
  const { values } = parseArgs({ args: commandLine, options: { 'repeat-each': { type: 'string' } }, strict: false });
  return Math.max(1, Number(values['repeat-each'] ?? 1) || 1);
}

/** Any HTTP answer will do: what it says is the scenarios' business. */
async function reach(apiUrl: string): Promise<void> {
  const { hostname, port, protocol } = new URL(apiUrl);
  try {
    await fetch(apiUrl, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(CONNECT_TIMEOUT_MS) });
  } catch (error) {
    const at = `host ${hostname}, port ${port === '' ? (protocol === 'https:' ? '443' : '80') : port}`;
    throw lines([`SMOKE_TEST_API_URL: ${apiUrl} can't be reached (${at}): ${networkReason(error)}`]);
  }
}

/** Errors that are the user's to mend are told in lines; any other keeps its stack. */
function orLines<T>(read: () => T, expected: new (...parameters: never[]) => Error = SettingsError): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof expected) throw lines([error.message]);
    throw error;
  }
}

/** What Playwright prints as it is, without a stack: an error whose stack is its message. */
function lines(problems: readonly string[]): Error {
  const error = new Error(problems.join('\n'));
  error.stack = error.message;
  return error;
}
