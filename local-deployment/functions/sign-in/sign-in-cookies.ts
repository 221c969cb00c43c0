import type { CookieAttributes } from '../sessions/cookies';

export const STATE_COOKIE = 'oauth_state';

export interface SignInCookies {
  session: CookieAttributes;
  csrf: CookieAttributes;
  state: CookieAttributes;
}

const stateSeconds = 600;

/** The pages of the frontend read the CSRF cookie; nothing but the browser reads the others. */
export function signInCookies(sessionSeconds: number): SignInCookies {
  const common = { secure: true, sameSite: 'Lax' } as const;
  return {
    session: { ...common, httpOnly: true, maxAgeSeconds: sessionSeconds },
    csrf: { ...common, httpOnly: false, maxAgeSeconds: sessionSeconds },
    state: { ...common, httpOnly: true, maxAgeSeconds: stateSeconds },
  };
}
