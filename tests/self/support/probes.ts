import { test as base, type TestInfo } from '@playwright/test';
import type { ContractOverrides, Credential, Route } from '../../../contract';
import { openKeyRing } from '../../../fixtures/api-keys/ring';
import { journalOf, owner } from './creations';
import type { Identities } from '../../../fixtures/identities';
import { openPresenter } from '../../../fixtures/presenter';
import { openProber, type Prober } from '../../../fixtures/prober';
import { openProbe, type Probe } from '../../../fixtures/probes';
import { createVault } from '../../../fixtures/client/vault';
import { scriptedClient, type Call, type Given } from './answers';
import { contractWith } from './contract';

export const ada = { userId: 'user_1', email: 'ada@example.com', role: 'user', createdAt: '2026-01-02T03:04:05Z' };

/** Who sent what, in the words of a log. */
export type Sent = Call & { identity: string };

export const routeOf = (key: string, ...credentials: Credential[]): Route => {
  const [method = '', path = ''] = key.split(' ');
  return { key, method, path, credentials };
};

export const test = base.extend<{
  sent: Sent[];
  open: (
    overrides?: ContractOverrides,
    answer?: (call: Call) => Given | undefined,
    notWritten?: string,
  ) => { all: Probe } & Pick<Prober, 'preflight'>;
}>({
  sent: async ({}, use) => use([]),
  open: async ({ sent }, use, testInfo: TestInfo) => {
    await use((overrides = {}, answer = () => undefined, notWritten) => {
      const contract = contractWith(overrides);
      const clientOf = (identity: string) =>
        scriptedClient((call) => {
          sent.push({ ...call, identity });
          if (call.method === 'POST' && call.path === '/users/api-keys') {
            return (
              answer(call) ?? {
                status: 201,
                json: { id: 'key_1', keyValue: 'k', scopes: ['full'], createdAt: ada.createdAt },
              }
            );
          }
          return answer(call) ?? { status: call.method === 'DELETE' ? 204 : 200, json: ada };
        }, identity).client;
      const identities: Identities = {
        bearer: (identity) => Promise.resolve(clientOf(identity)),
        apiKey: (identity) => Promise.resolve(clientOf(identity)),
        anonymous: () => Promise.resolve(clientOf('anonymous')),
        stranger: () => Promise.resolve(clientOf('anonymous')),
        elsewhere: () => Promise.resolve(clientOf('anonymous')),
        close: () => Promise.resolve(),
      };
      const { journal } = journalOf(testInfo);
      const keys = openKeyRing({
        ...{ identities, contract, journal, mark: 'smoke-run', budget: 99, ownerOf: () => owner },
        owner: clientOf('owner'),
      });
      const tokens = {
        main: () => Promise.resolve('a.b.c'),
        admin: () => Promise.resolve('d.e.f'),
        rateLimit: undefined,
      };
      const about = { identities, tokens, keys, contract };
      const expiredToken = () => ({ reason: 'none is asked for' });
      const present = openPresenter({
        ...about,
        vault: createVault(),
        apiUrl: 'https://api.example.com',
        expiredToken,
      });
      const prober = openProber({ ...about, origin: 'https://app.example.com', present });
      return { all: openProbe({ prober, keys, testInfo, notWritten }), preflight: (route) => prober.preflight(route) };
    });
  },
});

export const log = (sent: readonly Sent[]): string[] =>
  sent.map(({ identity, method, path }) => `${identity}: ${method} ${path}`);

export { expect } from '@playwright/test';
