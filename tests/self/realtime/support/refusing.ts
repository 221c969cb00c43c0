import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import FayeWebSocket from 'faye-websocket';
import { jwtVerify, type JWTPayload } from 'jose';
import type { ContractOverrides } from '../../../../contract';
import { listen, urlOf, type Answer } from './listen';
import { logTokens, newSecret, type Stranger } from './stranger';

export interface RefusingFaults {
  /** Lets nobody in, whatever the token. */
  shut?: boolean;
  /** Tells everybody of every request. */
  broadcasts?: boolean;
}

const checked = { issuer: 'https://auth.example.test', audience: 'realtime' };
const claims = { iss: checked.issuer, aud: checked.audience };
const EXPIRED = 4401;
const LARGEST_BYTES = 131_072;
const PROTOCOL = 'jwt.{token}';

export const refusingContract: ContractOverrides = {
  realtime: {
    token: { claims: { ...claims, sub: 'user_1' }, otherClaims: { ...claims, sub: 'user_2' } },
    socket: {
      carriers: [
        { in: 'header', name: 'authorization', value: 'Bearer {token}' },
        { in: 'query', name: 'token', value: '{token}' },
        { in: 'subprotocol', offer: [PROTOCOL], chosen: PROTOCOL },
      ],
      // A handshake that is answered needs no time to be closed in; but whoever is let in says nothing that could be waited for.
      refused: { statuses: [403], withinSeconds: 0.3 },
    },
    expiry: { lifetimeSeconds: 2, codes: [EXPIRED], withinSeconds: 2 },
  },
};

/** Refuses in the handshake, without a word; greets nobody; closes when a token expires. Its sockets have a port of their own. */
export async function startRefusing({ shut = false, broadcasts = false }: RefusingFaults = {}): Promise<Stranger> {
  const secret = newSecret();
  const { seen, all } = logTokens();
  const open = new Set<FayeWebSocket>();

  const claimsOf = async (token: string | undefined): Promise<JWTPayload | undefined> => {
    const verified = jwtVerify(seen(token) ?? '', Buffer.from(secret), { algorithms: ['HS256'], ...checked });
    return verified.then(
      ({ payload }) => payload,
      () => undefined,
    );
  };
  const admit = async (request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> => {
    stream.on('error', () => stream.destroy());
    const { headers } = request;
    const offered = headers['sec-websocket-protocol'];
    const byProtocol = /^jwt\.(.+)$/.exec(offered ?? '')?.[1];
    const found = await claimsOf(
      bearer(headers.authorization) ?? urlOf(request).searchParams.get('token') ?? byProtocol,
    );
    if (found === undefined || shut) {
      stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const chosen = offered === undefined ? [] : [offered];
    const socket = new FayeWebSocket(request, stream, head, chosen, { maxLength: LARGEST_BYTES });
    const expiry = setTimeout(
      () => {
        socket.close(EXPIRED, 'token expired');
      },
      (found.exp ?? 0) * 1000 - Date.now(),
    );
    open.add(socket);
    socket.on('close', () => {
      clearTimeout(expiry);
      open.delete(socket);
    });
    socket.on('message', ({ data }) => {
      converse(socket, broadcasts ? open : [socket], String(data));
    });
  };
  const answer = async (_: string, path: string, { headers }: IncomingMessage): Promise<Answer> => {
    if (path === '/health') return { status: 200, json: { checks: { jwt_secret: 'configured' } } };
    if (path !== '/api/auth/me') return { status: 404, json: { error: 'not found' } };
    const found = await claimsOf(bearer(headers.authorization));
    return found === undefined
      ? { status: 401, json: { error: 'unauthorized' } }
      : { status: 200, json: { id: found.sub } };
  };

  const http = await listen({ answer });
  const sockets = await listen({
    answer: () => Promise.resolve({ status: 426, json: { error: 'upgrade required' } }),
    upgrade: (...handshake) => void admit(...handshake),
  });
  return {
    variables: {
      SMOKE_TEST_API_URL: `http://127.0.0.1:${http.port}`,
      SMOKE_REALTIME_SOCKET_URL: `ws://127.0.0.1:${sockets.port}/ws`,
      SMOKE_REALTIME_ENVIRONMENT: 'staging',
      JWT_SECRET_STAGING: secret,
    },
    secrets: () => [secret, ...all()],
    async stop() {
      await Promise.all([http.stop(), sockets.stop()]);
    },
  };
}

function bearer(header: string | undefined): string | undefined {
  return /^Bearer (.+)$/.exec(header ?? '')?.[1];
}

function converse(socket: FayeWebSocket, listeners: Iterable<FayeWebSocket>, text: string): void {
  const { type, id } = parsed(text);
  const events = {
    agent_request: [
      { type: 'agent_started', agent: 'assistant' },
      { type: 'agent_thinking', thought: 'let me see' },
      { type: 'tool_executing', tool: 'count', arguments: {} },
      { type: 'tool_completed', tool: 'count', result: 6 },
      { type: 'agent_completed', answer: 'six' },
    ],
  }[String(type)];
  if (type === 'end_session') socket.close(1000, 'as you wish');
  else if (events === undefined) socket.send(JSON.stringify({ type: 'error', message: 'not understood' }));
  for (const event of events ?? []) {
    const message = JSON.stringify({ ...event, request_id: id, timestamp: new Date().toISOString() });
    for (const listener of listeners) listener.send(message);
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
