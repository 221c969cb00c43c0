import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { ConfigurationError } from './configuration';
import { openSessionService } from './open';
import { sessionServiceParts } from './parts';

/** The service by itself, as it is deployed: all that it knows is in its environment. */
function main(): void {
  const service = openSessionService(sessionServiceParts(), process.env);
  const port = Number(process.env['PORT'] ?? 0);
  const server = serve({ fetch: (request) => service.fetch(request), port, hostname: '127.0.0.1' }, told);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.close(() => void service.close());
    });
  }
}

function told({ address, port }: AddressInfo): void {
  process.stdout.write(`The session service runs at http://${address}:${port}\n`);
}

try {
  main();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.lines.join('\n')}\n`);
  process.exitCode = 1;
}
