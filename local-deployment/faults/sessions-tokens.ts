import type { DeploymentTemplate } from '../template/types';
import type { Checks } from '../session-service/access-tokens';
import { claimsOf } from './claims';
import { inGroup } from './fault';
import { changed } from './parts';

const defaultKey = 'your-secret-key';

/** Which access tokens are accepted, and what they are signed with. */
export const sessionTokenFaults = inGroup('sessions', [
  {
    name: 'signed-with-a-default-key',
    defect: 'Access tokens are signed and verified with a key that everybody can read.',
    cause: 'The settings have a default for it, and this environment does not have the variable.',
    fails: ['SE12'],
    mutate: ({ sessions: { environment } }) => {
      environment['SECRET_KEY'] = defaultKey;
    },
  },
  {
    name: 'default-key-accepted-too',
    defect: 'Access tokens that are signed with a default key are accepted beside the right ones.',
    cause: 'The default was kept as the old key when the right one was introduced.',
    fails: ['SE12'],
    mutate: (template) => {
      check(template, ({ keys }) => ({ keys: [...keys, defaultKey] }));
    },
  },
  {
    name: 'session-expiry-ignored',
    defect: 'Access tokens of the session service are accepted when their time is over.',
    cause: 'The check was turned off when the clocks of two containers differed.',
    fails: ['SE8'],
    mutate: (template) => {
      check(template, () => ({ expiry: false }));
    },
  },
  {
    name: 'session-signature-not-verified',
    defect: 'Access tokens of the session service are read without verifying who has signed them.',
    cause: 'An option for a debugging session turned the verification off.',
    fails: ['SE8', 'SE12'],
    mutate: (template) => {
      check(template, () => ({ signature: false }));
    },
  },
  {
    name: 'session-without-signature-accepted',
    defect:
      'Access tokens of the session service are accepted without a signature, where they say that they have none.',
    cause: 'The list of algorithms was taken from the token itself.',
    fails: ['SE8'],
    mutate: (template) => {
      check(template, ({ algorithms }) => ({ algorithms: [...algorithms, 'none'] }));
    },
  },
  {
    name: 'expired-session-token-crashes',
    defect: 'An access token whose time is over is answered with 500.',
    cause: 'The library was replaced, and its errors have another class.',
    fails: ['SE8'],
    mutate: ({ sessions: { parts } }) => {
      parts.accessTokens = changed(parts.accessTokens, ({ verify }) => ({
        verify: async (token, checks) => {
          const claims = await verify(token, checks);
          const { exp = Infinity } = claimsOf(token) ?? {};
          if (!claims && exp * 1000 < Date.now()) throw new Error('the token has expired');
          return claims;
        },
      }));
    },
  },
]);

function check({ sessions: { parts } }: DeploymentTemplate, change: (checks: Checks) => Partial<Checks>): void {
  parts.accessTokens = changed(parts.accessTokens, ({ checks }) => ({ checks: { ...checks, ...change(checks) } }));
}
