import { Unzip, UnzipInflate, unzipSync, zipSync } from 'fflate';

/** What is to be put in the place of a file's bytes; undefined leaves them as they are. */
export type Rewrite = (bytes: Buffer, place: string) => Buffer | undefined;

/**
 * Rewrites a file and everything that is packed in it: entries of archives (traces, blob reports), and the archive that an
 * HTML report has its data in. `place` tells where: `trace.zip › test.trace`. Undefined when nothing changed.
 */
export function rewritten(bytes: Buffer, place: string, rewrite: Rewrite): Buffer | undefined {
  if (isArchive(bytes)) return rewrittenArchive(bytes, place, rewrite);
  const packed = packedIn(bytes);
  if (packed === undefined) return rewrite(bytes, place);
  const data = rewritten(packed.data, `${place} › data`, rewrite);
  const rest = rewrite(Buffer.concat([packed.before, packed.after]), place);
  if (data === undefined && rest === undefined) return undefined;
  const [before, after] = rest === undefined ? [packed.before, packed.after] : split(rest);
  return Buffer.concat([before, Buffer.from((data ?? packed.data).toString('base64')), after]);
}

function rewrittenArchive(bytes: Buffer, place: string, rewrite: Rewrite): Buffer | undefined {
  const entries = Object.entries(entriesOf(bytes));
  const changed = entries.flatMap(([name, content]) => {
    const next = rewritten(Buffer.from(content), `${place} › ${name}`, rewrite);
    return next === undefined ? [] : [[name, next] as const];
  });
  return changed.length === 0 ? undefined : Buffer.from(zipSync(Object.fromEntries([...entries, ...changed])));
}

function isArchive(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 4) === 'PK\x03\x04';
}

/** The entries by name; of an archive that was never finished, those that can be read. */
function entriesOf(bytes: Buffer): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes);
  } catch {
    const entries: Record<string, Uint8Array> = {};
    const unzip = new Unzip((file) => {
      file.ondata = (error, data) => {
        if (error === null) entries[file.name] = Buffer.concat([entries[file.name] ?? Buffer.alloc(0), data]);
      };
      file.start();
    });
    unzip.register(UnzipInflate);
    try {
      unzip.push(bytes, true);
    } catch {
      // It ends where it was cut off.
    }
    return entries;
  }
}

const MARK = Buffer.from('data:application/zip;base64,');

/** The archive within an HTML report, and what stands around it. */
function packedIn(bytes: Buffer): { before: Buffer; data: Buffer; after: Buffer } | undefined {
  const [before, rest] = split(bytes);
  const length = /^[\w+/=]*/.exec(rest.toString('latin1'))?.[0].length ?? 0;
  if (length === 0) return undefined;
  const data = Buffer.from(rest.toString('latin1', 0, length), 'base64');
  return isArchive(data) ? { before, data, after: rest.subarray(length) } : undefined;
}

function split(bytes: Buffer): [before: Buffer, after: Buffer] {
  const at = bytes.indexOf(MARK);
  return at === -1 ? [bytes, Buffer.alloc(0)] : [bytes.subarray(0, at + MARK.length), bytes.subarray(at + MARK.length)];
}
