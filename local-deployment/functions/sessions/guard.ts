import { timingSafeEqual } from 'node:crypto';
import type { HttpEvent } from '../../lambda/http-events';
import type { AwsClients, Environment } from '../../lambda/runtime';
import type { Part } from '../shared/api-function';
import type { HttpCall } from '../shared/http-function';
import { Refusal } from '../shared/refusal';
import { cookieIn } from './cookies';
import { createSessions, tokenHashOf } from './store';
import type { Sessions, TokenHash } from './store';
import { createSessionTokens } from './tokens';
import type { SessionTokens } from './tokens';

export const SESSION_COOKIE = 'session';
export const CSRF_COOKIE = 'csrf';

export interface Session {
  readonly tokenHash: string;
  readonly userId: string;
  /** In seconds since 1970. */
  readonly expiresAt: number;
}

export interface PresentedToken {
  readonly token: string;
  /** Browsers send it whatever page asks. */
  readonly sentByItself: boolean;
}

export interface SessionParts {
  tokens: Part<SessionTokens>;
  sessions: Part<Sessions>;
  tokenHashOf: TokenHash;
  presented: Part<(event: HttpEvent) => PresentedToken | undefined>;
  /** Whether it is one of our own pages that asks. */
  isOwnPage: Part<(event: HttpEvent) => boolean>;
}

export const sessionParts: SessionParts = {
  tokens: createSessionTokens,
  sessions: createSessions,
  tokenHashOf,
  presented: () => presentedIn,
  isOwnPage: () => hasCsrfProof,
};

export interface Guard {
  /** Refuses with 401 who has no live session. */
  session(call: HttpCall): Promise<Session>;
  /** Refuses with 403, too, what may come from a page that is not ours. */
  sessionForChange(call: HttpCall): Promise<Session>;
}

export function createGuard(parts: SessionParts, environment: Environment, aws: AwsClients): Guard {
  const tokens = parts.tokens(environment, aws);
  const sessions = parts.sessions(environment, aws);
  const presentedBy = parts.presented(environment, aws);
  const isOwnPage = parts.isOwnPage(environment, aws);

  async function session({ event, nowMs }: HttpCall): Promise<Session> {
    const token = presentedBy(event)?.token;
    if (token === undefined) throw unauthorized('The request has no session');
    const claims = await tokens.verify(token, nowMs, tokens.checksSignature);
    const tokenHash = parts.tokenHashOf(token);
    const row = claims && (await sessions.find(tokenHash, nowMs));
    if (!row) throw unauthorized('The session is over, or was none');
    return { tokenHash, userId: claims.sub, expiresAt: Math.min(claims.exp, row.expiresAt) };
  }

  return {
    session,
    async sessionForChange(call) {
      const found = await session(call);
      if (presentedBy(call.event)?.sentByItself === true && !isOwnPage(call.event)) {
        throw new Refusal(403, 'CSRF', 'The header x-csrf-token must have the value of the cookie csrf');
      }
      return found;
    },
  };
}

function unauthorized(message: string): Refusal {
  return new Refusal(401, 'UNAUTHORIZED', message);
}

/** RFC 6750 §2.1, or a cookie. */
function presentedIn(event: HttpEvent): PresentedToken | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(event.headers['authorization'] ?? '')?.[1];
  if (bearer !== undefined) return { token: bearer, sentByItself: false };
  const cookie = cookieIn(event, SESSION_COOKIE);
  return cookie === undefined || cookie === '' ? undefined : { token: cookie, sentByItself: true };
}

/** No other site can read the cookie, and so none can repeat it in a header. */
function hasCsrfProof(event: HttpEvent): boolean {
  const cookie = cookieIn(event, CSRF_COOKIE) ?? '';
  return cookie !== '' && areSame(cookie, event.headers['x-csrf-token'] ?? '');
}

function areSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
