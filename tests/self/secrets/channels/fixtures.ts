import { resolve } from 'node:path';
import { test as base } from '../../../../fixtures';
import type { ApiClient } from '../../../../fixtures/client/client';
import { createVault, type Vault } from '../../../../fixtures/client/vault';
import { createJournal, JOURNALS, journalAt } from '../../../../fixtures/created/journal';
import { openIdentities } from '../../../../fixtures/identities';
import { newRunId } from '../../../../fixtures/mark';
import { openJournal } from '../../../../redaction/journal';
import { CANARIES_VARIABLE, MECHANISM_VARIABLE, REFUSING_VARIABLE, type Canaries, type Channel } from './channels';

interface Fixtures {
  /** A channel's secret, as a spec gets to have it. */
  planted: (channel: Channel) => string;
  /** A client of a host that refuses every connection. */
  refused: ApiClient;
}

const canaries = JSON.parse(process.env[CANARIES_VARIABLE] ?? '{}') as Canaries;
// A spec prints its environment, in which they would not be either if they were settings.
if (process.env.TEST_WORKER_INDEX !== undefined) Reflect.deleteProperty(process.env, CANARIES_VARIABLE);

/** As if there were no placeholders: what the mechanism keeps out must be found then. */
const noVault: Vault = {
  register: (secret) => secret,
  reveal: (text) => text,
  conceal: (text) => text,
  within: () => [],
  allow: () => undefined,
};

export const test = base.extend<Fixtures>({
  vault: [
    async ({}, use) => {
      const remember = openJournal();
      const off: Vault = {
        ...noVault,
        register(secret, label) {
          remember({ secret, placeholder: `[${label}]` });
          return secret;
        },
      };
      await use(process.env[MECHANISM_VARIABLE] === 'off' ? off : createVault(remember));
    },
    { scope: 'worker' },
  ],
  // There is no start-up, which begins it otherwise.
  creations: [
    ({}, use) => {
      const file = createJournal(resolve(JOURNALS), { run: newRunId(new Date()), target: '', local: true });
      return use(journalAt(file));
    },
    { scope: 'worker' },
  ],
  planted: async ({ conceal }, use) => use((channel) => conceal(canaries[channel], channel)),
  refused: async ({ vault, contract }, use) => {
    const apiUrl = process.env[REFUSING_VARIABLE] ?? '';
    const identities = openIdentities({ apiUrl, contract }, vault);
    await use(await identities.bearer('jwt', canaries['refused connection']));
    await identities.close();
  },
});

export { expect } from '../../../../fixtures';
