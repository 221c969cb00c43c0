import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { Transform } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { bind } from '../http/listen';
import type { Listening } from '../http/listen';

export interface ProviderAccount {
  login: string;
  name: string;
  /** Null: nobody is shown it. */
  email: string | null;
}

export interface ProviderDefinition {
  users: ProviderAccount[];
  app: { clientId: string; clientSecret: string; name: string };
  /** How long it takes for each request. */
  latencyMs: number;
}

const loopback = '127.0.0.1';

/** What stands in for GitHub, on loopback only. It is started when it is first connected to. */
export async function startProvider(definition: ProviderDefinition, redirectUri: string): Promise<Listening> {
  const sockets = new Set<Socket>();
  let worker: Worker | undefined;
  let starting: Promise<number> | undefined;

  function emulatedPort(): Promise<number> {
    starting ??= new Promise((resolve, reject) => {
      const options = emulatorOptions(definition, redirectUri);
      worker = new Worker(new URL('./emulator.js', import.meta.url), {
        ...{ workerData: options, env: {}, execArgv: [], stdout: true, stderr: true },
      });
      worker.stdout.resume();
      worker.stderr.resume();
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.unref();
    });
    return starting;
  }

  function relay(socket: Socket): void {
    const end = kept(socket);
    emulatedPort().then((port) => {
      const upstream = connect(port, loopback);
      const endUpstream = kept(upstream);
      socket.once('close', endUpstream);
      upstream.once('close', end);
      socket.pipe(delayed(definition.latencyMs)).pipe(upstream).pipe(socket);
    }, end);
  }

  /** Returns what drops it. */
  function kept(socket: Socket): () => void {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A connection that breaks is closed, which is heard of.
    socket.on('error', () => undefined);
    return () => socket.destroy();
  }

  const server = createServer(relay);
  return {
    origin: await bind(server, 0),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      await worker?.terminate();
    },
  };
}

function delayed(latencyMs: number): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      if (latencyMs > 0) setTimeout(pass, latencyMs, null, chunk).unref();
      else pass(null, chunk);
    },
  });
}

function emulatorOptions({ users, app }: ProviderDefinition, redirectUri: string) {
  const { clientId, clientSecret, name } = app;
  const registered = { client_id: clientId, client_secret: clientSecret, name, redirect_uris: [redirectUri] };
  const shown = users.map(({ email, ...user }) => ({ ...user, ...(email !== null && { email }) }));
  return { service: 'github', port: 0, seed: { github: { users: shown, oauth_apps: [registered] } } };
}
