import type { TokenVerdict, TokenVerifier } from '../functions/authorizer/session-tokens';
import type { DeploymentTemplate } from '../template/types';
import { algorithmOf, claimsOf } from './claims';
import { inGroup } from './fault';
import { around } from './parts';

/** Every scenario that a token which is refused keeps from its purpose. */
const tokenHolders = ['AC1', 'AC5', 'AC6', 'AC7', 'AC9', 'AC11', 'AC12', 'AC13', 'AC14'];

export const tokenFaults = inGroup('tokens', [
  {
    name: 'another-issuer-trusted',
    defect: 'The authorizer trusts the keys of another issuer, and so refuses every token of the real one.',
    cause: "The secret key of the staging instance was copied into production's settings.",
    fails: ['AC1', 'AC4', 'AC5', 'AC6', 'AC7', 'AC9', 'AC11', 'AC12', 'AC13', 'AC14'],
    mutate: ({ authorizer, issuers }) => {
      issuers['staging'] = { ...issuers.clerk };
      authorizer.function.environment['CLERK_SECRET_KEY'] = { issuer: 'staging', attribute: 'secretKey' };
      authorizer.function.environment['CLERK_API_URL'] = { issuer: 'staging', attribute: 'url' };
    },
  },
  {
    name: 'signature-not-verified',
    defect: 'The authorizer reads tokens without verifying their signature.',
    cause: 'A library has one function to decode and one to verify, and the first was taken.',
    fails: ['AC2'],
    mutate: (template) => {
      changeVerifier(template, (_verify, token) => {
        const isOver = (claimsOf(token)?.exp ?? Infinity) * 1000 < Date.now();
        return Promise.resolve(isOver ? { outcome: 'expired' } : unverified(token));
      });
    },
  },
  {
    name: 'unsigned-token-accepted',
    defect: 'The authorizer accepts tokens that say of themselves that they are not signed.',
    cause: 'The algorithm is taken from the token, and the library knows "none".',
    fails: ['AC2'],
    mutate: (template) => {
      changeVerifier(template, (verify, token) =>
        algorithmOf(token) === 'none' ? Promise.resolve(unverified(token)) : verify(token),
      );
    },
  },
  {
    name: 'verification-remembered-by-claims',
    defect: 'A token with a foreign signature is accepted when its claims have been seen in a genuine one.',
    cause: 'The authorizer remembers what it has verified, by the part of the token that holds the claims.',
    fails: ['AC2'],
    mutate: (template) => {
      remember(template, (token) => token.split('.')[1] ?? '');
    },
  },
  {
    name: 'verification-remembered-by-signature',
    defect: 'A token with altered claims is accepted when its signature has been seen in a genuine one.',
    cause: 'The authorizer remembers what it has verified, by the end of the token, to keep the memory small.',
    fails: ['AC2'],
    mutate: (template) => {
      remember(template, (token) => token.slice(-64));
    },
  },
  {
    name: 'malformed-token-crashes-the-authorizer',
    defect: 'The authorizer crashes over a token that is none.',
    cause: 'Only the errors of verification are caught, and parsing fails before.',
    fails: ['AC2'],
    mutate: (template) => {
      changeVerifier(template, (verify, token) => {
        if (claimsOf(token) === undefined) throw new SyntaxError('Unexpected token in JSON');
        return verify(token);
      });
    },
  },
  {
    name: 'expiry-ignored',
    defect: 'The authorizer accepts tokens whose time is over.',
    cause: 'The check was switched off for a test with an old token, and stayed off.',
    fails: ['AC4'],
    mutate: (template) => {
      changeVerifier(template, async (verify, token) => {
        const verdict = await verify(token);
        return verdict.outcome === 'expired' ? unverified(token) : verdict;
      });
    },
  },
  {
    name: 'expiry-with-the-wrong-code',
    defect: 'An expired token is refused with another code than the one that clients renew theirs for.',
    cause: 'The code was renamed in the authorizer, and clients were not told.',
    fails: ['AC4'],
    mutate: ({ parts }) => {
      parts.authorizer.codes.expiredToken = 'TOKEN_EXPIRED';
    },
  },
  {
    name: 'every-token-taken-for-expired',
    defect: 'The authorizer takes every token for one whose time is over.',
    cause: 'It compares the time in the token, which is in seconds, with a clock that counts milliseconds.',
    fails: tokenHolders,
    mutate: (template) => {
      changeVerifier(template, async (verify, token) => {
        const verdict = await verify(token);
        return verdict.outcome === 'valid' ? { outcome: 'expired' } : verdict;
      });
    },
  },
  {
    name: 'token-of-another-user',
    defect: "A valid token is answered with another user's profile.",
    cause: 'Users are found by their e-mail address, and the address has two accounts.',
    fails: ['AC1'],
    mutate: (template) => {
      const { main, admin } = template.users;
      changeVerifier(template, async (verify, token) => {
        const verdict = await verify(token);
        const isMain = verdict.outcome === 'valid' && verdict.userId === main.userId;
        return isMain ? { ...verdict, userId: admin.userId } : verdict;
      });
    },
  },
]);

function unverified(token: string): TokenVerdict {
  const claims = claimsOf(token);
  return claims ? { outcome: 'valid', userId: claims.sub } : { outcome: 'invalid' };
}

function changeVerifier(
  { parts }: DeploymentTemplate,
  wrap: (verify: TokenVerifier, token: string) => Promise<TokenVerdict>,
): void {
  parts.authorizer.verifyToken = around(parts.authorizer.verifyToken, wrap);
}

/** Accepts without verification what has the same mark as a token that was valid. */
function remember(template: DeploymentTemplate, markOf: (token: string) => string): void {
  const known = new Map<string, TokenVerdict>();
  changeVerifier(template, async (verify, token) => {
    const verdict = known.get(markOf(token)) ?? (await verify(token));
    if (verdict.outcome === 'valid') known.set(markOf(token), verdict);
    return verdict;
  });
}
