import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFiles, type Place } from './files';
import { createFinder, fingerprintsOf, withoutCredentials, type Fingerprint } from './finder';
import { announce, createJournal } from './journal';
import { keepFile } from './kept-file';
import { createConcealer, type Known } from './known';

// The net below everything else, in the runner's process: what is printed and what is written is checked for the run's
// secrets. Nothing is meant to fall into it: placeholders keep secrets out of what Playwright sees.

/** Fingerprints of the last runs' secrets, for `npm run scan`: a file in `.smoke`. */
const FINGERPRINTS = 'fingerprints.json';

/** Of some ten runs. */
const MOST_FINGERPRINTS = 5_000;

const outputs = new Set<string>();
let cast = false;

/** Names files and folders to be checked when the run ends. */
export function watchOutputs(paths: readonly string[]): void {
  for (const path of paths) outputs.add(path);
}

/** Once, in the process that starts the run. The secrets that it comes across later are in the journal. */
export function castNet(directory: string, configured: readonly Known[]): void {
  if (cast || process.env.TEST_WORKER_INDEX !== undefined) return;
  cast = true;
  const castAtMs = Date.now();
  const { journal, way } = createJournal();
  announce(way);
  const known: Known[] = [];
  const concealer = createConcealer();
  const caught: Place[] = [];

  const add = (secret: Known): void => {
    known.push(secret);
    concealer.add(secret);
  };
  const learn = (): void => {
    journal.read().forEach(add);
  };
  configured.forEach(add);
  const clean = (text: string): string => withoutCredentials(concealer.conceal(text));
  const guard = (name: 'stdout' | 'stderr'): (() => void) => {
    const stream = process[name];
    const write = stream.write.bind(stream);
    const guarded = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      learn();
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      const shown = clean(text);
      if (shown !== text) caught.push({ what: 'a secret', place: name });
      return Reflect.apply(write, stream, [shown === text ? chunk : shown, ...rest]) as boolean;
    };
    stream.write = guarded;
    return () => {
      stream.write = write;
    };
  };
  const release = [guard('stdout'), guard('stderr')];

  // Synchronous, as everything must be that is to happen after the last reporter has written.
  process.once('exit', () => {
    learn();
    caught.push(...checkFiles([...outputs], createFinder(known), { replace: clean, writtenSinceMs: castAtMs }).found);
    keepFingerprints(directory, known);
    journal.remove();
    for (const undo of release) undo();
    if (caught.length > 0) process.stderr.write(told(caught));
  });
}

/** A line for each file, with the first place in it. */
function told(caught: readonly Place[]): string {
  const files = new Map<string, Place[]>();
  for (const one of caught) {
    const [file = ''] = one.place.split(/ › |:\d+$/);
    files.set(file, [...(files.get(file) ?? []), one]);
  }
  const lines = [...files.values()].map(([first, ...others]) => {
    const more = others.length === 0 ? '' : `, and ${others.length} more in this file`;
    return `  ${first?.place ?? ''}: ${first?.what ?? ''}${more}`;
  });
  return [
    `${caught.length} secrets were about to be passed on, and were replaced. This is a defect of api-smoke; please report where:`,
    ...lines,
    '',
  ].join('\n');
}

function keepFingerprints(directory: string, known: readonly Known[]): void {
  if (known.length === 0) return;
  const kept = [...readFingerprints(directory), ...fingerprintsOf(known)].slice(-MOST_FINGERPRINTS);
  const unique = new Map(kept.map((fingerprint) => [fingerprint.digest, fingerprint]));
  keepFile(join(directory, '.smoke'), FINGERPRINTS, JSON.stringify([...unique.values()]));
}

export function readFingerprints(directory: string): Fingerprint[] {
  try {
    return JSON.parse(readFileSync(join(directory, '.smoke', FINGERPRINTS), 'utf8')) as Fingerprint[];
  } catch {
    // None kept yet, or not readable: the next run keeps new ones.
    return [];
  }
}
