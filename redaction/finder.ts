import { createHash } from 'node:crypto';
import { formsOf } from './forms';
import { outlineOf } from './jwt';
import type { Known } from './known';

/** A secret, or what looks like one, in a file. */
export interface Finding {
  /** What it is, without showing it: a placeholder, or a kind. */
  what: string;
  index: number;
}

export type Find = (bytes: Buffer) => Finding[];

/**
 * What is kept of a secret for later: by the end of each of its forms it can be found, and from it nobody can get it back.
 */
export interface Fingerprint {
  what: string;
  /** Sixteen bits of the rolling hash of the last bytes, to find candidates by. */
  hash: number;
  /** Their SHA-256, salted with the name, in base64: to be sure. */
  digest: string;
}

interface Target {
  what: string;
  /** Sixteen bits. */
  hash: number;
  /** Whether it is there, given where its last bytes begin. */
  isAt(bytes: Buffer, start: number): boolean;
}

/** So many bytes at the end of a form are looked for. What is shorter is in too many other texts. */
export const SHORTEST_FINDABLE = 12;

/** So many of them a fingerprint stands for: more than anyone could try out, also when the last four are known. */
const FINGERPRINT_WINDOW = 24;

/** A secret whose end is not all of it. */
const SHORTEST_FOR_FINGERPRINT = 32;

/** Credentials that are known by their form. Source of the second: https://clerk.com/docs/deployments/clerk-environment-variables */
const kinds: { what: string; mark: string; pattern: RegExp }[] = [
  { what: 'a JWT', mark: 'eyJ', pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{16,}/g },
  { what: 'a Clerk secret key', mark: 'sk_', pattern: /\bsk_(?:live|test)_\w{16,}/g },
  { what: 'a bearer token', mark: 'Bearer', pattern: /\bBearer +[\w.~+/-]{20,}/g },
];

/** Finds known secrets in all their forms, in a single pass, and what looks like a credential. */
export function createFinder(known: readonly Known[], fingerprints: readonly Fingerprint[] = []): Find {
  const forms = known.flatMap(({ secret, placeholder }) =>
    formsOf(secret).map((form) => ({ what: placeholder, form: Buffer.from(form) })),
  );
  const findKnown = rolling(
    SHORTEST_FINDABLE,
    forms.filter(({ form }) => form.length >= SHORTEST_FINDABLE).map(targetOf),
  );
  const findEarlier = rolling(
    FINGERPRINT_WINDOW,
    fingerprints.map(({ what, hash, digest }) => ({
      ...{ what, hash },
      isAt: (bytes: Buffer, start: number) =>
        digestOf(bytes.subarray(start, start + FINGERPRINT_WINDOW), what) === digest,
    })),
  );

  return (bytes) => {
    const found = [...findKnown(bytes), ...findEarlier(bytes)];
    const others = byForm(bytes).filter(({ index, end }) => !found.some((at) => at.index >= index && at.index < end));
    return [...found, ...others];
  };
}

/** Replaces what looks like a credential by its kind, its end, and what it says of itself. */
export function withoutCredentials(text: string): string {
  return kinds.reduce(
    (clean, { what, mark, pattern }) =>
      clean.includes(mark) ? clean.replace(pattern, (found) => `[${what}${detailsOf(found)}]`) : clean,
    text,
  );
}

/** ` …k3Fq, iss https://…, sub user_1, exp 2026-01-02T03:04:05.000Z, azp, iat`, as far as it is a JWT. */
function detailsOf(credential: string): string {
  const outline = outlineOf(credential);
  if (outline === undefined) return ` …${credential.slice(-4)}`;
  const { otherClaims, ...said } = outline;
  const claims = [...Object.entries(said).map(([name, value]) => `${name} ${value}`), ...otherClaims];
  return [` …${credential.slice(-4)}`, ...claims].join(', ');
}

export function fingerprintsOf(known: readonly Known[]): Fingerprint[] {
  return known
    .filter(({ secret }) => secret.length >= SHORTEST_FOR_FINGERPRINT)
    .flatMap(({ secret, placeholder: what }) =>
      formsOf(secret).map((form) => {
        const end = Buffer.from(form).subarray(-FINGERPRINT_WINDOW);
        return { what, hash: hashOf(end, 0, end.length) & 0xffff, digest: digestOf(end, what) };
      }),
    );
}

function targetOf({ what, form }: { what: string; form: Buffer }): Target {
  const hash = hashOf(form, form.length - SHORTEST_FINDABLE, SHORTEST_FINDABLE) & 0xffff;
  return {
    ...{ what, hash },
    isAt: (bytes, start) => {
      const from = start + SHORTEST_FINDABLE - form.length;
      return from >= 0 && bytes.subarray(from, start + SHORTEST_FINDABLE).equals(form);
    },
  };
}

function byForm(bytes: Buffer): (Finding & { end: number })[] {
  const present = kinds.filter(({ mark }) => bytes.includes(mark));
  const text = present.length === 0 ? '' : bytes.toString('latin1');
  return present.flatMap(({ what, pattern }) =>
    [...text.matchAll(pattern)].map(({ index, 0: match }) => ({ what, index, end: index + match.length })),
  );
}

// A polynomial hash of a window modulo 2^32, which moves on by one byte at a time (Rabin and Karp).

const FACTOR = 0x01000193;

function hashOf(bytes: Buffer, from: number, length: number): number {
  let hash = 0;
  for (let at = from; at < from + length; at += 1) hash = (Math.imul(hash, FACTOR) + mixed(bytes[at])) | 0;
  return hash;
}

/** So that the lowest bits of the hash, which are looked at, depend on every byte. */
function mixed(byte = 0): number {
  return Math.imul(byte + 1, 0x9e3779b1);
}

function rolling(window: number, targets: readonly Target[]): Find {
  const byHash = new Map<number, Target[]>();
  const maybe = new Uint8Array(0x10000);
  for (const target of targets) {
    byHash.set(target.hash, [...(byHash.get(target.hash) ?? []), target]);
    maybe[target.hash] = 1;
  }
  let highest = 1;
  for (let at = 1; at < window; at += 1) highest = Math.imul(highest, FACTOR);

  return (bytes) => {
    const found: Finding[] = [];
    if (targets.length === 0 || bytes.length < window) return found;
    let hash = hashOf(bytes, 0, window);
    for (let start = 0; ; start += 1) {
      if (maybe[hash & 0xffff] === 1) {
        const here = byHash.get(hash & 0xffff)?.find((target) => target.isAt(bytes, start));
        if (here !== undefined) found.push({ what: here.what, index: start });
      }
      if (start + window >= bytes.length) return found;
      const without = (hash - Math.imul(mixed(bytes[start]), highest)) | 0;
      hash = (Math.imul(without, FACTOR) + mixed(bytes[start + window])) | 0;
    }
  };
}

function digestOf(bytes: Buffer, salt: string): string {
  return createHash('sha256').update(salt).update(bytes).digest('base64');
}
