import type { SessionParts } from '../functions/sessions/guard';
import type { HttpEvent, HttpResult } from '../lambda/http-events';
import type { HttpApiCors } from '../http-api/definition';
import type { DeploymentTemplate, FunctionDefinition } from '../template/types';

/** What needs a session, and with it a sign-in that works. */
export const everySession = ['OA2', 'OA4', 'OA5', 'OA6', 'PR2', 'PR3', 'PR4', 'PR5', 'PR6', 'PR8'];

/** What needs the provider's form, too. */
export const everySignIn = ['OA2', 'OA3', 'OA4', 'OA5', 'OA6', 'PR2', 'PR3', 'PR4', 'PR5', 'PR6', 'PR8'];

/** What all functions have that know a session. */
export function sessionPartsOf({ progress: { parts } }: DeploymentTemplate): SessionParts[] {
  return [parts.auth, parts.account, parts.progress];
}

export function corsOf({ progress }: DeploymentTemplate): HttpApiCors {
  if (!progress.cors) throw new Error('the template leaves CORS to the functions');
  return progress.cors;
}

type Handle = (event: HttpEvent) => Promise<HttpResult>;

/** A function with something done around its handler. */
export function aroundHandler(
  definition: FunctionDefinition<HttpEvent>,
  wrap: (handle: Handle, event: HttpEvent) => Promise<HttpResult>,
): void {
  const { code } = definition;
  definition.code = (environment, aws) => {
    const handle = code(environment, aws) as Handle;
    return (event) => wrap(handle, event);
  };
}
