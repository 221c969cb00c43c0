import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { z } from '../../contract/zod';

/** Where a shard leaves its blob, besides what is kept for its retry; relative to the project's folder. */
export const SHARDS = 'test-results/shards';

/** A part of a run, as `--shard=1/2` names it. */
export interface Shard {
  current: number;
  total: number;
}

/** A blob says itself which shard it is of; its name is for people. */
export function shardFile({ current, total }: Shard): string {
  return `shard-${current}-of-${total}.zip`;
}

/** Of a blob's first lines: https://playwright.dev/docs/test-reporters#blob-reporter, as Playwright 1.65 writes them. */
const metadataLine = z.object({
  method: z.literal('onBlobReportMetadata'),
  params: z.object({ shard: z.object({ current: z.int(), total: z.int() }).optional() }),
});
const configureLine = z.object({
  method: z.literal('onConfigure'),
  params: z.object({ config: z.object({ metadata: z.object({ target: z.string().optional() }) }) }),
});

/** The blob of a shard, by its path. */
interface ShardBlob extends Shard {
  file: string;
  /** What it was run against; undefined where the run did not know. */
  target: string | undefined;
}

/** The blobs of a folder, and the shards that have left none there; or why there is nothing to be merged. */
export function shardsIn(folder: string): { found: ShardBlob[]; missing: Shard[] } | { problem: string } {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return { problem: `there is no folder ${folder}` };
  const files = readdirSync(folder).filter((name) => name.endsWith('.zip'));
  const found: ShardBlob[] = [];
  for (const file of files.map((name) => join(folder, name))) {
    const blob = read(file);
    if ('problem' in blob) return blob;
    const twin = found.find(({ current, total }) => current === blob.current && total === blob.total);
    if (twin !== undefined) return { problem: `${twin.file} and ${file} are both of shard ${named(blob)}` };
    found.push(blob);
  }
  const [first] = found;
  if (first === undefined) return { problem: `${folder} has no blob of a shard` };
  const other = found.find(({ total }) => total !== first.total);
  if (other !== undefined) {
    return {
      problem: `${first.file} is of ${first.total} shards, and ${other.file} of ${other.total}: remove those of another run`,
    };
  }
  const elsewhere = found.find(({ target }) => target !== first.target);
  if (elsewhere !== undefined) {
    const [one, two] = [first, elsewhere].map(({ target }) => target ?? 'no target');
    return { problem: `${first.file} is of a run against ${one ?? ''}, and ${elsewhere.file} against ${two ?? ''}` };
  }
  const all = Array.from({ length: first.total }, (_, index) => ({ current: index + 1, total: first.total }));
  return {
    found: found.sort((a, b) => a.current - b.current),
    missing: all.filter(({ current }) => !found.some((shard) => shard.current === current)),
  };
}

function read(file: string): ShardBlob | { problem: string } {
  try {
    const entries = unzipSync(readFileSync(file), { filter: ({ name }) => name.endsWith('.jsonl') });
    const lines = Object.values(entries).flatMap((content) => strFromU8(content).split('\n'));
    const { shard } = metadataLine.parse(JSON.parse(lines[0] ?? '')).params;
    if (shard === undefined) return { problem: `${file} is the blob of a run that was no shard` };
    const configure = configureLine.safeParse(
      JSON.parse(lines.find((line) => line.includes('"onConfigure"')) ?? 'null'),
    );
    return { ...shard, file, target: configure.data?.params.config.metadata.target };
  } catch {
    return { problem: `${file} can't be read: it is no blob, or was cut off` };
  }
}

/** Set where shards are merged: those that are not there, as `2/2 3/3`. */
const MISSING_VARIABLE = 'API_SMOKE_MISSING_SHARDS';

export function noteMissing(missing: readonly Shard[]): Record<string, string> {
  return missing.length === 0 ? {} : { [MISSING_VARIABLE]: missing.map(named).join(' ') };
}

export function missingShards(variables: NodeJS.ProcessEnv): string[] {
  return variables[MISSING_VARIABLE]?.split(' ') ?? [];
}

export function named({ current, total }: Shard): string {
  return `${current}/${total}`;
}

/** What is said of them, for want of which a run can't be green. */
export function missingLine(names: readonly string[]): string {
  return names.length === 1
    ? `Shard ${names.join('')} has left no blob: what it ran is not in this report, and the run can't be green.`
    : `The shards ${names.join(', ')} have left no blob: what they ran is not in this report, and the run can't be green.`;
}
