import { existsSync, readdirSync } from 'node:fs';

/** Where a shard leaves its blob, besides what is kept for its retry; relative to the project's folder. */
export const SHARDS = 'test-results/shards';

/** A part of a run, as `--shard=1/2` names it. */
export interface Shard {
  current: number;
  total: number;
}

export function shardFile({ current, total }: Shard): string {
  return `shard-${current}-of-${total}.zip`;
}

/** The blobs of a folder, and the shards that have left none there; or why it can't be told. */
export function shardsIn(folder: string): { found: Shard[]; missing: Shard[] } | { problem: string } {
  if (!existsSync(folder)) return { problem: `there is no folder ${folder}` };
  const blobs = readdirSync(folder).filter((name) => name.endsWith('.zip'));
  const found = blobs.map(shardOf);
  const stray = blobs.filter((_, index) => found[index] === undefined);
  if (stray.length > 0) {
    return {
      problem: `${folder} has ${stray.join(', ')}: a shard's blob is named like ${shardFile({ current: 1, total: 2 })}`,
    };
  }
  const shards = found.filter((shard) => shard !== undefined).sort((a, b) => a.current - b.current);
  const totals = [...new Set(shards.map(({ total }) => total))];
  const [total] = totals;
  if (total === undefined) return { problem: `${folder} has no blob of a shard` };
  if (totals.length > 1) {
    return {
      problem: `${folder} has blobs of several runs, one of ${totals.join(' shards and one of ')}: remove those of the others`,
    };
  }
  const all = Array.from({ length: total }, (_, index) => ({ current: index + 1, total }));
  return { found: shards, missing: all.filter(({ current }) => !shards.some((shard) => shard.current === current)) };
}

function shardOf(file: string): Shard | undefined {
  const [, current, total] = /^shard-([1-9]\d{0,3})-of-([1-9]\d{0,3})\.zip$/.exec(file) ?? [];
  const shard = { current: Number(current), total: Number(total) };
  return shard.current <= shard.total ? shard : undefined;
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
