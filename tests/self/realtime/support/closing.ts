import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import FayeWebSocket from 'faye-websocket';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { ContractOverrides } from '../../../../contract';
import { listen, urlOf, type Answer } from './listen';
import { logTokens, newSecret, type Stranger } from './stranger';

export interface ClosingFaults {
  /** When it closes what it refuses. */
  refuses?: 'at once' | 'after 3 s' | 'never' | 'everybody, after a greeting';
  /** What it has made of its secret. */
  read?: (secret: string) => string;
  /** Repeats the tokens that it refuses; in a close, which has no room for a whole one, their end. */
  repeats?: boolean;
}

type Admission = { user: string } | { code: number; text: string; reason: string };

const LARGEST_BYTES = 131_072;
const LATE_MS = 3000;
const SOON_MS = 100;
const POLICY_VIOLATION = 1008;
const EXPIRED = 4401;
const users = { ada: newSecret(), grace: newSecret() };

export const closingContract: ContractOverrides = {
  timestamps: 'epoch-seconds',
  errorShape: { code: 'detail', message: 'detail' },
  realtime: {
    secret: { sources: ['APP_SECRET_{ENVIRONMENT}'], environments: ['dev', 'stage', 'prod'] },
    token: { checks: { issuer: false } },
    login: { path: '/token', body: { username: '{email}', password: '{password}' }, as: 'form', token: 'token.jwt' },
    http: { path: '/v1/whoami', headers: { authorization: 'Token {token}' } },
    health: { path: '/healthz', secret: null },
    socket: {
      path: '/v1/stream/',
      headers: { Cookie: 'csrf=1' },
      greeting: null,
      carriers: [
        { in: 'query', name: 'jwt', value: '{token}' },
        { in: 'cookie', name: 'session', value: '{token}' },
      ],
      wrongPlaces: [
        { in: 'header', name: 'authorization', value: 'Bearer {token}' },
        { in: 'query', name: 'token', value: '{token}' },
      ],
      refused: { statuses: [], codes: [POLICY_VIOLATION, EXPIRED] },
    },
    events: {
      type: 'event',
      requestId: 'req',
      idFrom: 'server',
      request: { event: 'ask', data: { text: '{message}' } },
      sequence: [
        { name: 'accepted', fields: { 'data.at': 'time' } },
        { name: 'working', fields: { 'data.step': 'number' }, repeats: true },
        { name: 'done', fields: { 'data.at': 'time', 'data.text': 'text' } },
      ],
      answer: 'data.text',
      deadlineSeconds: 10,
    },
    expiry: { lifetimeSeconds: 2, outcome: 'kept', withinSeconds: 1 },
    ending: null,
    faulty: { path: 'event', value: 'problem', tooLargeBytes: LARGEST_BYTES + 1 },
  },
};

