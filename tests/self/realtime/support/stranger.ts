import { randomBytes } from 'node:crypto';

/** A service of another kind than ours, with what a run needs to test it. */
export interface Stranger {
  variables: Record<string, string>;
  /** Its secret, its users' passwords, and every token that it has seen: what nobody may read anywhere. */
  secrets: () => string[];
  logins?: () => number;
  stop: () => Promise<void>;
}

export interface TokenLog {
  seen: <T extends string | undefined>(token: T) => T;
  all: () => string[];
}

/** As long as the shortest that is of any use. */
const PIECE = 16;

/** Of a token, every piece of the signature is a secret, too: the rest may stand in its placeholder's outline. */
export function logTokens(): TokenLog {
  const tokens = new Set<string>();
  return {
    seen(token) {
      if (token?.startsWith('eyJ') === true) tokens.add(token);
      return token;
    },
    all: () =>
      [...tokens].flatMap((token) => {
        const [, , signature = ''] = token.split('.');
        return signature === '' ? [token] : [token, ...piecesOf(signature)];
      }),
  };
}

function piecesOf(text: string): string[] {
  return Array.from({ length: Math.max(1, text.length - PIECE + 1) }, (_, at) => text.slice(at, at + PIECE));
}

export function newSecret(): string {
  return randomBytes(36).toString('base64url');
}
