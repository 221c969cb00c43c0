import { randomBytes } from 'node:crypto';
import { startDatabase } from './data/database';
import { startGateway } from './gateway/gateway';
import { startIssuer } from './issuer/issuer';
import type { Issuer } from './issuer/issuer';
import type { Listening } from './http/listen';
import { createFunction } from './lambda/runtime';
import type { LambdaFunction } from './lambda/runtime';
import { createLifecycle } from './lifecycle';
import type { Lifecycle } from './lifecycle';
import { operatorRole } from './operator/actions';
import { startChannel } from './operator/channel';
import { seed } from './seed';
import type { Remaining } from './seed';
import { startRealtime } from './realtime/service';
import { resolveEnvironment } from './template/resolve';
import type { Running } from './template/resolve';
import type { DeploymentTemplate, FunctionDefinition } from './template/types';

export interface Chain {
  /** With the stage, without a trailing slash. */
  readonly url: string;
  readonly clerk: Issuer;
  /** What somebody who tests it would set, beside its URL. */
  readonly settings: Readonly<Record<string, string>>;
  count(): Promise<Remaining>;
  stop(): Promise<void>;
}

/** Starts what the template declares. What a failed start has opened is closed again. */
export async function startChain(template: DeploymentTemplate): Promise<Chain> {
  const lifecycle = createLifecycle();
  try {
    return await start(template, lifecycle);
  } catch (error) {
    await lifecycle.close();
    throw error;
  }
}

async function start(template: DeploymentTemplate, lifecycle: Lifecycle): Promise<Chain> {
  const [issuers, { database, count }] = await Promise.all([
    startIssuers(template, lifecycle),
    startData(template, lifecycle),
  ]);
  const clerk = issuers.get('clerk');
  if (!clerk) throw new Error('the template has no issuer clerk');

  function deploy<Event>(name: string, definition: FunctionDefinition<Event>): LambdaFunction<Event> {
    const { code, timeoutSeconds, coldStartMs } = definition;
    const environment = resolveEnvironment(definition.environment, template, { database, issuers });
    const aws = () => ({ dynamo: database.clientFor(name, definition.role) });
    return createFunction({ name, code, environment, aws, timeoutSeconds, coldStartMs });
  }

  const { functions } = template;
  const startingGateway = lifecycle.open(
    startGateway(template, randomBytes(5).toString('hex'), {
      authorizer: deploy('authorizer', template.authorizer.function),
      integrations: {
        profile: deploy('profile', functions.profile),
        'api-keys': deploy('api-keys', functions['api-keys']),
        'invite-codes': deploy('invite-codes', functions['invite-codes']),
        'validate-invite': deploy('validate-invite', functions['validate-invite']),
        registration: deploy('registration', functions.registration),
        login: deploy('login', functions.login),
      },
    }),
  );
  const { operator } = template;
  const environment = resolveEnvironment(operator.environment, template, { database, issuers });
  const actions = operator.actions(environment, { dynamo: database.clientFor('operator', operatorRole) });
  const [gateway, channel, realtime] = await Promise.all([
    startingGateway,
    lifecycle.open(startChannel(actions, template.realtime.store.secret)),
    lifecycle.open(startRealtimeOf(template, { database, issuers })),
  ]);
  const urls = { operatorUrl: channel.origin, realtimeUrl: realtime.origin };
  const settings = resolveEnvironment(template.settings, template, { database, issuers, ...urls });
  return { url: `${gateway.origin}/${template.stage}`, clerk, settings, count, stop: () => lifecycle.close() };
}

async function startRealtimeOf(template: DeploymentTemplate, running: Running): Promise<Listening> {
  const { environment, socketEnvironment, store, users, proxy, parts } = template.realtime;
  return startRealtime({
    ...{ parts, store, users: Object.values(users), latencyMs: template.edge.latencyMs, ...proxy },
    environment: resolveEnvironment(environment, template, running),
    socketEnvironment: resolveEnvironment(socketEnvironment, template, running),
  });
}

async function startIssuers(template: DeploymentTemplate, lifecycle: Lifecycle): Promise<Map<string, Issuer>> {
  const issuers = Object.entries(template.issuers).map(
    async ([name, definition]) => [name, await lifecycle.open(startIssuer(definition))] as const,
  );
  return new Map(await Promise.all(issuers));
}

async function startData(template: DeploymentTemplate, lifecycle: Lifecycle) {
  const database = await lifecycle.open(startDatabase(template.stage, template.tables));
  return { database, count: await seed(template, database) };
}
