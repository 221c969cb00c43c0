import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { poll } from '../../../fixtures/poll';
import { everythingIn } from '../support/archive';
import { ids } from '../support/answers';
import { deferred } from '../support/deferred';
import {
  CANARIES_VARIABLE,
  channels,
  MECHANISM_VARIABLE,
  NET_VARIABLE,
  REFUSING_VARIABLE,
  type Canaries,
  type Channel,
} from './channels/channels';

export interface Plan {
  /** Whether secrets are replaced by placeholders. */
  mechanism: 'on' | 'off';
  /** Whether what is printed and written is checked at the end. */
  net: 'on' | 'off';
  /** How the run is ended, and who: when all channels have been used, and a trace is being written. */
  signal?: { name: 'SIGINT' | 'SIGTERM' | 'SIGKILL'; to: 'runner' | 'worker' };
}

export interface Leaks {
  /** The channels whose secrets were found in what was written and printed. */
  channels: Channel[];
  files: number;
  bytes: number;
  seconds: number;
  output: string;
}

const config = fileURLToPath(new URL('./channels/playwright.config.ts', import.meta.url));
const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');

/** Runs the suite of channels in a folder that must be empty, and looks for the secrets in everything that it leaves there. */
export async function runChannels(folder: string, { mechanism, net, signal }: Plan): Promise<Leaks> {
  const canaries = newCanaries();
  const ending = deferred<undefined>();
  const server = createServer((request, response) => {
    answer(
      request,
      response,
      canaries,
      signal === undefined
        ? undefined
        : () => {
            ending.resolve(undefined);
          },
    );
  });
  const [origin, refusing] = [await listening(server), await nobody()];
  const startedAt = performance.now();
  const child = spawn(process.execPath, [playwright, 'test', '-c', config, '--trace=on'], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      SMOKE_TEST_API_URL: origin,
      SMOKE_TEST_CLERK_JWT: canaries['request header'],
      [CANARIES_VARIABLE]: JSON.stringify(canaries),
      [MECHANISM_VARIABLE]: mechanism,
      [NET_VARIABLE]: net,
      [REFUSING_VARIABLE]: refusing,
    },
  });
  const output = gathered(child);
  const closed = once(child, 'close');
  if (signal !== undefined) {
    await Promise.race([ending.promise, closed]);
    const worker = workerOf(child);
    process.kill(signal.to === 'runner' ? (child.pid ?? 0) : worker, signal.name);
    // A worker whose runner was killed goes on until it has torn down.
    await poll(
      () => Promise.resolve(parentOf(worker)),
      (parent) => parent === undefined,
      40,
    );
  }
  await closed;
  const seconds = (performance.now() - startedAt) / 1000;
  server.closeAllConnections();
  server.close();

  const written = everythingIn(folder);
  const texts = [...written, output.text];
  return {
    channels: channels.filter((channel) => texts.some((text) => isIn(text, canaries[channel]))),
    files: filesIn(folder).length,
    bytes: filesIn(folder).reduce((sum, file) => sum + statSync(file).size, 0),
    seconds,
    output: output.text,
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  canaries: Canaries,
  onTheEnd: (() => void) | undefined,
): void {
  const path = request.url?.split('?')[0];
  const send = (status: number, headers: Record<string, string>, body: unknown = {}): void => {
    response.writeHead(status, { ...ids, 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
  request.resume();
  if (path === '/never') return;
  if (path === '/the-end' && onTheEnd !== undefined) {
    onTheEnd();
    return;
  }
  if (path === '/hangs-up') request.socket.destroy();
  else if (path === '/sets-cookie') send(200, { 'set-cookie': `session=${canaries['set-cookie']}; HttpOnly` });
  else if (path === '/tokens') send(200, {}, { data: { refresh_token: canaries['response body'] } });
  else if (path === '/redirects')
    send(302, { location: `/back?code=${encodeURIComponent(canaries['redirect chain'])}` });
  else send(200, {}, { echo: request.headers, url: request.url });
}

/** Each has its own name in it, and what has to be escaped somewhere; that of the header is a JWT. */
function newCanaries(): Canaries {
  const random = (): string => randomBytes(18).toString('base64url');
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const all = channels.map((channel) => [channel, `canary-${channel.replace(/\W/g, '-')}-"+/&<\\>'-${random()}`]);
  const jwt = [part({ alg: 'RS256' }), part({ sub: 'user_1', exp: 4_102_444_800 }), random() + random()].join('.');
  const canaries = Object.fromEntries(all) as Canaries;
  // One that by chance has no digit: nothing but its use tells that it is no word.
  canaries['redirect chain'] = canaries['redirect chain'].replace(/\d/g, 'x');
  return { ...canaries, 'request header': jwt };
}

/** By the end of it, which no other text has: as it is, and in base64 wherever it begins. */
function isIn(text: string, canary: string): boolean {
  const end = canary.slice(-20);
  const inBase64 = [0, 1, 2].map((before) =>
    Buffer.from(`${'x'.repeat(before)}${end}`)
      .toString('base64')
      .replace(/=+$/, '')
      .slice(4, -1),
  );
  return [end, ...inBase64].some((form) => text.includes(form));
}

function gathered(child: ChildProcess): { text: string } {
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output.text += chunk.toString();
    });
  }
  return output;
}

/** The process that runs the tests: the runner's child. Source: proc(5), `stat` field 4. */
function workerOf({ pid }: ChildProcess): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === pid);
  return Number(children[0]);
}

function parentOf(process: string | number): number | undefined {
  try {
    return Number(/\) \w (\d+)/.exec(readFileSync(`/proc/${process}/stat`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no TCP address');
  return `http://127.0.0.1:${address.port}`;
}

/** An address where nobody listens. */
async function nobody(): Promise<string> {
  const server = createServer();
  const origin = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return origin;
}
