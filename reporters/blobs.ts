import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';
import { retryOf } from '../fixtures/run-part';
import { shardFile, SHARDS, type Shard } from './merge/shard-blobs';
import { BLOBS, NEW_BLOB } from './places';

/**
 * Listed after the blob reporter: keeps the blob of a run that had tests, for the report of its retries: `000.zip` of a run, `001.zip` of its first retry; and that
 * of a shard, whatever it had, for the report of all shards.
 */
export default class Blobs implements Reporter {
  private suite: Suite | undefined;
  private shard: Shard | null = null;

  printsToStdio(): boolean {
    return false;
  }

  onBegin({ shard }: FullConfig, suite: Suite): void {
    this.suite = suite;
    this.shard = shard;
  }

  onEnd(): void {
    if (this.shard !== null && existsSync(NEW_BLOB)) {
      mkdirSync(SHARDS, { recursive: true });
      copyFileSync(NEW_BLOB, join(SHARDS, shardFile(this.shard)));
    }
    const ran = this.suite?.allTests().some(({ results }) => results.length > 0) ?? false;
    if (ran) keepBlob(BLOBS, NEW_BLOB, retryOf(process.env));
    else rmSync(NEW_BLOB, { force: true });
  }
}

/** The blob of the run or retry of this number; what was kept of later ones was of an earlier run. */
export function keepBlob(folder: string, made: string, number: number): void {
  mkdirSync(folder, { recursive: true });
  for (const { file } of blobsIn(folder).filter((blob) => blob.number >= number)) rmSync(join(folder, file));
  // With PLAYWRIGHT_BLOB_OUTPUT_FILE it is where somebody else wants it.
  if (!existsSync(made)) return;
  renameSync(made, join(folder, `${String(number).padStart(3, '0')}.zip`));
}

/** Those that were kept, in the order of their runs. */
export function blobsIn(folder: string): { file: string; number: number }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^\d{3}\.zip$/.test(file))
    .sort()
    .map((file) => ({ file, number: Number.parseInt(file, 10) }));
}

/** Takes away what merging has unpacked beside them. */
export function removeUnpacked(folder: string): void {
  const kept = blobsIn(folder).map(({ file }) => file);
  for (const name of readdirSync(folder).filter((each) => !kept.includes(each))) {
    rmSync(join(folder, name), { recursive: true });
  }
}
