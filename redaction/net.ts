import { checkFiles, type Place } from './files';
import { createFinder, SHORTEST_FINDABLE, withoutCredentials } from './finder';
import { openFingerprints } from './fingerprint-file';
import { announce, createJournal } from './journal';
import { createConcealer, type Known } from './known';

// The net below everything else, in the runner's process: what is printed and what is written is checked for the run's
// secrets. Nothing is meant to fall into it: placeholders keep secrets out of what Playwright sees.

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
  const problems: string[] = [];
  let keep: ((secrets: readonly Known[]) => void) | undefined;

  const learn = (secrets: readonly Known[]): void => {
    const findable = secrets.filter(({ secret }) => secret.length >= SHORTEST_FINDABLE);
    if (findable.length === 0) return;
    known.push(...findable);
    findable.forEach((secret) => {
      concealer.add(secret);
    });
    // The fingerprints are for later: that there are none is no reason to end a run.
    try {
      keep ??= openFingerprints(directory);
      keep(findable);
    } catch {
      keep = () => undefined;
    }
  };
  const clean = (text: string): string => withoutCredentials(concealer.conceal(text));
  const release = (['stdout', 'stderr'] as const).map((name) => {
    const stream = process[name];
    const write = stream.write.bind(stream);
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      learn(journal.read());
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      const shown = clean(text);
      if (shown !== text) caught.push({ what: 'a secret', place: name });
      return Reflect.apply(write, stream, [shown === text ? chunk : shown, ...rest]) as boolean;
    };
    return () => {
      stream.write = write;
    };
  });
  learn(configured);

  // Synchronous, as everything must be that is to happen after the last reporter has written.
  process.once('exit', () => {
    try {
      learn(journal.read());
      const checked = checkFiles([...outputs], createFinder(known), { replace: clean, writtenSinceMs: castAtMs });
      caught.push(...checked.found);
      problems.push(...checked.unchecked);
    } catch (error) {
      problems.push(String(error));
    } finally {
      journal.remove();
      for (const undo of release) undo();
      process.stderr.write(told(caught, problems));
      if (problems.length > 0) process.exitCode ||= 1;
    }
  });
}

/** A line for each file with a secret, with the first place in it; and one for what nobody could look into. */
function told(caught: readonly Place[], problems: readonly string[]): string {
  const files = new Map<string, Place[]>();
  for (const one of caught) {
    const [file = ''] = one.place.split(/ › |:\d+$/);
    files.set(file, [...(files.get(file) ?? []), one]);
  }
  const lines = [...files.values()].map(([first, ...others]) => {
    const more = others.length === 0 ? '' : `, and ${others.length} more in this file`;
    return `  ${first?.place ?? ''}: ${first?.what ?? ''}${more}`;
  });
  if (lines.length > 0) {
    lines.unshift(
      `${caught.length} secrets were about to be passed on, and were replaced. This is a defect of api-smoke; please report where:`,
    );
  }
  const unchecked = problems.map((problem) => `Not checked for secrets, so don't pass it on: ${problem}`);
  return [...lines, ...unchecked].map((line) => `${line}\n`).join('');
}