/** As FastAPI does: accepts every socket, and closes it then where it is not welcome. A socket outlives its token. */
export async function startClosing({
  refuses = 'at once',
  read = (secret) => secret,
  repeats = false,
}: ClosingFaults = {}): Promise<Stranger> {
  const secret = newSecret();
  const key = Buffer.from(read(secret));
  const { seen, all } = logTokens();
  let logins = 0;
  const timers = new Set<NodeJS.Timeout>();

  const admit = async (token: string | undefined): Promise<Admission> => {
    const said = repeats ? `: ${token ?? ''}` : '';
    try {
      const { payload } = await jwtVerify(seen(token) ?? '', key, { algorithms: ['HS256'], audience: 'app' });
      return { user: payload.sub ?? '' };
    } catch (error) {
      const code = error instanceof errors.JWTExpired ? EXPIRED : POLICY_VIOLATION;
      return { code, text: `Could not validate credentials${said}`, reason: repeats ? (token ?? '').slice(-40) : '' };
    }
  };
  const logIn = async (body: string): Promise<Answer> => {
    logins += 1;
    const { username, password } = Object.fromEntries(new URLSearchParams(body));
    const known = Object.entries(users).find((pair) => pair[0] === username && pair[1] === password);
    if (known === undefined) return { status: 401, json: { detail: 'Incorrect username or password' } };
    const token = new SignJWT({ sub: known[0], aud: 'app' }).setProtectedHeader({ alg: 'HS256' });
    return { status: 200, json: { token: { jwt: seen(await token.setExpirationTime('5 min').sign(key)) } } };
  };
  const answer = async (method: string, path: string, { headers }: IncomingMessage, body: string): Promise<Answer> => {
    if (path === '/healthz') return { status: 200, json: { ok: true } };
    if (method === 'POST' && path === '/token') return logIn(body);
    if (path !== '/v1/whoami') return { status: 404, json: { detail: 'Not Found' } };
    const who = await admit(/^Token (.+)$/.exec(headers.authorization ?? '')?.[1]);
    return 'user' in who ? { status: 200, json: who } : { status: 401, json: { detail: who.text } };
  };
  const refuse = (socket: FayeWebSocket, code: number, reason: string): void => {
    if (refuses === 'at once') socket._driver.close(reason, code);
    if (refuses === 'after 3 s') closeLater(socket, code, LATE_MS, reason);
  };
  const closeLater = (socket: FayeWebSocket, code: number, afterMs: number, reason = ''): void => {
    timers.add(setTimeout(() => socket._driver.close(reason, code), afterMs));
  };

  const { port, stop } = await listen({
    answer,
    upgrade(request, stream, head) {
      // As frameworks do that know the one path, and the other not.
      if (urlOf(request).pathname !== '/v1/stream/' || !request.headers.cookie?.includes('csrf=1')) {
        stream.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      const socket = new FayeWebSocket(request, stream, head);
      const cookie = /(?:^|; )session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
      const admitted = admit(urlOf(request).searchParams.get('jwt') ?? cookie);
      const welcome = async (): Promise<void> => {
        const who = await admitted;
        if (refuses === 'everybody, after a greeting') {
          say(socket, 'hello', {});
          closeLater(socket, POLICY_VIOLATION, SOON_MS);
          return;
        }
        if (repeats && 'text' in who) say(socket, 'problem', { text: who.text });
        if ('code' in who) refuse(socket, who.code, who.reason);
        else say(socket, 'hello', { user: who.user });
      };
      socket.on('open', () => void welcome());
      socket.on('message', ({ data }) => {
        void admitted.then((who) => {
          if ('user' in who) converse(socket, String(data));
        });
      });
    },
  });
  return {
    variables: {
      SMOKE_TEST_API_URL: `http://127.0.0.1:${port}`,
      SMOKE_REALTIME_ENVIRONMENT: 'stage',
      APP_SECRET_STAGE: secret,
      SMOKE_REALTIME_EMAIL: 'ada',
      SMOKE_REALTIME_PASSWORD: users.ada,
      SMOKE_REALTIME_OTHER_EMAIL: 'grace',
      SMOKE_REALTIME_OTHER_PASSWORD: users.grace,
    },
    logins: () => logins,
    secrets: () => [secret, ...Object.values(users), ...all()],
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      await stop();
    },
  };
}

function converse(socket: FayeWebSocket, text: string): void {
  const question = Buffer.byteLength(text) > LARGEST_BYTES ? undefined : questionIn(text);
  if (question === undefined) {
    say(socket, 'problem', { text: 'I do not understand' });
    return;
  }
  const req = randomUUID();
  const at = Math.floor(Date.now() / 1000);
  say(socket, 'accepted', { at }, req);
  for (const step of [1, 2]) say(socket, 'working', { step }, req);
  say(socket, 'done', { at, text: `You asked: ${question}` }, req);
}

function questionIn(text: string): string | undefined {
  try {
    const { event, data } = JSON.parse(text) as { event?: unknown; data?: { text?: unknown } };
    return event === 'ask' ? String(data?.text) : undefined;
  } catch {
    return undefined;
  }
}

function say(socket: FayeWebSocket, event: string, data: object, req?: string): void {
  socket.send(JSON.stringify({ event, req, data }));
}
