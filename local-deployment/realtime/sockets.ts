import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { requiredNumber } from '../functions/shared/environment';
import { Refusal } from '../functions/shared/refusal';
import type { Environment } from '../lambda/runtime';
import { refusalAnswer, refusalFor } from './answers';
import { conversationParts, createConversations } from './conversation';
import type { ConversationParts } from './conversation';
import { createAdmission, handshakeParts, writeAnswer } from './handshake';
import type { HandshakeParts, PendingHandshake } from './handshake';
import type { Backends, RealtimePart } from './part';

/** Of the protocol itself, which is the library's business. */
export interface Protocol {
  /** 0: any; a larger message closes its socket with 1009. */
  maxMessageBytes: number;
  answersPings: boolean;
}

export interface SocketParts extends HandshakeParts, ConversationParts {
  protocol: RealtimePart<Protocol>;
}

export const socketParts: SocketParts = {
  ...handshakeParts,
  ...conversationParts,
  protocol: (environment) => ({
    maxMessageBytes: requiredNumber(environment, 'MAX_MESSAGE_BYTES'),
    answersPings: true,
  }),
};

/** Serves /ws. */
export function createSockets(
  parts: SocketParts,
  environment: Environment,
  backends: Backends,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void> {
  const { maxMessageBytes, answersPings } = parts.protocol(environment, backends);
  const admit = createAdmission(parts, environment, backends);
  const converse = createConversations(parts, environment, backends);
  const refuse = parts.refuse(environment, backends);
  const server = new WebSocketServer({
    ...{ noServer: true, clientTracking: false, maxPayload: maxMessageBytes, autoPong: answersPings },
    handleProtocols: parts.subprotocol(environment, backends),
  });

  return async (request, socket, head) => {
    const pending: PendingHandshake = {
      answer: (refusal) => {
        writeAnswer(socket, refusalAnswer(refusal));
      },
      accept: (opened) => {
        server.handleUpgrade(request, socket, head, (accepted: WebSocket) => {
          // The library closes a socket over which it has an error, before it tells.
          accepted.on('error', () => undefined);
          opened(accepted);
        });
      },
    };
    const { pathname, searchParams } = new URL(`http://realtime${request.url ?? '/'}`);
    if (pathname !== '/ws') {
      pending.answer(new Refusal(404, 'NOT_FOUND', `${pathname} does not exist`));
      return;
    }
    try {
      const admitted = await admit({ headers: request.headers, query: searchParams });
      pending.accept((accepted) => {
        converse(accepted, admitted);
      });
    } catch (error) {
      refuse(pending, refusalFor(error));
    }
  };
}
