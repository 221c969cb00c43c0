import { randomBytes } from 'node:crypto';
import { serve, type Asked, type Reply } from './serving';

/** Somebody who has an account there. */
export interface Account {
  id: number;
  login: string;
  email: string;
  /** Whether the email is for those only who ask for the list of emails. */
  hidden?: boolean;
}

/** What is different from one provider to the next. */
export interface Manners {
  /** Below which everything is. */
  prefix: string;
  authorize: string;
  consent: string;
  /** How its form names things. */
  fields: Record<'login' | 'redirectUri' | 'state' | 'clientId', string>;
}

/** What stands in for the provider: a page with a form, codes that are good for once, and profiles. */
export interface Provider {
  url: string;
  clientId: string;
  /** Where it sends those who have pressed its button. */
  register: (redirectUri: string) => void;
  /** Whom a code is of; undefined where it is none of its codes, which it says with 200. */
  profileBy: (code: string) => Promise<Profile | undefined>;
  /** Every code that it has issued. */
  codes: () => string[];
  stop: () => Promise<void>;
}

export type Profile = Pick<Account, 'id' | 'login'> & { email: string | null };

/** What whoever asks it may do wrongly. */
export interface ClientFaults {
  /** Takes a profile without an email for all that there is. */
  emailsUnasked?: boolean;
  /** Takes 200 for success. */
  errorsUnread?: boolean;
}

const nobody: Profile = { id: 0, login: 'undefined', email: null };

const newSecret = (): string => randomBytes(24).toString('base64url');

export async function startProvider(
  accounts: readonly Account[],
  manners: Manners,
  { emailsUnasked = false, errorsUnread = false }: ClientFaults = {},
): Promise<Provider> {
  const { prefix, fields } = manners;
  const [clientId, clientSecret] = [`client-${newSecret()}`, newSecret()];
  const registered = new Set<string>();
  const unused = new Map<string, Account>();
  const codes: string[] = [];
  const granted = new Map<string, Account>();

  const consent = (form: URLSearchParams): Reply => {
    const given = (name: keyof Manners['fields']): string => form.get(fields[name]) ?? '';
    const account = accounts.find(({ login }) => login === given('login'));
    if (account === undefined || given('clientId') !== clientId || !registered.has(given('redirectUri'))) {
      return { status: 400, text: 'unknown user, application or redirect URI' };
    }
    const code = newSecret();
    codes.push(code);
    unused.set(code, account);
    const target = new URL(given('redirectUri'));
    target.searchParams.set('code', code);
    target.searchParams.set('state', given('state'));
    return { status: 302, headers: { location: target.href } };
  };
  const exchange = (form: URLSearchParams): Reply => {
    const code = form.get('code') ?? '';
    const account = unused.get(code);
    unused.delete(code);
    if (account === undefined || form.get('client_secret') !== clientSecret) {
      return { status: 200, json: { error: 'bad_verification_code' } };
    }
    const token = newSecret();
    granted.set(token, account);
    return { status: 200, json: { access_token: token, token_type: 'bearer' } };
  };
  const answer = ({ method, path, query, headers, body }: Asked): Reply => {
    const route = `${method} ${path}`;
    if (route === `GET ${prefix}${manners.authorize}`) {
      const known = query.get('client_id') === clientId && registered.has(query.get('redirect_uri') ?? '');
      return known ? { status: 200, text: '<form>…</form>' } : { status: 404, text: 'no such application' };
    }
    if (route === `POST ${prefix}${manners.consent}`) return consent(new URLSearchParams(body));
    if (route === `POST ${prefix}/token`) return exchange(new URLSearchParams(body));
    const account = granted.get(headers.authorization?.replace('Bearer ', '') ?? '');
    if (account === undefined) return { status: 401, json: { message: 'Bad credentials' } };
    const { id, login, email, hidden = false } = account;
    if (path === `${prefix}/user`) return { status: 200, json: { id, login, email: hidden ? null : email } };
    const emails = [
      { email: `old-${email}`, primary: false, verified: true },
      { email, primary: true, verified: true },
    ];
    return path === `${prefix}/user/emails` ? { status: 200, json: emails } : { status: 404, text: 'Not Found' };
  };

  const { origin, stop } = await serve(answer);
  const url = `${origin}${prefix}`;
  const ask = async (path: string, token: string): Promise<unknown> =>
    (await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } })).json();
  return {
    ...{ url, clientId, stop },
    codes: () => codes,
    register: (redirectUri) => void registered.add(redirectUri),
    async profileBy(code) {
      const form = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, code });
      const response = await fetch(`${url}/token`, { method: 'POST', body: form });
      const { access_token: token } = (await response.json()) as { access_token?: string };
      if (token === undefined) return errorsUnread ? nobody : undefined;
      const profile = (await ask('/user', token)) as Profile;
      if (profile.email !== null || emailsUnasked) return profile;
      const emails = (await ask('/user/emails', token)) as { email: string; primary: boolean }[];
      return { ...profile, email: emails.find(({ primary }) => primary)?.email ?? null };
    },
  };
}
