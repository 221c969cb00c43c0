import type { HonoRequest } from 'hono';
import { z } from '../zod';
import { bearerIn } from './access-tokens';
import type { Claims } from './access-tokens';
import type { Assembled } from './parts';
import type { User } from './users';

export interface Caller {
  user: User;
  claims: Claims;
}

/** Whose token the request has; refuses with 401 where it has none that counts. */
export async function callerOf(request: Pick<HonoRequest, 'header'>, assembled: Assembled): Promise<Caller> {
  const { accessTokens, guard, pool, refusals, users } = assembled;
  const token = bearerIn(request.header('authorization'));
  if (token === undefined) throw refusals.unauthorized('Not authenticated');
  const claims = await accessTokens.verify(token, accessTokens.checks);
  const user = claims && (await users.find(pool, claims.sub));
  if (!user || !guard.isCurrent(claims, user)) throw refusals.unauthorized('Could not validate credentials');
  return { user, claims };
}

/** The fields of a JSON body; refuses with 422 what doesn't have them. */
export async function fieldsOf<T>(
  request: HonoRequest,
  { refusals }: Assembled,
  read: (body: unknown) => T,
): Promise<T> {
  return accepted(refusals, jsonIn(await request.text()), read);
}

/** The fields of a form. */
export async function formOf<T>(
  request: Pick<HonoRequest, 'text'>,
  { refusals }: Assembled,
  read: (form: unknown) => T,
): Promise<T> {
  return accepted(refusals, Object.fromEntries(new URLSearchParams(await request.text())), read);
}

function accepted<T>(refusals: Assembled['refusals'], input: unknown, read: (input: unknown) => T): T {
  try {
    return read(input);
  } catch (error) {
    if (error instanceof z.ZodError) throw refusals.invalid(error.issues, input);
    throw error;
  }
}

/** Undefined: no JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
