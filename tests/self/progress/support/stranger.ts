import { createHmac, randomBytes } from 'node:crypto';
import type { Account } from './provider';

/** A deployment of another kind than ours, with what a run needs to test it. */
export interface Stranger {
  url: string;
  /** Where what stands in for the provider is, and who signs in there. */
  variables: Record<string, string>;
  /** A token of somebody who has signed in, or whose session is over by now. */
  tokenOf: (name: Name, lifetimeSeconds?: number) => string;
  /** Every token and every code that it has issued, and every state: what nobody may read anywhere. */
  secrets: () => string[];
  stop: () => Promise<void>;
}

export const accounts = {
  ada: { id: 1815, login: 'ada', email: 'ada@example.com' },
  grace: { id: 1906, login: 'grace', email: 'grace@example.com' },
  hedy: { id: 1914, login: 'hedy', email: 'hedy@example.com', hidden: true },
} as const satisfies Record<string, Account>;
export type Name = keyof typeof accounts;

export const logins = {
  SMOKE_PROGRESS_LOGIN: 'ada',
  SMOKE_PROGRESS_OTHER_LOGIN: 'grace',
  SMOKE_PROGRESS_PRIVATE_LOGIN: 'hedy',
};

export const DAY_SECONDS = 86_400;

/** What can be solved. */
export const lessons = [
  { slug: 'loops', title: 'Loops' },
  { slug: 'practice', title: 'For practice' },
] as const;

export const isLesson = (slug: unknown): slug is string => lessons.some((lesson) => lesson.slug === slug);

export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

/** Signs with a key that nobody else has. */
export function createSigner(): (text: string) => string {
  const key = randomBytes(32);
  return (text) => createHmac('sha256', key).update(text).digest('base64url');
}
