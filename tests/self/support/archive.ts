import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** The text of every file below a folder, and of what is zipped in it: traces, and the data of HTML reports. */
export function everythingIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name)))
    .flatMap((file) => [file, ...unzipped(file), ...unzipped(reportOf(file))])
    .map((bytes) => bytes.toString());
}

/** The archive in an HTML report. */
function reportOf(file: Buffer): Buffer {
  return Buffer.from(/data:application\/zip;base64,([\w+/=]+)/.exec(file.toString('latin1'))?.[1] ?? '', 'base64');
}

/** The entries of an archive; none if it is no archive. Source: PKWARE APPNOTE 4.3.12, 4.3.16. */
function unzipped(archive: Buffer): Buffer[] {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end === -1 || archive.toString('latin1', 0, 2) !== 'PK') return [];
  const entries: Buffer[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    entries.push(archive.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes);
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}
