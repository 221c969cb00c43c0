import { randomBytes } from 'node:crypto';
import type { AwsClients, Environment } from '../../lambda/runtime';
import { createAccounts } from '../account/accounts';
import type { Account, Accounts } from '../account/accounts';
import { cookieIn, removeCookie, setCookie } from '../sessions/cookies';
import { CSRF_COOKIE, SESSION_COOKIE } from '../sessions/guard';
import type { SessionParts } from '../sessions/guard';
import type { Part } from '../shared/api-function';
import { redirectTo } from '../shared/http-function';
import type { HttpCall, HttpOperations } from '../shared/http-function';
import { createPages } from './pages';
import type { Pages } from './pages';
import { createProvider } from './provider';
import type { Provider, ProviderUser } from './provider';
import { signInCookies, STATE_COOKIE } from './sign-in-cookies';
import type { SignInCookies } from './sign-in-cookies';
import { createStates, readBegun, writeBegun } from './states';
import type { States } from './states';

export interface RoundTripParts extends Pick<SessionParts, 'tokens' | 'sessions' | 'tokenHashOf'> {
  states: Part<States>;
  provider: Part<Provider>;
  accounts: Part<Accounts>;
  pages: Part<Pages>;
  cookies: (sessionSeconds: number) => SignInCookies;
  /** Null: the user has none that we may know. */
  emailOf: (user: ProviderUser, accessToken: string, provider: Provider) => Promise<string | null>;
  /** In which order a callback is looked at. */
  admit: (checkState: () => void, signIn: () => Promise<Account>) => Promise<Account>;
  /** The URL that a sign-in ends with. */
  land: (page: URL, token: string) => URL;
}

export const roundTripParts: Omit<RoundTripParts, keyof SessionParts> = {
  states: createStates,
  provider: createProvider,
  accounts: createAccounts,
  pages: createPages,
  cookies: signInCookies,
  emailOf: async (user, accessToken, provider) => {
    const email = user.email ?? (await provider.primaryEmail(accessToken));
    if (email === null) throw new SignInRefused('no_email');
    return email;
  },
  admit: (checkState, signIn) => {
    checkState();
    return signIn();
  },
  land: (page) => page,
};

/** A sign-in that comes to nothing, with what the frontend is told. */
class SignInRefused extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** GET /auth/github and GET /auth/github/callback (RFC 6749 §4.1) */
export function roundTrip(parts: RoundTripParts, environment: Environment, aws: AwsClients): HttpOperations {
  const states = parts.states(environment, aws);
  const provider = parts.provider(environment, aws);
  const accounts = parts.accounts(environment, aws);
  const pages = parts.pages(environment, aws);
  const tokens = parts.tokens(environment, aws);
  const sessions = parts.sessions(environment, aws);
  const cookies = parts.cookies(tokens.lifetimeSeconds);

  async function signIn(query: Readonly<Record<string, string>>, nowMs: number): Promise<Account> {
    const { error, code } = query;
    if (error !== undefined) throw new SignInRefused(error === 'access_denied' ? error : 'provider_refused');
    if (code === undefined || code === '') throw new SignInRefused('missing_code');
    const accessToken = await provider.exchange(code);
    if (accessToken === undefined) throw new SignInRefused('code_refused');
    const user = await provider.user(accessToken);
    const email = await parts.emailOf(user, accessToken, provider);
    return accounts.signedIn({ ...user, email }, nowMs);
  }

  async function establish(userId: string, nowMs: number): Promise<{ token: string; set: string[] }> {
    const token = await tokens.issue(userId, nowMs);
    const expiresAt = Math.floor(nowMs / 1000) + tokens.lifetimeSeconds;
    await sessions.add({ tokenHash: parts.tokenHashOf(token), userId, expiresAt });
    const set = [
      setCookie(SESSION_COOKIE, token, cookies.session),
      setCookie(CSRF_COOKIE, randomBytes(24).toString('base64url'), cookies.csrf),
    ];
    return { token, set };
  }

  async function callback({ event, nowMs }: HttpCall) {
    const query = event.queryStringParameters ?? {};
    const begun = readBegun(cookieIn(event, STATE_COOKIE));
    const forgotten = removeCookie(STATE_COOKIE, cookies.state);
    try {
      const account = await parts.admit(
        () => {
          if (!states.isOwn(query['state'], begun?.state)) throw new SignInRefused('invalid_state');
        },
        () => signIn(query, nowMs),
      );
      const { token, set } = await establish(account.userId, nowMs);
      return redirectTo(parts.land(pages.landing(begun?.page), token).href, [...set, forgotten]);
    } catch (error) {
      const reason = error instanceof SignInRefused ? error.reason : 'sign_in_failed';
      return redirectTo(pages.refused(reason).href, [forgotten]);
    }
  }

  return {
    'GET /auth/github': ({ event }) => {
      const state = states.create();
      const begun = writeBegun({ state, page: event.queryStringParameters?.['redirect'] });
      const kept = setCookie(STATE_COOKIE, begun, cookies.state);
      return Promise.resolve(redirectTo(provider.authorizeUrl(state).href, [kept]));
    },
    'GET /auth/github/callback': callback,
  };
}
