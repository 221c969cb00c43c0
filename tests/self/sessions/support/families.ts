import { setTimeout as pause } from 'node:timers/promises';
import { newToken } from './stranger';

/** A session, with its refresh tokens, one after the other. */
export interface Family {
  id: string;
  person: number;
  current: string;
  /** Those that were used, and when. */
  used: Map<string, number>;
  over: boolean;
}

export interface FamiliesOptions {
  /** For how long a used one is taken. */
  graceMs?: number;
  /** Whether the family ends when a used one comes again. */
  endsByReuse: boolean;
  /** Is read and marked as used in two steps. */
  races?: boolean;
  /** Stays the same. */
  stays?: boolean;
}

/** Refresh tokens that take each other's place. */
export interface Families {
  open: (person: number) => Family;
  /** By its id, or by one of its refresh tokens, used or not. */
  find: (key: string) => Family | undefined;
  /** The family that has a new token; undefined where this one is refused. */
  refresh: (token: string) => Promise<Family | undefined>;
  /** Ends all sessions of somebody. */
  endAllOf: (person: number) => void;
  /** Every token that there was. */
  tokens: () => string[];
}

/** As long as others need to read meanwhile. */
const SLOW_MS = 40;

export function createFamilies({ graceMs = 0, endsByReuse, races, stays }: FamiliesOptions): Families {
  const families: Family[] = [];
  const find: Families['find'] = (key) =>
    families.find(({ id, current, used }) => id === key || current === key || used.has(key));
  return {
    find,
    open(person) {
      const family: Family = { id: newToken(), person, current: newToken(), used: new Map(), over: false };
      families.push(family);
      return family;
    },
    async refresh(token) {
      const family = find(token);
      if (family === undefined || family.over || family.id === token) return undefined;
      const usedAtMs = family.used.get(token);
      if (usedAtMs !== undefined && Date.now() - usedAtMs >= graceMs) {
        if (endsByReuse) family.over = true;
        return undefined;
      }
      if (races === true) await pause(SLOW_MS);
      if (stays === true) return family;
      family.used.set(family.current, Date.now());
      family.current = newToken();
      return family;
    },
    endAllOf(person) {
      for (const family of families) family.over ||= family.person === person;
    },
    tokens: () => families.flatMap(({ current, used }) => [current, ...used.keys()]),
  };
}
