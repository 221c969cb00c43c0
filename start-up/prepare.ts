import { fillText, type Contract } from '../contract';
import { keyBudget, type RunSize } from '../fixtures/api-keys/budget';
import { certificateAt } from '../fixtures/client/certificate';
import type { Reached } from '../fixtures/client/reach';
import { handOver, type HandedOver } from '../fixtures/issuer/hand-over';
import { expiredToken, keepToken, KEPT_TOKENS } from '../fixtures/issuer/kept-token';
import { identityStates, preflightProblems } from '../fixtures/issuer/preflight';
import { openClerk } from '../fixtures/issuer/clerk';
import { openSessions, type Sessions } from '../fixtures/issuer/sessions';
import {
  identityNames,
  identityVariables,
  secretsOf,
  SettingsError,
  tokenProblems,
  type JwtSecrets,
  type MintingSettings,
  type RunSettings,
} from '../fixtures/settings';
import { productionReasons, whyNotWrite } from '../fixtures/production';
import { protectedAs, protectedProblem } from '../fixtures/protected-users';
import { openCreations } from '../fixtures/created/journal';
import { protectedByProfile } from './protected-by-profile';
import { openJournal } from '../redaction/journal';
import { isMendable, refuse } from './lines';
import type { Reaching } from './reaching';
import type { TearDown } from './tear-down';

/** The shortest life that Clerk gives a token. */
const SHORTEST_LIFETIME_SECONDS = 30;

export interface Preparation {
  run: RunSettings;
  local: boolean;
  size: RunSize;
  /** Of the tokens that are given, whether the suites need them or not: they tell what kind of deployment it is. */
  issuers: readonly (string | undefined)[];
  jwtSecrets?: JwtSecrets | undefined;
  progress?: boolean;
  ownAccounts?: boolean;
  tearDown: TearDown;
  reaching: Reaching;
  /** When it is clear who the identities are, and before a session is made. */
  beforeSessions: () => Promise<void>;
}

/** Makes sure that the API is there, mints the first tokens, judges both, and hands over to the workers. */
export async function prepare({
  run,
  local,
  size,
  reaching,
  issuers,
  jwtSecrets,
  progress = false,
  ownAccounts = false,
  tearDown,
  beforeSessions,
}: Preparation): Promise<void> {
  const { minting } = run;
  const issuer = minting === undefined ? undefined : openSessions(minting, openCreations());
  const [reached, certificate] = await Promise.all([found(run, issuer, reaching), certificateAt(reaching.url)]);
  if (minting !== undefined) refuse(await protectedByEmail(minting, run.protectedUsers));
  await beforeSessions();
  // Only now, since a run that is interrupted while it waits for the API must leave no session behind.
  if (issuer !== undefined) tearDown.add(() => issuer.close());
  const sessions = (await issuer?.prepare()) ?? {};
  secretsOf(tokensOf(sessions)).forEach(openJournal());
  refuse([...tokenProblems(run, new Date()), ...preflightProblems(run, sessions)]);
  const identities = identityStates(run, sessions, new Date());
  const production = productionReasons(run, [...issuers, ...Object.values(identities).map(({ issuer }) => issuer)]);
  const notWritten = whyNotWrite(run, production);
  handOver({
    ...{ sessions, jwtSecrets, progress, ownAccounts },
    ...(await expiry(run, sessions, issuer, local)),
    preflight: {
      ...{ target: { url: run.apiUrl, ...reached, certificate }, production, notWritten, identities },
      mayCreate: {
        apiKeys: notWritten === undefined ? keyBudget(run.contract, size, run.keyBudget) : 0,
        signUpsAt: notWritten === undefined ? run.signup?.domain : undefined,
        attemptsAt: notWritten === undefined && progress ? run.contract.progress.exercises.marked : undefined,
        accounts:
          notWritten === undefined && ownAccounts && run.sessions.password !== undefined
            ? accountsOf(run.contract)
            : undefined,
      },
    },
  });
  refuse(await protectedByProfile(run));
}

/** The names of the first and the last account that the suite keeps. */
function accountsOf({ sessions: { accounts } }: Contract): string {
  const [first, last] = [1, accounts.most].map((n) => fillText(accounts.username, { n: String(n) }));
  return `${first} to ${last}`;
}

/** Clerk knows the emails of those whose tokens are minted: asked for before a session is made. */
async function protectedByEmail(minting: MintingSettings, protectedUsers: readonly string[]): Promise<string[]> {
  if (!protectedUsers.some((name) => name.includes('@'))) return [];
  const clerk = await openClerk(minting);
  const problems = await Promise.all(
    identityNames.map(async (name) => {
      const { user: variable } = identityVariables[name];
      const id = minting.userIds[name];
      if (id === undefined) return [];
      const entry = protectedAs({ id, emails: await clerk.emailsOf(id, variable) }, protectedUsers);
      return entry === undefined ? [] : [protectedProblem(variable, entry)];
    }),
  );
  return problems.flat();
}

/** By the variables that would have given them. */
function tokensOf(sessions: HandedOver['sessions']): Record<string, string> {
  return Object.fromEntries(
    identityNames.flatMap((name) => {
      const token = sessions[name]?.token;
      return token === undefined ? [] : [[identityVariables[name].token, token] as const];
    }),
  );
}

/** Asks the issuer while the API is asked. A key that is refused is told at once, however long the API may take to come. */
async function found({ waitSeconds }: RunSettings, issuer: Sessions | undefined, reaching: Reaching): Promise<Reached> {
  const finding = issuer?.find().catch((error: unknown) => {
    if (waitSeconds > 0) reaching.stop.abort();
    throw error;
  });
  const [reached, sessions] = await Promise.allSettled([reaching.reached, finding]);
  if (reached.status === 'fulfilled' && sessions.status === 'fulfilled') return reached.value;
  const outcomes = reaching.stop.signal.aborted ? [sessions] : [sessions, reached];
  const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  const problems = reasons.filter(isMendable).map(({ message }) => message);
  throw problems.length === reasons.length ? new SettingsError(problems) : new AggregateError(reasons);
}

/** AC4 needs a token that is over: from an earlier run, else one that will be over soon. */
async function expiry(
  { minting, tokens, expiryWaitSeconds }: RunSettings,
  { main }: HandedOver['sessions'],
  issuer: Sessions | undefined,
  local: boolean,
): Promise<Pick<HandedOver, 'expired' | 'expiring' | 'notKept'>> {
  if (main === undefined || minting === undefined || issuer === undefined || tokens.expired !== undefined) return {};
  const expired = expiredToken(KEPT_TOKENS, main.token, minting.secretKey);
  secretsOf({ SMOKE_TEST_EXPIRED_JWT: expired ?? '' }).forEach(openJournal());
  // The embedded deployment's issuer does not outlive the run, and neither does what its tokens are good for.
  const notKept = local ? undefined : keep(main.token, minting.secretKey);
  if (expired !== undefined || expiryWaitSeconds === 0) return { expired, notKept };
  const expiring = await issuer.mint('main', SHORTEST_LIFETIME_SECONDS);
  secretsOf({ SMOKE_TEST_EXPIRED_JWT: expiring.token }).forEach(openJournal());
  return { expiring };
}

/** Why it could not be kept: no reason to end the run. */
function keep(token: string, clerkKey: string): string | undefined {
  try {
    keepToken(KEPT_TOKENS, token, clerkKey);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
