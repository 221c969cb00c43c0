import type { Connection } from '../realtime/connection';
import type { OpenConnections } from '../realtime/conversation';
import type { DeploymentTemplate } from '../template/types';
import type { Fault } from './fault';
import { around, changed } from './parts';

const heartbeatMs = 300;
const reconnectRefusedMs = 30_000;
/** RFC 6455 §7.4.1: without a close frame. */
const lostConnection = 1006;

/** How a socket is kept, and how it ends; of the group of the conversation. */
export const realtimeLifeFaults: readonly Omit<Fault, 'group'>[] = [
  {
    name: 'socket-outlives-its-token',
    defect: 'A socket stays open when its token has expired.',
    cause: 'The token is verified when the socket is opened, and never looked at again.',
    fails: ['WS5'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.ending = () => () => undefined;
    },
  },
  {
    name: 'socket-closed-before-its-time',
    defect: "A socket is closed when half of its token's life is over.",
    cause: 'The margin for a renewal was taken from a library whose clients renew their tokens.',
    fails: ['WS5'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.ending = around(parts.sockets.ending, (endingOf, claims, openedAtMs) => {
        const ending = endingOf(claims, openedAtMs);
        const issuedAtMs = claims.iat === undefined ? openedAtMs : claims.iat * 1000;
        return ending && { ...ending, atMs: (issuedAtMs + ending.atMs) / 2 };
      });
    },
  },
  {
    name: 'expiry-closes-without-a-reason',
    defect: 'A socket whose token has expired is closed as if all had been said.',
    cause: "The library's close is called without a code of its own.",
    fails: ['WS5'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.ending = around(parts.sockets.ending, (endingOf, claims, openedAtMs) => {
        const ending = endingOf(claims, openedAtMs);
        return ending && { ...ending, code: 1000, reason: '' };
      });
    },
  },
  {
    name: 'ping-unanswered',
    defect: 'Pings are not answered.',
    cause: 'The proxy ends control frames, and answers none of them.',
    fails: ['WS6'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.protocol = changed(parts.sockets.protocol, () => ({ answersPings: false }));
    },
  },
  {
    name: 'pongs-by-a-timer',
    defect: 'Pongs come at intervals, and none for a ping.',
    cause: 'The heartbeat was written by hand, and in the wrong direction.',
    fails: ['WS6'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.protocol = changed(parts.sockets.protocol, () => ({ answersPings: false }));
      parts.sockets.connect = around(parts.sockets.connect, (connect, socket, admitted) => {
        const beating = setInterval(() => {
          socket.pong();
        }, heartbeatMs).unref();
        socket.once('close', () => {
          clearInterval(beating);
        });
        return connect(socket, admitted);
      });
    },
  },
  {
    name: 'close-unanswered',
    defect: "A client's close frame is not answered, and its connection is kept.",
    cause: 'The process that read the frame is not the one that holds the connection.',
    fails: ['WS6'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.connect = around(parts.sockets.connect, (connect, socket, admitted) => {
        const close = socket.close.bind(socket);
        // The library calls it to answer a close frame.
        socket.close = () => undefined;
        return { ...connect(socket, admitted), close };
      });
    },
  },
  {
    name: 'session-end-by-reset',
    defect: 'The end of a session drops the connection without a close frame.',
    cause: 'The worker that serves the session is ended, and its connections with it.',
    fails: ['WS6'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.endSession = () => (connection) => {
        connection.terminate();
      };
    },
  },
  {
    name: 'reconnect-refused',
    defect: 'Whose connection was lost is refused for half a minute.',
    cause: 'The session is kept as open until it times out.',
    fails: ['WS6'],
    mutate: ({ realtime: { parts } }) => {
      const lostAtMs = new Map<string, number>();
      parts.sockets.mayOpen = () => (session) => Date.now() - (lostAtMs.get(session) ?? 0) > reconnectRefusedMs;
      parts.sockets.connect = around(parts.sockets.connect, (connect, socket, admitted) => {
        socket.on('close', (code) => {
          if (code === lostConnection) lostAtMs.set(admitted.session, Date.now());
        });
        return connect(socket, admitted);
      });
    },
  },
  {
    name: 'invalid-message-ignored',
    defect: 'A message that is not valid is ignored.',
    cause: "The parser's error is swallowed so as to keep the socket.",
    fails: ['WS6'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.complain = () => () => undefined;
    },
  },
  {
    name: 'invalid-message-ends-all-sockets',
    defect: 'A message that is not valid ends all sockets.',
    cause: "The parser's error ends the task that serves them all.",
    fails: ['WS6'],
    mutate: ({ realtime: { parts } }) => {
      parts.sockets.complain = () => (connection, _complaint, open) => {
        endAll(connection, open);
      };
    },
  },
  {
    name: 'large-message-ignored',
    defect: 'A message over the limit is ignored.',
    cause: "The library's limit was lifted, and what is too large for the queue behind it is dropped there.",
    fails: ['WS6'],
    mutate: (template) => {
      changeTooLarge(template, () => undefined);
    },
  },
  {
    name: 'large-message-ends-all-sockets',
    defect: 'A message over the limit ends all sockets.',
    cause: 'The task that serves them all runs out of memory over it.',
    fails: ['WS6'],
    mutate: (template) => {
      changeTooLarge(template, endAll);
    },
  },
];

/** Without a limit of the protocol: what then is done about a message over it. */
function changeTooLarge(
  { realtime: { parts, socketEnvironment } }: DeploymentTemplate,
  react: (connection: Connection, open: OpenConnections) => void,
): void {
  const { sockets } = parts;
  const limit = Number(socketEnvironment['MAX_MESSAGE_BYTES']);
  sockets.protocol = changed(sockets.protocol, () => ({ maxMessageBytes: 0 }));
  sockets.read = around(sockets.read, (read, text) =>
    Buffer.byteLength(text) > limit ? { type: 'error', code: 'MESSAGE_TOO_LARGE', message: '' } : read(text),
  );
  sockets.complain = around(sockets.complain, (complain, connection, complaint, open) => {
    if (complaint.code === 'MESSAGE_TOO_LARGE') react(connection, open);
    else complain(connection, complaint, open);
  });
}

function endAll(_connection: Connection, open: OpenConnections): void {
  for (const connection of open) connection.terminate();
}
