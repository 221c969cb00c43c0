import diagnostics from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startDeployment } from '../local-deployment';

/** A request to the API as the deployment saw it. Times are milliseconds since 1970. */
export interface Seen {
  method: string;
  path: string;
  at: number;
  until: number;
}

/** The embedded deployment, fresh, in this process. */
export interface Target {
  settings: Readonly<Record<string, string>>;
  /** How long it took until it was there, in milliseconds. */
  startedInMs: number;
  /** What its API was asked, in the order of the answers. */
  seen: readonly Seen[];
  stop(): Promise<void>;
}

/** What the API has beside its own routes: a handler's refusal is all that they answer. */
export function moreRoutes(count: number): { path: string; methods: string[]; authType: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    path: `/bench/route-${index + 1}`,
    methods: ['GET'],
    authType: 'jwt-or-apikey',
  }));
}

export async function deploy(latencyMs: number, routes = 0): Promise<Target> {
  const began = performance.now();
  // As many runs as it takes: no quota of keys is measured.
  const deployment = await startDeployment({ latencyMs, keyCreationsPerHour: 0 }, (template) => {
    const pattern = template.preflights['/users/me'];
    if (pattern === undefined) throw new Error('the embedded deployment has no /users/me');
    for (const { path } of moreRoutes(routes)) {
      template.routes.push({
        ...{ method: 'GET', path, function: 'profile' },
        ...{ authorizer: true, credentials: 'jwt-or-apikey' },
      });
      template.preflights[path] = { ...pattern, methods: ['OPTIONS', 'GET'] };
    }
  });
  const startedInMs = performance.now() - began;
  const { seen, stop } = watch(Number(new URL(deployment.url).port));
  return {
    ...{ settings: deployment.settings, startedInMs, seen },
    async stop() {
      stop();
      await deployment.stop();
    },
  };
}

interface Message {
  request: IncomingMessage;
  response: ServerResponse;
}

function watch(port: number): { seen: Seen[]; stop: () => void } {
  const seen: Seen[] = [];
  const watched = (message: unknown): void => {
    const { request, response } = message as Message;
    if (request.socket.localPort !== port) return;
    const at = performance.timeOrigin + performance.now();
    response.once('finish', () => {
      const [path = ''] = (request.url ?? '').split('?');
      seen.push({ method: request.method ?? '', path, at, until: performance.timeOrigin + performance.now() });
    });
  };
  diagnostics.subscribe('http.server.request.start', watched);
  return { seen, stop: () => void diagnostics.unsubscribe('http.server.request.start', watched) };
}

/** How many requests there were at most at the same time. */
export function mostAtOnce(seen: readonly Seen[]): number {
  const changes = seen.flatMap(({ at, until }) => [
    { at, by: 1 },
    { at: until, by: -1 },
  ]);
  let now = 0;
  return Math.max(0, ...changes.sort((a, b) => a.at - b.at || a.by - b.by).map(({ by }) => (now += by)));
}
