import { catalogueFor } from './catalogue';
import type { IssuerActivity } from './issuer/accounts';
import { prepareSigningKey } from './issuer/signing-key';
import { fromEnvironment } from './option-sources';
import { parseOptions } from './options';
import type { DeploymentOptions, GivenOption } from './options';
import type { Remaining } from './seed';
import type { Rows } from './session-service/database/seed';
import type { DeploymentTemplate, IdentityName } from './template/types';

export type { Fault, Weather } from './faults';
export { OptionsError } from './options';
export type { DeploymentOptions } from './options';
export type { DeploymentTemplate } from './template/types';

export interface Identity {
  readonly userId: string;
  /** A session token. */
  readonly token: string;
}

export interface Deployment {
  /** `http://127.0.0.1:<port>/<stage>`, no trailing slash. */
  readonly url: string;
  readonly issuerUrl: string;
  readonly identities: Readonly<Record<IdentityName, Identity>>;
  /** The variables of the suite that tests it, the URL and an expired token included. */
  readonly settings: Readonly<Record<string, string>>;
  /** Of the main user, signed by the issuer, two hours past its end. */
  readonly expiredToken: string;
  readonly options: DeploymentOptions;
  /** What has been created since the start and is still there. */
  count(): Promise<Remaining & Rows>;
  /** What has happened at the issuer since the start; tokens by identity. */
  issued(): IssuerActivity;
  stop(): Promise<void>;
}

const expiredForMs = 2 * 3_600_000;

/**
 * The whole chain on loopback, in this process. Weather, fault and `mutate`, in this order, change the template
 * before anything runs.
 * Rejects with an OptionsError, or with the system's error when the port is taken.
 */
export async function startDeployment(
  options: Partial<DeploymentOptions> = {},
  mutate?: (template: DeploymentTemplate) => void,
): Promise<Deployment> {
  const { faults, weathers } = await catalogueFor(options);
  const parsed = parseOptions(named(options), { faults, weathers });
  prepareSigningKey();
  const [{ buildTemplate }, { startChain }] = await Promise.all([import('./template/build'), import('./chain')]);

  const template = buildTemplate(parsed);
  weathers.find(({ name }) => name === parsed.weather)?.mutate?.(template);
  faults.find(({ name }) => name === parsed.fault)?.mutate(template);
  mutate?.(template);
  const chain = await startChain(template);
  const { url, clerk } = chain;

  const identity = async (name: IdentityName): Promise<Identity> => {
    const { userId } = template.users[name];
    return { userId, token: await clerk.mint(userId) };
  };
  const [main, admin, rateLimit] = await Promise.all([identity('main'), identity('admin'), identity('rateLimit')]);
  const expiredIssuedAtMs = Date.now() - expiredForMs - parsed.tokenLifetimeSeconds * 1000;
  const expiredToken = await clerk.mint(template.users.main.userId, expiredIssuedAtMs);
  return {
    url,
    issuerUrl: clerk.url,
    identities: { main, admin, rateLimit },
    settings: { SMOKE_TEST_API_URL: url, SMOKE_TEST_EXPIRED_JWT: expiredToken, ...chain.settings },
    expiredToken,
    options: parsed,
    count: () => chain.count(),
    issued() {
      const { activity } = clerk.accounts;
      const byIdentity = Object.entries(template.users).map(([name, { userId }]) => [
        name,
        activity.tokensMinted[userId] ?? 0,
      ]);
      return { ...activity, tokensMinted: Object.fromEntries(byIdentity) as Record<string, number> };
    },
    stop: () => chain.stop(),
  };
}

/** The options that somebody has given, wherever. Throws an OptionsError that names where. */
export async function optionsOf(given: Readonly<Record<string, GivenOption>>): Promise<DeploymentOptions> {
  return parseOptions(given, await catalogueFor({ fault: given['fault'], weather: given['weather'] }));
}

/** The options that LOCAL_* variables give. Throws an OptionsError that names the variables. */
export async function optionsFromEnvironment(environment: NodeJS.ProcessEnv): Promise<DeploymentOptions> {
  return optionsOf(fromEnvironment(environment));
}

function named(options: Partial<DeploymentOptions>): Record<string, GivenOption> {
  return Object.fromEntries(Object.entries(options).map(([source, value]) => [source, { source, value }]));
}
