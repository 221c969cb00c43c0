import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FullConfig } from '@playwright/test';
import { divideInFlight, hasRoomBeside } from '../fixtures/client/in-flight';
import { identityStates, preflightProblems } from '../fixtures/issuer/preflight';
import { handedOver } from '../fixtures/issuer/hand-over';
import { kindOfIssuer } from '../fixtures/production';
import { refuseUnmet, takeNotes, unmetBy, unselected } from '../fixtures/required';
import { isPart, tellWhole } from '../fixtures/run-part';
import type { SuiteName } from '../contract';
import {
  keepSettings,
  LOCAL,
  progressTokenProblems,
  readJwtSecrets,
  readSettings,
  sessionsTokenProblems,
  tokenProblems,
  type JwtSecrets,
  type Needs,
  type RunSettings,
} from '../fixtures/settings';
import { LONG_SECRET } from '../redaction/forms';
import { openJournal } from '../redaction/journal';
import { placeholderFor } from '../redaction/known';
import { watchOutputs } from '../redaction/net';
import { outputsOf } from '../redaction/outputs';
import { shardFile, SHARDS } from '../reporters/merge/shard-blobs';
import { holdInterrupts } from './interrupt';
import { removeLeftovers } from './leftovers';
import { inLines, isMendable, refuse } from './lines';
import { startLocal } from './local';
import { startReaching } from './reaching';
import { repeatEach } from './repeat-each';
import { startRunJournal } from './run-journal';
import { preload, selectedOf, withoutIdentities } from './suites';
import { createTearDown, type TearDown } from './tear-down';
import { endInTime, timeLimitProblems } from './time-limit';
import { DEFAULT_WORKERS, MOST_WORKERS, workersFor, workersGiven } from './workers';

/** An interrupted start-up is waited for this long. */
const LONGEST_WAIT_MS = 2_000;

/**
 * Runs once, before any scenario: reads the settings, starts the embedded deployment where they ask for it, removes what
 * earlier runs have left behind, mints the identities' first tokens, and makes sure that they fit together and that somebody
 * answers. Bad input ends the run with one line for each problem, and exit code 1.
 */
export default async function startUp(config: FullConfig): Promise<() => Promise<void>> {
  watchOutputs(outputsOf(config, process.env, process.cwd()));
  // Whoever dies, or has other reporters, must not be taken for who was green before.
  if (config.shard !== null) rmSync(join(SHARDS, shardFile(config.shard)), { force: true });
  const tearDown = createTearDown();
  const told = (undone: unknown): void => {
    process.stderr.write(`${isMendable(undone) ? undone.message : String(undone)}\n`);
  };
  const starting = inLines(() => start(config, tearDown));
  const release = holdInterrupts(async () => {
    // What is being made just now has to be known before it can be undone.
    await Promise.race([starting.catch(() => undefined), pause(LONGEST_WAIT_MS, undefined, { ref: false })]);
    await tearDown.run().catch(told);
  });
  try {
    await starting;
  } catch (error) {
    // Why the run ends comes first; what could not be undone is told as well.
    await tearDown.run().catch(told);
    throw error;
  } finally {
    await release();
  }
  return () => inLines(() => tearDown.run());
}

