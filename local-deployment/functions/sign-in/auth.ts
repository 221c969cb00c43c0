import type { HttpEvent } from '../../lambda/http-events';
import type { FunctionCode } from '../../lambda/runtime';
import { removeCookie } from '../sessions/cookies';
import { createGuard, CSRF_COOKIE, SESSION_COOKIE, sessionParts } from '../sessions/guard';
import type { SessionParts } from '../sessions/guard';
import type { Part } from '../shared/api-function';
import { httpFunction, httpFunctionParts, jsonResult } from '../shared/http-function';
import type { HttpFunctionParts, HttpOperations } from '../shared/http-function';
import { Refusal, rateLimited } from '../shared/refusal';
import { createLimiter } from './limiter';
import type { Limiter } from './limiter';
import { roundTrip, roundTripParts } from './round-trip';
import type { RoundTripParts } from './round-trip';

export interface AuthParts extends HttpFunctionParts, SessionParts, RoundTripParts {
  limiter: Part<Limiter>;
}

export const authParts: AuthParts = {
  ...httpFunctionParts,
  ...sessionParts,
  ...roundTripParts,
  limiter: createLimiter,
};

/** The round trip, POST /auth/verify and POST /auth/logout. */
export function authFunction(parts: AuthParts = authParts): FunctionCode<HttpEvent> {
  return httpFunction(parts, (environment, aws) => {
    const guard = createGuard(parts, environment, aws);
    const accounts = parts.accounts(environment, aws);
    const tokens = parts.tokens(environment, aws);
    const sessions = parts.sessions(environment, aws);
    const limiter = parts.limiter(environment, aws);
    const cookies = parts.cookies(tokens.lifetimeSeconds);

    return limited(limiter, {
      ...roundTrip(parts, environment, aws),

      'POST /auth/verify': async (call) => {
        const { userId, expiresAt } = await guard.session(call);
        const account = await accounts.find(userId);
        if (!account) throw new Refusal(401, 'UNAUTHORIZED', 'The user is no more');
        const { login, email } = account;
        return jsonResult(200, { userId, login, email, expiresAt: new Date(expiresAt * 1000).toISOString() });
      },

      'POST /auth/logout': async (call) => {
        const { tokenHash } = await guard.sessionForChange(call);
        await sessions.remove(tokenHash);
        const gone = [removeCookie(SESSION_COOKIE, cookies.session), removeCookie(CSRF_COOKIE, cookies.csrf)];
        return { statusCode: 204, cookies: gone };
      },
    });
  });
}

/** Each client has so many requests for each path. */
function limited(limiter: Limiter, operations: HttpOperations): HttpOperations {
  const around = Object.entries(operations).map(([key, operation]): [string, typeof operation] => [
    key,
    (call) => {
      const { rawPath, requestContext } = call.event;
      const grant = limiter.take(`${requestContext.http.sourceIp} ${rawPath}`, call.nowMs);
      if (!grant.granted) throw rateLimited(grant.retryAfterSeconds, 'Too many requests');
      return operation(call);
    },
  ]);
  return Object.fromEntries(around);
}
