import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { placeOf } from './journal';
import { sealed, unsealed } from './sealed';

/** Where a process of a run leaves something secret for another one, beside the run's journal of secrets. */
export interface Shelf {
  put(name: string, text: string): void;
  /** Takes something of this name away, if there is any: nobody else gets it then. */
  take(name: string): string | undefined;
  /** Reads something of this name, if there is any, and leaves it where it is. */
  peek(name: string): string | undefined;
}

/** @param way to the journal */
export function shelfAt(way: string): Shelf {
  const { file, key } = placeOf(way);
  const folder = dirname(file);
  const all = (name: string): string[] => readdirSync(folder).filter((each) => each.startsWith(`${name}.`));
  return {
    put(name, text) {
      const unfinished = join(folder, randomUUID());
      writeFileSync(unfinished, sealed(text, key), { mode: 0o600 });
      renameSync(unfinished, join(folder, `${name}.${randomUUID()}`));
    },
    take(name) {
      for (const found of all(name)) {
        const taken = join(folder, randomUUID());
        try {
          renameSync(join(folder, found), taken);
        } catch {
          // Somebody else has taken it.
          continue;
        }
        const text = unsealed(readFileSync(taken, 'utf8'), key);
        rmSync(taken);
        return text;
      }
      return undefined;
    },
    peek(name) {
      const [found] = all(name);
      return found === undefined ? undefined : unsealed(readFileSync(join(folder, found), 'utf8'), key);
    },
  };
}
