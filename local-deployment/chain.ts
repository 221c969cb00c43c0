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
import { progressOperatorRole } from './operator/progress-users';
import { startProgress } from './progress/service';
import type { ProgressAddresses, ProgressIntegrations } from './progress/service';
import { seed } from './seed';
import { startSessions } from './session-service/service';
import type { Remaining } from './seed';
import type { Rows } from './session-service/database/seed';
import { startRealtime } from './realtime/service';
import type { ProgressFunctionName } from './template/progress-definition';
import { resolveEnvironment } from './template/resolve';
import type { Running } from './template/resolve';
import type { DeploymentTemplate, FunctionDefinition } from './template/types';

export interface Chain {
  /** With the stage, without a trailing slash. */
  readonly url: string;
  readonly clerk: Issuer;
  /** What somebody who tests it would set, beside its URL. */
  readonly settings: Readonly<Record<string, string>>;
  count(): Promise<Remaining & Rows>;
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

  function deploy<Event>(
    name: string,
    definition: FunctionDefinition<Event>,
    running: Running = { database, issuers },
  ): LambdaFunction<Event> {
    const { code, timeoutSeconds, coldStartMs } = definition;
    const environment = resolveEnvironment(definition.environment, template, running);
    const aws = () => ({ dynamo: database.clientFor(name, definition.role) });
    return createFunction({ name, code, environment, aws, timeoutSeconds, coldStartMs });
  }

  function deployProgress(progress: ProgressAddresses): ProgressIntegrations {
    const integration = (name: ProgressFunctionName) => {
      const definition = template.progress.functions[name];
      return {
        function: deploy(name, definition, { database, issuers, progress }),
        invocableFrom: definition.invocableFrom,
      };
    };
    return {
      auth: integration('auth'),
      account: integration('account'),
      exercises: integration('exercises'),
      progress: integration('progress'),
    };
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
  const findProgressUsers = operator.findProgressUsers(environment, {
    dynamo: database.clientFor('operator', progressOperatorRole),
  });
  const storedSecret = template.realtime.store.secret;
  const [gateway, channel, realtime, progress, sessions] = await Promise.all([
    startingGateway,
    lifecycle.open(startChannel({ actions, storedSecret, findProgressUsers })),
    lifecycle.open(startRealtimeOf(template, { database, issuers })),
    lifecycle.open(startProgress(template.progress, { edge: template.edge, database }, deployProgress)),
    lifecycle.open(startSessions(template.sessions, template.edge)),
  ]);
  const urls = {
    ...{ operatorUrl: channel.origin, realtimeUrl: realtime.origin },
    ...{ progress: progress.addresses, sessions: sessions.addresses },
  };
  const settings = resolveEnvironment(template.settings, template, { database, issuers, ...urls });
  return {
    ...{ url: `${gateway.origin}/${template.stage}`, clerk, settings },
    count: async () => ({ ...(await count()), ...(await sessions.count()) }),
    stop: () => lifecycle.close(),
  };
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
