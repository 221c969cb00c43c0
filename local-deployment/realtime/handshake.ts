import { STATUS_CODES } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { Refusal } from '../functions/shared/refusal';
import type { Answer } from '../gateway/answer';
import type { Environment } from '../lambda/runtime';
import type { ServiceRefusal } from './answers';
import type { Backends, RealtimePart } from './part';
import { createSecretReader, secretOr } from './secret';
import type { SecretReader } from './secret';
import { bearerIn, createTokenVerifier, tokenRequired } from './tokens';
import type { Claims, TokenVerifier } from './tokens';

export interface Handshake {
  readonly headers: IncomingHttpHeaders;
  readonly query: URLSearchParams;
}

/** Where a token is looked for, in this order. */
export type TokenCarriers = Readonly<Record<string, (handshake: Handshake) => string | undefined>>;

export interface Admitted {
  /** The token that opened the socket. */
  readonly session: string;
  readonly claims: Claims;
}

/** A handshake that waits for its answer, which may be one of these. */
export interface PendingHandshake {
  answer(refusal: ServiceRefusal): void;
  accept(opened: (socket: WebSocket) => void): void;
}

export interface HandshakeParts {
  secret: RealtimePart<SecretReader>;
  carriers: RealtimePart<TokenCarriers>;
  /** What a handshake without a token is taken for; refuses it. */
  anonymous: RealtimePart<() => Claims>;
  verifier: RealtimePart<TokenVerifier>;
  /** Whether a token that is valid may have a socket, or one more. */
  mayOpen: RealtimePart<(session: string) => boolean>;
  refuse: RealtimePart<(pending: PendingHandshake, refusal: ServiceRefusal) => void>;
  /** Among those that are offered; false: none. */
  subprotocol: RealtimePart<(offered: ReadonlySet<string>) => string | false>;
}

/** Browsers can't set headers for a socket: the token comes as the second subprotocol that is offered. */
const subprotocol = 'jwt';

export const handshakeParts: HandshakeParts = {
  secret: createSecretReader,
  carriers: () => ({
    authorization: ({ headers }) => bearerIn(headers.authorization),
    query: ({ query }) => query.get('token') ?? undefined,
    subprotocol: ({ headers }) => {
      const [name, token] = (headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim());
      return name === subprotocol ? token : undefined;
    },
  }),
  anonymous: () => () => {
    throw tokenRequired();
  },
  verifier: createTokenVerifier,
  mayOpen: () => () => true,
  refuse: () => (pending, refusal) => {
    pending.answer(refusal);
  },
  subprotocol: () => (offered) => (offered.has(subprotocol) ? subprotocol : false),
};

/** Whom a handshake lets in; refuses the others. */
export function createAdmission(
  parts: HandshakeParts,
  environment: Environment,
  backends: Backends,
): (handshake: Handshake) => Promise<Admitted> {
  const readSecret = parts.secret(environment, backends);
  const carriers = Object.values(parts.carriers(environment, backends));
  const anonymous = parts.anonymous(environment, backends);
  const verifier = parts.verifier(environment, backends);
  const mayOpen = parts.mayOpen(environment, backends);
  return async (handshake) => {
    const secret = secretOr(403, readSecret, environment);
    const [token] = carriers.map((read) => read(handshake)).filter((found) => found !== undefined);
    if (token === undefined) return { session: '', claims: anonymous() };
    const claims = await verifier.verify(token, secret, verifier.checks);
    if (!mayOpen(token)) throw new Refusal(403, 'FORBIDDEN', 'The session is open already');
    return { session: token, claims };
  };
}

/** Ends a handshake with an HTTP answer. */
export function writeAnswer(socket: Duplex, { status, headers, body }: Answer): void {
  const all = { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...Object.entries(all).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.once('finish', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
