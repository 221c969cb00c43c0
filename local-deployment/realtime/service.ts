import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { listen } from '../http/listen';
import type { Listening } from '../http/listen';
import type { Environment } from '../lambda/runtime';
import { createHttpApplication, httpParts } from './http-application';
import type { HttpParts } from './http-application';
import { writeAnswer } from './handshake';
import type { Backends } from './part';
import { createSockets, socketParts } from './sockets';
import type { SocketParts } from './sockets';

/** What the service's code is put together from. A part that is replaced takes effect when the service starts. */
export interface RealtimeParts {
  http: HttpParts;
  sockets: SocketParts;
}

/** Each template has its own, so that a part replaced in one reaches no other. */
export function realtimeParts(): RealtimeParts {
  return { http: { ...httpParts }, sockets: { ...socketParts } };
}

export interface DeployedRealtime extends Backends {
  readonly parts: RealtimeParts;
  readonly environment: Environment;
  readonly socketEnvironment: Environment;
  /** Of what lies in front of it, for requests and handshakes. */
  readonly latencyMs: number;
  readonly passesUpgrades: boolean;
}

const refusedInFront = { status: 403, headers: {}, body: '' };

/** An HTTP application, and what serves the sockets, at one address. Closing it drops all sockets. */
export async function startRealtime(deployed: DeployedRealtime): Promise<Listening> {
  const { parts, environment, socketEnvironment, latencyMs, passesUpgrades } = deployed;
  const answer = createHttpApplication(parts.http, environment, deployed);
  const upgrade = createSockets(parts.sockets, socketEnvironment, deployed);

  async function arrived(): Promise<void> {
    if (latencyMs > 0) await delay(latencyMs, undefined, { ref: false });
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await arrived();
    const { status, headers, body } = await answer(request);
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
  }

  return listen(
    (request, response) => {
      respond(request, response).catch(() => response.destroy());
    },
    0,
    (request, socket, head) => {
      arrived()
        .then(() => {
          if (passesUpgrades) return upgrade(request, socket, head);
          writeAnswer(socket, refusedInFront);
        })
        .catch(() => socket.destroy());
    },
  );
}
