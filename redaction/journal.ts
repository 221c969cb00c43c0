import { randomBytes } from 'node:crypto';
import { appendFileSync, closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Known } from './known';
import { sealed, unsealed } from './sealed';

// How the runner's process gets to know the secrets that the workers come across: a file that only it and they can read. It
// is written before a secret is used, so that it holds the secrets of a worker that was killed.

const VARIABLE = 'API_SMOKE_JOURNAL';

export interface Journal {
  /** What has been written since the last call. */
  read(): Known[];
  remove(): void;
}

/** A new journal, and the way to it, for the environment of the processes that are to write. */
export function createJournal(): { journal: Journal; way: string } {
  const folder = mkdtempSync(join(tmpdir(), 'api-smoke-'));
  const file = join(folder, 'journal');
  const key = randomBytes(32);
  const handle = openSync(file, 'a+', 0o600);
  let offset = 0;
  let rest = '';
  const journal: Journal = {
    read() {
      const { size } = fstatSync(handle);
      if (size === offset) return [];
      const bytes = Buffer.alloc(size - offset);
      offset += readSync(handle, bytes, 0, bytes.length, offset);
      const lines = `${rest}${bytes.toString('latin1')}`.split('\n');
      rest = lines.pop() ?? '';
      return lines.map((line) => JSON.parse(unsealed(line, key)) as Known);
    },
    remove() {
      closeSync(handle);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return { journal, way: JSON.stringify({ file, key: key.toString('base64') }) };
}

/** In the runner, whose environment workers inherit. */
export function announce(given: string): void {
  process.env[VARIABLE] = given;
}

let received: string | undefined;

/** In a process of the run: the way to its journal, where there is one. */
export function wayToJournal(): string | undefined {
  received ??= process.env[VARIABLE];
  // A spec may print the environment of its worker.
  if (process.env.TEST_WORKER_INDEX !== undefined) Reflect.deleteProperty(process.env, VARIABLE);
  return received;
}

/** In a process of the run: writes what the runner has to know. Without a runner that reads it, nothing. */
export function openJournal(): (known: Known) => void {
  const way = wayToJournal();
  return way === undefined ? () => undefined : journalAt(way);
}

/** At once: a process that is killed next has written it. */
export function journalAt(given: string): (known: Known) => void {
  const { file, key } = placeOf(given);
  return (known) => {
    appendFileSync(file, `${sealed(JSON.stringify(known), key)}\n`);
  };
}

/** Where the journal is, and what it is sealed with: 32 bytes. */
export function placeOf(given: string): { file: string; key: Buffer } {
  const { file, key } = JSON.parse(given) as { file: string; key: string };
  return { file, key: Buffer.from(key, 'base64') };
}
