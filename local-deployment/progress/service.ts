import type { IncomingMessage } from 'node:http';
import type { Database } from '../data/database';
import { passThroughEdge } from '../gateway/edge';
import type { Edge } from '../gateway/edge';
import type { Answer } from '../gateway/answer';
import type { HttpApiIntegration } from '../http-api/gateway';
import { createHttpApi } from '../http-api/gateway';
import { listen } from '../http/listen';
import { createLifecycle } from '../lifecycle';
import type { Closable } from '../lifecycle';
import { startProvider } from '../provider/provider';
import type { ProgressDefinition, ProgressFunctionName } from '../template/progress-definition';
import { seedSessions } from './seed';
import type { SeededTokens } from './seed';

export interface ProgressAddresses extends SeededTokens {
  readonly url: string;
  /** The redirect URI that is registered at the provider. */
  readonly callbackUrl: string;
  readonly providerUrl: string;
}

export type ProgressIntegrations = Record<ProgressFunctionName, HttpApiIntegration>;

export interface Progress extends Closable {
  readonly addresses: ProgressAddresses;
}

/** Its functions are deployed when its addresses are known, of which they have to be told. */
export async function startProgress(
  definition: ProgressDefinition,
  { edge, database }: { edge: Edge; database: Database },
  deploy: (addresses: ProgressAddresses) => ProgressIntegrations,
): Promise<Progress> {
  const lifecycle = createLifecycle();
  let answer: (message: IncomingMessage) => Promise<Answer> = notYet;
  const listening = listen((request, response) => {
    passThroughEdge(edge, request, response, () => answer(request)).catch(() => response.destroy());
  });
  try {
    const [{ origin: url }, tokens] = await Promise.all([
      lifecycle.open(listening),
      seedSessions(database, definition.earlier, definition.sessionEnvironment),
    ]);
    const callbackUrl = `${url}/auth/github/callback`;
    const { origin: providerUrl } = await lifecycle.open(startProvider(definition.provider, callbackUrl));
    const addresses = { url, callbackUrl, providerUrl, ...tokens };
    answer = createHttpApi({ ...definition, integrations: deploy(addresses) });
    return { addresses, close: () => lifecycle.close() };
  } catch (error) {
    await lifecycle.close();
    throw error;
  }
}

function notYet(): Promise<never> {
  return Promise.reject(new Error('nobody has been told of this address yet'));
}
