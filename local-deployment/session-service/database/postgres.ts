import { Worker } from 'node:worker_threads';

export interface Postgres {
  /** `postgres://…@127.0.0.1:<port>/postgres`; one connection at a time may ask, since they all share one session. */
  readonly url: string;
  close(): Promise<void>;
}

/** A PostgreSQL of its own, in memory and on loopback. It takes a second, and 400 MB. */
export async function startPostgres(): Promise<Postgres> {
  const worker = new Worker(new URL('./server.js', import.meta.url), {
    ...{ env: {}, execArgv: [], stdout: true, stderr: true },
  });
  worker.stdout.resume();
  worker.stderr.resume();
  const address = await new Promise<string>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`the database ended with ${code} before it ran`));
    });
  });
  worker.unref();
  return {
    url: `postgres://postgres:postgres@${address}/postgres`,
    async close() {
      await worker.terminate();
    },
  };
}
