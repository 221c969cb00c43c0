import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Known } from './known';
import { checkFiles } from './files';
import { createFinder } from './finder';
import { readFingerprints } from './fingerprint-file';

const usage = 'npm run scan -- <file or folder>...';

export interface Scanned {
  /** For stdout: what was found and where, and a line that sums it up. */
  lines: string[];
  clean: boolean;
}

/**
 * Looks for secrets in files, archives included: those of the settings, those of the last runs, and whatever looks like a
 * credential. Throws a line about what can't be scanned.
 */
export function scan(parameters: readonly string[], directory: string, configured: readonly Known[]): Scanned {
  const { positionals } = parseArgs({ args: [...parameters], allowPositionals: true });
  if (positionals.length === 0) throw new Error(`nothing to scan: ${usage}`);
  const missing = positionals.filter((path) => !existsSync(path));
  if (missing.length > 0) throw new Error(missing.map((path) => `there is no file or folder ${path}`).join('\n'));
  const { files, bytes, found, unchecked } = checkFiles(
    positionals,
    createFinder(configured, readFingerprints(directory)),
  );
  const places = [...new Set(found.map(({ what, place }) => `${place}: ${what}`))];
  const sum = `${places.length} ${places.length === 1 ? 'place' : 'places'} with a secret in ${files} files, ${bytes} bytes`;
  const problems = unchecked.map((problem) => `not checked: ${problem}`);
  return { lines: [...places, ...problems, sum], clean: places.length + problems.length === 0 };
}
