import { z } from '../../zod';
import type { Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';

// https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps

const tokenAnswer = z.object({ access_token: z.string().min(1) });
const userAnswer = z.object({ id: z.number(), login: z.string().min(1), email: z.string().nullable() });
const emailsAnswer = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

export interface ProviderUser {
  readonly id: string;
  readonly login: string;
  /** Null where the user shows it to nobody. */
  readonly email: string | null;
}

export interface Provider {
  authorizeUrl(state: string): URL;
  /** Undefined where the code is refused: with a status of 200, too. */
  exchange(code: string): Promise<string | undefined>;
  user(accessToken: string): Promise<ProviderUser>;
  /** The primary one, where the user has proven to have it. */
  primaryEmail(accessToken: string): Promise<string | null>;
}

const limitMs = 5_000;

export function createProvider(environment: Environment): Provider {
  const url = required(environment, 'PROVIDER_URL');
  const apiUrl = required(environment, 'PROVIDER_API_URL');
  const client = { client_id: required(environment, 'OAUTH_CLIENT_ID') };
  const redirect = { redirect_uri: required(environment, 'OAUTH_REDIRECT_URI') };
  const scope = required(environment, 'OAUTH_SCOPE');

  async function ask(path: string, accessToken: string): Promise<unknown> {
    const headers = { accept: 'application/vnd.github+json', authorization: `Bearer ${accessToken}` };
    return jsonOf(await fetch(`${apiUrl}${path}`, { headers, signal: AbortSignal.timeout(limitMs) }));
  }

  return {
    authorizeUrl(state) {
      const parameters = { ...client, ...redirect, scope, ...(state !== '' && { state }) };
      return new URL(`${url}/login/oauth/authorize?${new URLSearchParams(parameters).toString()}`);
    },
    async exchange(code) {
      const secret = { client_secret: environment['OAUTH_CLIENT_SECRET'] ?? '' };
      const answer = await fetch(`${url}/login/oauth/access_token`, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams({ ...client, ...secret, ...redirect, code }),
        signal: AbortSignal.timeout(limitMs),
      });
      return tokenAnswer.safeParse(await jsonOf(answer)).data?.access_token;
    },
    async user(accessToken) {
      const { id, login, email } = userAnswer.parse(await ask('/user', accessToken));
      return { id: String(id), login, email };
    },
    async primaryEmail(accessToken) {
      const emails = emailsAnswer.parse(await ask('/user/emails', accessToken));
      return emails.find(({ primary, verified }) => primary && verified)?.email ?? null;
    },
  };
}

async function jsonOf(answer: Response): Promise<unknown> {
  if (!answer.ok) throw new Error(`the provider answered ${answer.status}`);
  return answer.json();
}
