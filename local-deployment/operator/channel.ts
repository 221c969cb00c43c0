import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readBody } from '../http/body';
import { listen } from '../http/listen';
import type { Listening } from '../http/listen';
import { isOperatorAction } from './actions';
import type { OperatorAction, OperatorActions } from './actions';

const requestBody = z.object({
  email: z.string().min(1),
  userId: z.string().optional(),
  credentialId: z.string().optional(),
  expiresInSeconds: z.number().optional(),
});

/** Where the commands reach the operator's actions: one path for each, on loopback. */
export function startChannel(actions: OperatorActions): Promise<Listening> {
  async function perform(path: string, body: string): Promise<object> {
    const name = path.slice(1);
    if (!isOperatorAction(name)) throw new Error(`no action ${name}`);
    return actions[name](requestBody.parse(JSON.parse(body)));
  }
  return listen((request, response) => {
    readBody(request)
      .then((body) => perform(request.url ?? '/', body))
      .then(
        (result) => response.end(JSON.stringify(result)),
        (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
      );
  });
}

/** A command line, without a shell, that reads a request from standard input and prints what came of it. */
export function operatorCommand(channelUrl: string, action: OperatorAction): string[] {
  return [process.execPath, fileURLToPath(new URL('./command.js', import.meta.url)), `${channelUrl}/${action}`];
}
