import type { IncomingMessage } from 'node:http';
import { createAccessTokens } from './access-tokens';
import type { Answer } from '../gateway/answer';
import { passThroughEdge } from '../gateway/edge';
import type { Edge } from '../gateway/edge';
import { readBody } from '../http/body';
import { listen } from '../http/listen';
import type { Closable } from '../lifecycle';
import type { SessionsDefinition } from '../template/sessions-definition';
import type { Rows } from './database/seed';
import type { RunningSessions } from './running';

export interface SessionsAddresses {
  readonly url: string;
  /** Of the user who was here before; its time is over, and nothing else is wrong with it. */
  readonly expiredToken: string;
}

export interface Sessions extends Closable {
  readonly addresses: SessionsAddresses;
  count(): Promise<Rows>;
}

const expiredForMs = 2 * 3_600_000;

/** It is started, and its database with it, by the first request. */
export async function startSessions(definition: SessionsDefinition, edge: Edge): Promise<Sessions> {
  let starting: Promise<RunningSessions> | undefined;
  const running = (): Promise<RunningSessions> =>
    (starting ??= import('./running').then(({ runSessions }) => runSessions(definition)));

  const answer = async (message: IncomingMessage): Promise<Answer> => {
    const request = await requestOf(message);
    const { fetch } = await running();
    return answerOf(await definition.front(request, fetch));
  };
  const [listening, expiredToken] = await Promise.all([
    listen((request, response) => {
      passThroughEdge(edge, request, response, () => answer(request)).catch(() => response.destroy());
    }),
    expiredTokenOf(definition),
  ]);
  return {
    addresses: { url: listening.origin, expiredToken },
    count: async () => (starting ? (await starting).count() : { sessionAccounts: 0, posts: 0 }),
    async close() {
      await listening.close();
      // One that has failed has closed what it had opened.
      await starting?.then(
        (started) => started.close(),
        () => undefined,
      );
    },
  };
}

async function expiredTokenOf({ environment, users: { earlier } }: SessionsDefinition): Promise<string> {
  const { issue, lifetimeSeconds } = createAccessTokens(environment);
  return issue({ id: earlier.id, token_version: 1 }, 'none', Date.now() - lifetimeSeconds * 1000 - expiredForMs);
}

async function requestOf(message: IncomingMessage): Promise<Request> {
  const { method = 'GET', url = '/', headers } = message;
  const body = await readBody(message);
  const given = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new Request(`http://${headers.host ?? 'sessions'}${url}`, {
    ...{ method, headers: given },
    ...(method !== 'GET' && method !== 'HEAD' && { body }),
  });
}

async function answerOf(response: Response): Promise<Answer> {
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
}
