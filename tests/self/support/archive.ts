import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

/** The text of every file below a folder, and of what is zipped in it: traces, blob reports, and the data of HTML reports. */
export function everythingIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap(({ parentPath, name }) => textsIn(readFileSync(join(parentPath, name))));
}

function textsIn(file: Buffer): string[] {
  const text = file.toString();
  const packed = /data:application\/zip;base64,([\w+/=]+)/.exec(text)?.[1] ?? '';
  return [text, ...unzipped(file), ...unzipped(Buffer.from(packed, 'base64'))];
}

/** None where it is no archive, or one that was never finished. */
function unzipped(archive: Buffer): string[] {
  if (archive.toString('latin1', 0, 2) !== 'PK') return [];
  try {
    return Object.values(unzipSync(archive)).flatMap((entry) => textsIn(Buffer.from(entry)));
  } catch {
    return [];
  }
}