async function start(
  config: Pick<FullConfig, 'globalTimeout' | 'projects' | 'filteredProjects' | 'fullyParallel' | 'workers' | 'shard'>,
  tearDown: TearDown,
): Promise<void> {
  refuse(timeLimitProblems(config.globalTimeout));
  const { suites, needs } = selectedOf(config);
  let run = readSettings(process.env, process.cwd(), needs);
  const { required } = run;
  const part = isPart(config, process.env);
  tellWhole(process.argv.slice(2), config);
  if (!part) refuse(unselected(required, suites));
  const local = run.apiUrl === LOCAL;
  if (local) {
    tearDown.add(await startLocal());
    run = readSettings(process.env, process.cwd(), needs);
  }
  keepSettings(run);
  divideInFlight(run.maxInFlight, 1);
  // A token that nobody checks may say that this is production, and not that it is none.
  const issuers = Object.values(identityStates(run, {}, new Date()))
    .map(({ issuer }) => issuer)
    .filter((issuer) => kindOfIssuer(issuer) === 'live');
  const jwtSecrets = await jwtSecretsOf(run, suites, needs);
  const progress = suites.includes('progress') && (needs.progress || run.progress.given);
  if (progress) refuse(progressTokenProblems(run.progress, new Date()));
  const ownAccounts = suites.includes('sessions') && (needs.sessions || run.sessions.given);
  if (ownAccounts) refuse(sessionsTokenProblems(run.sessions, new Date()));
  if (!needs.identities) run = withoutIdentities(run);
  tearDown.add(endInTime(config.globalTimeout, run.signup?.commandSeconds));
  const given = workersGiven(process.argv.slice(2)) || config.workers !== DEFAULT_WORKERS;
  const mostWorkers = Math.min(given ? config.workers : MOST_WORKERS, run.maxInFlight);
  const size = {
    repeatEach: repeatEach(process.argv.slice(2)),
    retries: Math.max(0, ...config.projects.map(({ retries }) => retries)),
    spread: config.fullyParallel,
  };
  refuse([...tokenProblems(run, new Date()), ...preflightProblems(run, {})]);
  const { ending, journal } = startRunJournal(run.apiUrl, local);
  const reaching = startReaching(run, suites, tearDown);
  // Who removes, mints and creates is loaded while that is on its way; and so are the tests' fixtures.
  const { begin } = await import('./begin');
  const about = { local, size, reaching, issuers, jwtSecrets, progress, ownAccounts };
  const beginning = begin(run, { ...about, ending }, tearDown);
  preload(suites);
  const { sweeper } = await beginning;
  const { notWritten, target } = handedOver().preflight ?? {};
  if (target !== undefined && !given) config.workers = workersFor(target.latencyMs, suites);
  config.workers = Math.min(config.workers, mostWorkers);
  // Where it is only looked whether another machine's run has left any keys; that has a place among what may be on its way.
  const mayLook = needs.identities && notWritten === undefined && !sweeper.knowsOfAny();
  const beside = mayLook && hasRoomBeside(run.maxInFlight, config.workers);
  divideInFlight(run.maxInFlight, config.workers, beside ? 1 : 0);
  // Only of a run that begins.
  const judgeRequired = (): Promise<void> =>
    Promise.resolve(takeNotes()).then((notes) => {
      refuseUnmet(unmetBy(notes, required, part));
    });
  if (needs.signup && notWritten !== undefined) refuse([`SMOKE_TEST_ALLOW_PROD: a sign-up ${notWritten}`]);
  if (notWritten !== undefined) {
    tearDown.add(judgeRequired);
    return;
  }
  await removeLeftovers(sweeper, { ending, journal }, beside, tearDown);
  tearDown.add(judgeRequired);
}

/** What there is of the secret that the sockets' tokens are signed with, where a suite asks for it. */
async function jwtSecretsOf(
  { realtime, contract }: RunSettings,
  suites: readonly SuiteName[],
  needs: Needs,
): Promise<JwtSecrets | undefined> {
  if (!suites.includes('realtime') || !(needs.realtime || realtime.given)) return undefined;
  const secrets = await readJwtSecrets(realtime, contract, process.env, process.cwd());
  if ('problems' in secrets) {
    refuse(secrets.problems);
    return undefined;
  }
  const remember = openJournal();
  for (const { name, value = '' } of [...secrets.sources, ...secrets.others]) {
    if (value.length >= LONG_SECRET)
      remember({ secret: value, placeholder: placeholderFor(value, `jwt-secret:${name}`, new Set()) });
  }
  return secrets;
}
