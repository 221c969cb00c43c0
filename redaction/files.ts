import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rewritten } from './archive';
import type { Find, Finding } from './finder';

/** A finding, and where: `report/index.html › data › report.json:3`. */
export interface Place {
  what: string;
  place: string;
}

export interface Checked {
  files: number;
  bytes: number;
  found: Place[];
}

/**
 * Looks into every file below the given paths, archives included. Paths that are not there are passed over, and so are
 * dependencies and Git's own files. With `clean`, what is found is replaced, in place.
 */
export function checkFiles(
  paths: readonly string[],
  find: Find,
  clean?: { replace: (text: string) => string; writtenSinceMs: number },
): Checked {
  const checked: Checked = { files: 0, bytes: 0, found: [] };
  for (const file of new Set(paths.flatMap(filesBelow))) {
    // What the run has not written is not the run's to change: somebody may keep settings there.
    if (clean !== undefined && statSync(file).mtimeMs < clean.writtenSinceMs) continue;
    const bytes = readFileSync(file);
    checked.files += 1;
    checked.bytes += bytes.length;
    const next = rewritten(bytes, file, (content, place) => {
      const findings = find(content);
      checked.found.push(
        ...findings.map((finding) => ({ what: finding.what, place: placeOf(content, place, finding) })),
      );
      return findings.length === 0 || clean === undefined ? undefined : replaced(content, clean.replace);
    });
    if (next !== undefined) putInPlace(file, next);
  }
  return checked;
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/[\\/](node_modules|\.git)[\\/]/.test(file.slice(path.length)));
}

function placeOf(content: Buffer, place: string, { index }: Finding): string {
  return `${place}:${content.subarray(0, index).toString('latin1').split('\n').length}`;
}

/** Bytes that are no text stay as they are. */
function replaced(content: Buffer, replace: (text: string) => string): Buffer {
  const text = content.toString();
  return Buffer.from(text).equals(content)
    ? Buffer.from(replace(text))
    : Buffer.from(replace(content.toString('latin1')), 'latin1');
}

/** At once: whoever reads the file meanwhile has the one or the other. */
function putInPlace(file: string, content: Buffer): void {
  const next = `${file}.clean`;
  writeFileSync(next, content, { mode: statSync(file).mode });
  renameSync(next, file);
}
