import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
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
  /** What could not be looked into, and why. */
  unchecked: string[];
}

/** How files are cleaned of what is found in them. */
export interface Clean {
  replace: (text: string) => string;
  /** What was not written since then is left alone. */
  writtenSinceMs: number;
}

/**
 * Looks into every file below the given paths, archives included. Paths that are not there are passed over, and so are
 * dependencies and Git's own files. With `clean`, what is found is replaced, in place.
 */
export function checkFiles(paths: readonly string[], find: Find, clean?: Clean): Checked {
  const checked: Checked = { files: 0, bytes: 0, found: [], unchecked: [] };
  const files = new Set(paths.flatMap(filesBelow));
  for (const file of clean === undefined ? files : [...files].filter((path) => isOurs(path, clean))) {
    try {
      checkFile(file, find, clean, checked);
    } catch (error) {
      checked.unchecked.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return checked;
}

function checkFile(file: string, find: Find, clean: Clean | undefined, checked: Checked): void {
  const bytes = readFileSync(file);
  checked.files += 1;
  checked.bytes += bytes.length;
  const next = rewritten(bytes, file, (content, place) => {
    const findings = find(content);
    checked.found.push(...findings.map((finding) => ({ what: finding.what, place: placeOf(content, place, finding) })));
    return findings.length === 0 || clean === undefined ? undefined : replaced(content, clean);
  });
  if (next !== undefined) putInPlace(file, next);
}

function filesBelow(path: string): string[] {
  if (isFile(path)) return [path];
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, String(name)))
    .filter((file) => !/[\\/](node_modules|\.git)[\\/]/.test(file.slice(path.length)) && isFile(file));
}

/** Links are followed to files; devices and pipes are none. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** What the run has not written is not the run's to change, and neither are settings that somebody edits meanwhile. */
function isOurs(file: string, { writtenSinceMs }: Clean): boolean {
  return statSync(file).mtimeMs >= writtenSinceMs && !basename(file).startsWith('.env');
}

function placeOf(content: Buffer, place: string, { index }: Finding): string {
  return `${place}:${content.subarray(0, index).toString('latin1').split('\n').length}`;
}

/** Bytes that are no text stay as they are. */
function replaced(content: Buffer, { replace }: Clean): Buffer {
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
