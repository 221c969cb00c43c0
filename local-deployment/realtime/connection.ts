import type { WebSocket } from 'ws';
import type { Admitted } from './handshake';
import type { Claims } from './tokens';

export interface Connection {
  readonly admitted: Admitted;
  send(message: object): void;
  close(code: number, reason: string): void;
  /** Without a close frame. */
  terminate(): void;
}

/** How the service ends a socket on its own account. */
export interface Ending {
  atMs: number;
  code: number;
  reason: string;
}

export function connect(socket: WebSocket, admitted: Admitted): Connection {
  return {
    admitted,
    send: (message) => {
      socket.send(JSON.stringify(message));
    },
    close: (code, reason) => {
      socket.close(code, reason);
    },
    terminate: () => {
      socket.terminate();
    },
  };
}

/** With its token. */
export function endingOf({ exp }: Claims): Ending {
  return { atMs: exp * 1000, code: 4401, reason: 'token expired' };
}

/** A longer timer would go off at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Closes a connection when it is time; returns what calls this off. */
export function closeInTime(connection: Connection, { atMs, code, reason }: Ending): () => void {
  let timer: NodeJS.Timeout | undefined;
  function wait(): void {
    const leftMs = atMs - Date.now();
    if (leftMs <= 0) connection.close(code, reason);
    else timer = setTimeout(wait, Math.min(leftMs, longestTimerMs)).unref();
  }
  wait();
  return () => {
    clearTimeout(timer);
  };
}
