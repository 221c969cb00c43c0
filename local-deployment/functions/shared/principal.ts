import { z } from '../../zod';
import { Refusal } from './refusal';

/** Who calls, as the authorizer found out. */
export type Principal =
  | { readonly credential: 'jwt'; readonly userId: string }
  | { readonly credential: 'apikey'; readonly userId: string; readonly scopes: readonly string[] };

const scopeList = z.string().transform((text) => text.split(' ').filter((scope) => scope !== ''));

const authorizerContext = z.discriminatedUnion('credential', [
  z.object({ credential: z.literal('jwt'), userId: z.string().min(1) }),
  z.object({ credential: z.literal('apikey'), userId: z.string().min(1), scopes: scopeList }),
]);

export function principalOf(context: Readonly<Record<string, string>> | undefined): Principal {
  const parsed = authorizerContext.safeParse(context);
  if (!parsed.success) throw new Refusal(401, 'UNAUTHORIZED', 'The request carries no identity');
  return parsed.data;
}
