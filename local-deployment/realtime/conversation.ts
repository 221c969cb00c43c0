import { setTimeout as delay } from 'node:timers/promises';
import type { RawData, WebSocket } from 'ws';
import { requiredNumber } from '../functions/shared/environment';
import type { Environment } from '../lambda/runtime';
import { runAgent } from './agent';
import type { Agent } from './agent';
import { closeInTime, connect, endingOf } from './connection';
import type { Connection, Ending } from './connection';
import type { Admitted } from './handshake';
import { readMessage } from './messages';
import type { AgentRequest, ClientMessage, Complaint } from './messages';
import type { Backends, RealtimePart } from './part';
import type { Claims } from './tokens';

export type OpenConnections = ReadonlySet<Connection>;

export interface ConversationParts {
  connect: RealtimePart<(socket: WebSocket, admitted: Admitted) => Connection>;
  /** Undefined: the service never ends it. */
  ending: RealtimePart<(claims: Claims, openedAtMs: number) => Ending | undefined>;
  read: RealtimePart<(text: string) => ClientMessage>;
  complain: RealtimePart<(connection: Connection, complaint: Complaint, open: OpenConnections) => void>;
  agent: RealtimePart<Agent>;
  /** Who gets the events of a connection's request. */
  recipients: RealtimePart<(asking: Connection, open: OpenConnections) => Iterable<Connection>>;
  endSession: RealtimePart<(connection: Connection) => void>;
}

export const conversationParts: ConversationParts = {
  connect: () => connect,
  ending: () => endingOf,
  read: () => readMessage,
  complain: () => (connection, complaint) => {
    connection.send(complaint);
  },
  agent: () => runAgent,
  recipients: () => (asking) => [asking],
  endSession: () => (connection) => {
    connection.close(1000, 'session ended');
  },
};

/** What is said on a socket that has been opened. */
export function createConversations(
  parts: ConversationParts,
  environment: Environment,
  backends: Backends,
): (socket: WebSocket, admitted: Admitted) => void {
  const eventIntervalMs = requiredNumber(environment, 'EVENT_INTERVAL_MS');
  const connected = parts.connect(environment, backends);
  const endingFor = parts.ending(environment, backends);
  const read = parts.read(environment, backends);
  const complain = parts.complain(environment, backends);
  const agent = parts.agent(environment, backends);
  const recipients = parts.recipients(environment, backends);
  const endSession = parts.endSession(environment, backends);
  const open = new Set<Connection>();

  async function respond(connection: Connection, request: AgentRequest): Promise<void> {
    const own = { request_id: request.id, user_id: connection.admitted.claims.sub };
    for (const event of agent(request)) {
      await delay(eventIntervalMs, undefined, { ref: false });
      if (!open.has(connection)) return;
      const stamped = { ...own, timestamp: new Date().toISOString(), ...event };
      for (const recipient of recipients(connection, open)) recipient.send(stamped);
    }
  }

  function receive(connection: Connection, text: string): void {
    const message = read(text);
    if (message.type === 'agent_request') void respond(connection, message);
    else if (message.type === 'end_session') endSession(connection);
    else complain(connection, message, open);
  }

  return (socket, admitted) => {
    const { sub, exp } = admitted.claims;
    const connection = connected(socket, admitted);
    open.add(connection);
    connection.send({ type: 'connection_ready', user_id: sub, expires_at: new Date(exp * 1000).toISOString() });
    const ending = endingFor(admitted.claims, Date.now());
    const callOff = ending && closeInTime(connection, ending);
    socket.once('close', () => {
      open.delete(connection);
      callOff?.();
    });
    socket.on('message', (data, isBinary) => {
      receive(connection, isBinary ? '' : textOf(data));
    });
  };
}

function textOf(data: RawData): string {
  // `binaryType` is `nodebuffer`, the server's default.
  return Buffer.isBuffer(data) ? data.toString('utf8') : '';
}
