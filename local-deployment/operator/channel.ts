import { fileURLToPath } from 'node:url';
import { z } from '../zod';
import { readBody } from '../http/body';
import { listen } from '../http/listen';
import type { Listening } from '../http/listen';
import { isOperatorAction } from './actions';
import type { OperatorAction, OperatorActions } from './actions';
import type { FindProgressUsers } from './progress-users';

const requestBody = z.object({
  email: z.string().min(1),
  userId: z.string().optional(),
  credentialId: z.string().optional(),
  expiresInSeconds: z.number().optional(),
});

/** The actions, what prints the secret of the realtime service's store, and what finds users of the progress service. */
export type OperatorCommandName = OperatorAction | 'secret' | 'progress-users';

export interface ChannelServices {
  readonly actions: OperatorActions;
  readonly storedSecret: string | undefined;
  readonly findProgressUsers: FindProgressUsers;
}

/** Where the commands reach the operator's actions: one path for each, on loopback. */
export function startChannel({ actions, storedSecret, findProgressUsers }: ChannelServices): Promise<Listening> {
  async function perform(path: string, body: string): Promise<string> {
    const name = path.slice(1);
    if (name === 'secret') return present(storedSecret);
    if (name === 'progress-users') return JSON.stringify(await findProgressUsers(JSON.parse(body)));
    if (!isOperatorAction(name)) throw new Error(`no action ${name}`);
    return JSON.stringify(await actions[name](requestBody.parse(JSON.parse(body))));
  }
  return listen((request, response) => {
    readBody(request)
      .then((body) => perform(request.url ?? '/', body))
      .then(
        (result) => response.end(result),
        (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
      );
  });
}

/** A command line, without a shell, that reads a request from standard input and prints what came of it. */
export function operatorCommand(channelUrl: string, action: OperatorCommandName): string[] {
  return [process.execPath, fileURLToPath(new URL('./command.js', import.meta.url)), `${channelUrl}/${action}`];
}

function present(secret: string | undefined): string {
  if (secret === undefined) throw new Error('the store has no secret');
  return secret;
}
