import { randomBytes } from 'node:crypto';
import type { Contract, ContractOverrides, ProgressShapes } from '../../../../../contract';
import { progressShapesOf } from '../../../../../contract';
import { openProgress, type Progress } from '../../../../../fixtures/progress/progress';
import { openProgressService, type ProgressService } from '../../../../../fixtures/progress/service';
import { openSessions, type Sessions } from '../../../../../fixtures/progress/sessions';
import type { ProgressSettings } from '../../../../../fixtures/settings';
import { contractWith } from '../../../support/contract';
import { test as base, type Received, type Reply, type Served } from '../../../support/loopback';

/** What one side says; undefined where it says what it usually does. */
type Script = (request: Received & { path: string; query: URLSearchParams }, at: Origins) => Reply | undefined;

interface Origins {
  api: string;
  provider: string;
}

export interface Scripts {
  api?: Script;
  provider?: Script;
  settings?: Partial<ProgressSettings>;
  contract?: NonNullable<ContractOverrides['progress']>;
  /** Nothing stands in for the provider. */
  real?: true;
}

export interface World {
  service: ProgressService;
  sessions: Sessions;
  progress: Progress;
  contract: Contract & { shapes: ProgressShapes };
  api: Served;
  provider: Served;
}

export const FRONTEND = 'https://app.example.com';

/** A progress API and a provider on loopback, both of which do as they should, unless told otherwise. */
export const test = base.extend<{ open: (scripts?: Scripts) => Promise<World> }>({
  open: async ({ serve, identitiesAt, vault }, use) => {
    await use(async (scripts = {}) => {
      const at: Origins = { api: '', provider: '' };
      const asked = (request: Received) => {
        const { pathname: path, searchParams: query } = new URL(request.url, 'http://127.0.0.1');
        return { ...request, path, query };
      };
      const provider = await serve((request) => scripts.provider?.(asked(request), at) ?? providerDoes(asked(request)));
      const api = await serve((request) => scripts.api?.(asked(request), at) ?? apiDoes(asked(request), at));
      at.api = api.origin;
      at.provider = provider.origin;
      const plain = contractWith({ progress: scripts.contract ?? {} });
      const contract = { ...plain, shapes: progressShapesOf(plain) };
      const service = await openProgressService({
        ...{ apiUrl: api.origin, origin: FRONTEND, contract, vault, identities: identitiesAt(api.origin, contract) },
        settings: {
          ...{ given: true, commandSeconds: 10, tokens: {}, logins: { first: 'ada' } },
          ...(scripts.real === true ? { logins: {} } : { providerUrl: provider.origin }),
          ...scripts.settings,
        },
      });
      const sessions = openSessions(service);
      return { service, sessions, progress: openProgress(service, sessions, contract), contract, api, provider };
    });
  },
});

export { expect } from '@playwright/test';

/** Why a scenario would be skipped; this test is not. */
export async function skipReason(task: () => unknown): Promise<string> {
  const info = test.info();
  const said = await Promise.resolve()
    .then(task)
    .then(
      () => 'it is not skipped',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  info.expectedStatus = 'passed';
  info.annotations.splice(0);
  return said.replace(/^Test is skipped: /, '');
}

/** Made by chance, and found by nobody in what is reported. */
export const chance = (): string => randomBytes(16).toString('base64url');

export function authorizeUrl(at: Origins, change: Record<string, string> = {}): string {
  const query = {
    ...{ client_id: 'client-1', redirect_uri: `${at.api}/auth/github/callback` },
    ...{ scope: 'read:user user:email', state: chance(), ...change },
  };
  return `${at.provider}/login/oauth/authorize?${new URLSearchParams(query).toString()}`;
}

export const sessionCookie = (value = `session-${chance()}`): string =>
  `session=${value}; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=3600`;

function apiDoes({ method, path, headers }: Parameters<Script>[0], at: Origins): Reply {
  if (path === '/auth/github') {
    const location = authorizeUrl(at);
    const state = new URL(location).searchParams.get('state') ?? '';
    const cookie = `oauth_state=${state}; Path=/auth; HttpOnly; Secure; SameSite=Lax; Max-Age=600`;
    return { status: 302, headers: { location, 'set-cookie': cookie } };
  }
  if (path === '/auth/github/callback') {
    const cookies = [sessionCookie(), `csrf=csrf-${chance()}; Path=/; Secure; SameSite=Lax`];
    return { status: 302, headers: { location: `${FRONTEND}/`, 'set-cookie': cookies } };
  }
  const known = /session=./.test(headers.cookie ?? '') || (headers.authorization ?? '') !== '';
  if (!known) return { status: 401, json: { error: { code: 'UNAUTHORIZED', message: 'no', requestId: 'r' } } };
  if (path === '/auth/logout' || method === 'DELETE') return { status: 204 };
  return { json: path === '/progress' ? [] : { userId: '7' } };
}

function providerDoes({ path, body }: Parameters<Script>[0]): Reply {
  if (path === '/login/oauth/authorize') return { body: '<form>' };
  const { redirect_uri: back = '', state = '' } = Object.fromEntries(new URLSearchParams(body));
  return { status: 302, headers: { location: `${back}?code=code-${chance()}&state=${state}` } };
}
