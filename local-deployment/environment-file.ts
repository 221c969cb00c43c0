import { chmod, readFile, rm, writeFile } from 'node:fs/promises';

const mark = '# Written by npm run deployment; gone when it stops.';

export interface EnvironmentFile {
  /** Removes the file if it still is what was written. */
  remove(): Promise<void>;
}

/** Readable by the user only. Rejects rather than replace a file that this program didn't write. */
export async function writeEnvironmentFile(path: string, lines: readonly string[]): Promise<EnvironmentFile> {
  const before = await contentOf(path);
  if (before !== undefined && !before.startsWith(mark)) {
    throw new Error(`${path} exists and was not written by npm run deployment: name another file`);
  }
  const content = [mark, ...lines, ''].join('\n');
  await writeFile(path, content, { mode: 0o600 });
  await chmod(path, 0o600);
  return {
    async remove() {
      if ((await contentOf(path)) === content) await rm(path, { force: true });
    },
  };
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
