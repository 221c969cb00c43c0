import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintsOf, type Fingerprint } from './finder';
import { keepFile } from './kept-file';
import type { Known } from './known';

// Fingerprints of the last runs' secrets, a line of JSON each, for `npm run scan`: a run that is killed has left its own.

const FOLDER = '.smoke';
const NAME = 'fingerprints.jsonl';

/** Of some ten runs. */
const MOST_FINGERPRINTS = 5_000;

export function readFingerprints(directory: string): Fingerprint[] {
  return linesOf(directory).map((line) => JSON.parse(line) as Fingerprint);
}

/** Makes room for those of a new run. Throws the system's error where nothing can be written. */
export function openFingerprints(directory: string): (known: readonly Known[]) => void {
  const earlier = linesOf(directory).slice(-MOST_FINGERPRINTS);
  keepFile(join(directory, FOLDER), NAME, earlier.map((line) => `${line}\n`).join(''));
  return (known) => {
    const lines = fingerprintsOf(known).map((fingerprint) => `${JSON.stringify(fingerprint)}\n`);
    if (lines.length > 0) appendFileSync(join(directory, FOLDER, NAME), lines.join(''));
  };
}

function linesOf(directory: string): string[] {
  try {
    return readFileSync(join(directory, FOLDER, NAME), 'utf8')
      .split('\n')
      .filter(Boolean);
  } catch {
    // None kept yet.
    return [];
  }
}
