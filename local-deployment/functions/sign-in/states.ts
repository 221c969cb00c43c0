import { randomBytes, timingSafeEqual } from 'node:crypto';

/** What tells a callback that this browser has begun from any other (RFC 6749 §10.12). */
export interface States {
  create(): string;
  /** Whether what the callback brings is what the browser keeps. */
  isOwn(brought: string | undefined, kept: string | undefined): boolean;
}

const stateBytes = 24;

export function createStates(): States {
  return {
    create: () => randomBytes(stateBytes).toString('base64url'),
    isOwn(brought = '', kept = '') {
      const [one, other] = [Buffer.from(brought), Buffer.from(kept)];
      return one.length > 0 && one.length === other.length && timingSafeEqual(one, other);
    },
  };
}

/** In one cookie: a state, and the page that the sign-in is to lead to. */
export interface Begun {
  readonly state: string;
  readonly page: string | undefined;
}

export function writeBegun({ state, page = '' }: Begun): string {
  return `${state}.${Buffer.from(page).toString('base64url')}`;
}

export function readBegun(cookie: string | undefined): Begun | undefined {
  if (cookie === undefined) return undefined;
  const [state = '', page = ''] = cookie.split('.');
  return { state, page: page === '' ? undefined : Buffer.from(page, 'base64url').toString('utf8') };
}
