import { setTimeout as pause } from 'node:timers/promises';
import type { Profile } from './provider';

export interface Entry {
  exercise: string;
  attempts: number;
  completedAt: Date;
}

interface SignedIn {
  user: Profile;
  endsAtMs: number;
  signedOut: boolean;
}

/** A session, with what has become of it. */
interface Found {
  user: Profile;
  is: 'live' | 'timed out' | 'signed out';
}

/** As long as others need to write meanwhile. */
const SLOW_MS = 50;

/** What a deployment keeps, in memory. */
export interface Store {
  users: Map<number, Profile & { writtenAt: Date }>;
  write: (profile: Profile) => void;
  /** Takes in the token of a new session. */
  open: (profile: Profile, token: string, lifetimeSeconds: number) => void;
  /** Whose session it is, or was. */
  find: (token: string) => Found | undefined;
  close: (token: string) => void;
  /** Every token that it has ever known. */
  tokens: () => string[];
  entriesOf: (userId: number) => Entry[];
  record: (userId: number, exercise: string) => Promise<Entry>;
  remove: (userId: number, exercise: string) => void;
}

export interface StoreFaults {
  /** Writes what it has read before, however long ago. */
  losesUpdates?: boolean;
  /** The last time is kept, not the first. */
  movesTimes?: boolean;
}

export function createStore({ losesUpdates = false, movesTimes = false }: StoreFaults = {}): Store {
  const users: Store['users'] = new Map();
  const sessions = new Map<string, SignedIn>();
  const known: string[] = [];
  const entries = new Map<string, Entry & { userId: number }>();

  return {
    users,
    write: (profile) => void users.set(profile.id, { ...profile, writtenAt: new Date() }),
    open(profile, token, lifetimeSeconds) {
      sessions.set(token, { user: profile, endsAtMs: Date.now() + lifetimeSeconds * 1000, signedOut: false });
      known.push(token);
    },
    find(token) {
      const session = sessions.get(token);
      if (session === undefined) return undefined;
      const { user, endsAtMs, signedOut } = session;
      return { user, is: signedOut ? 'signed out' : endsAtMs <= Date.now() ? 'timed out' : 'live' };
    },
    close(token) {
      const session = sessions.get(token);
      if (session !== undefined) sessions.set(token, { ...session, signedOut: true });
    },
    tokens: () => known,
    entriesOf: (userId) => [...entries.values()].filter((entry) => entry.userId === userId),
    async record(userId, exercise) {
      const key = `${userId} ${exercise}`;
      const read = entries.get(key);
      if (losesUpdates) await pause(SLOW_MS);
      const found = losesUpdates ? read : entries.get(key);
      const completedAt = movesTimes || found === undefined ? new Date() : found.completedAt;
      const entry = { userId, exercise, attempts: (found?.attempts ?? 0) + 1, completedAt };
      entries.set(key, entry);
      return entry;
    },
    remove: (userId, exercise) => void entries.delete(`${userId} ${exercise}`),
  };
}
