import { openSessions as openNoted, type Sessions } from '../../../fixtures/issuer/sessions';
import type { MintingSettings } from '../../../fixtures/settings';
import { startIssuer, type Issuer, type IssuerDefinition } from '../../../local-deployment/issuer/issuer';
import { test as base } from './loopback';

interface Fixtures {
  /** Starts an issuer of the test's own, with the users `user_main`, `user_admin` and `user_limited`. */
  issue: (definition?: Partial<IssuerDefinition>) => Promise<Issuer>;
}

export const test = base.extend<Fixtures>({
  issue: async ({}, use) => {
    const started: Issuer[] = [];
    await use(async (definition = {}) => {
      const issuer = await startIssuer({
        ...{ tokenLifetimeSeconds: 60, authorizedParty: 'http://localhost:3000' },
        ...{
          keyKind: 'test',
          signedIn: false,
          sessionCreation: true,
          requestsPerTenSeconds: 0,
          templates: { api: 600 },
        },
        users: ['main', 'admin', 'limited'].map((name) => ({
          ...{ id: `user_${name}`, email: `${name}@example.test` },
          role: name === 'admin' ? 'admin' : 'user',
        })),
        ...definition,
      });
      started.push(issuer);
      return issuer;
    });
    for (const issuer of started) await issuer.close();
  },
});

/** What a user would set to mint by an issuer: for the main identity, unless other users are named. */
export function mintingBy(issuer: Issuer, changes: Partial<MintingSettings> = {}): MintingSettings {
  return {
    secretKey: issuer.secretKey,
    apiUrl: issuer.url,
    frontendApi: issuer.url,
    userIds: { main: 'user_main' },
    ...changes,
  };
}

/** The line that preparing sessions ends with. */
export async function lineOf(sessions: Sessions): Promise<string> {
  return sessions
    .find()
    .then(() => sessions.prepare())
    .then(
      () => 'no problem',
      (error: unknown) =>
        error instanceof Error ? `${error.name === 'Error' ? '' : error.name}${error.message}` : 'not an error',
    );
}

/** Sessions whose journal nobody reads. */
export function openSessions(minting: MintingSettings): Sessions {
  const noted = { ref: '', created: () => undefined, failed: () => undefined, gone: () => undefined };
  return openNoted(minting, { creating: () => noted });
}

export { expect } from './loopback';
