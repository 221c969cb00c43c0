import { randomBytes } from 'node:crypto';

/** A deployment of another kind than ours, with what a run needs to test it. */
export interface Stranger {
  url: string;
  variables: Record<string, string>;
  /** Every password and every token that it knows: what nobody may read anywhere. */
  secrets: () => string[];
  /** How many accounts there are, beside the admin's. */
  accounts: () => number;
  /** How many posts there are. */
  posts: () => number;
  stop: () => Promise<void>;
}

export const PASSWORD = 'A-password-0f-the-suite';
export const ADMIN_PASSWORD = 'An0ther-one-of-the-admin';

export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** What nobody's API should ever send on. */
export const thirdPartyToken = (): string => `act.${newToken()}!5123.e1`;

/** As a library for passwords writes one. */
export const bcryptHash = (): string =>
  `$2b$12$${randomBytes(40).toString('base64').replace(/[+=]/g, '.').slice(0, 53)}`;
