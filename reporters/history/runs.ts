import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z as Z } from 'zod';
import { z } from '../../contract/zod';
import { scenarioIds } from '../../contract';

/** Relative to the project's folder, in which Playwright is started; for CI to keep from job to job. */
export const HISTORY = '.smoke/history.jsonl';

const verdict = z.enum(['PASS', 'FAIL', 'SKIP', 'FLAKY']);

/** One run, as a line of the history: JSON, without anything that a deployment has answered. */
const pastRun = z.object({
  /** ISO 8601. */
  at: z.string(),
  /** The API's URL; `loopback` for whatever is there. */
  target: z.string(),
  /** The commit that was checked out, or that CI names. */
  commit: z.string().optional(),
  scenarios: z.partialRecord(z.enum(scenarioIds), z.object({ verdict, durationMs: z.number() })),
});
export type PastRun = Z.infer<typeof pastRun>;

/** More is cut off when a run is added, down to the half. */
const MOST_RUNS = 2000;

/** The runs against a target, the oldest first. What is no line of a history is passed over. */
export function readRuns(file: string, target: string): PastRun[] {
  return linesOf(file)
    .flatMap(parsed)
    .filter((run) => run.target === target);
}

export function addRun(file: string, run: PastRun): void {
  mkdirSync(dirname(file), { recursive: true });
  const lines = linesOf(file);
  if (lines.length > MOST_RUNS) {
    const shorter = `${file}.${process.pid}`;
    writeFileSync(
      shorter,
      lines
        .slice(-MOST_RUNS / 2)
        .map((line) => `${line}\n`)
        .join(''),
    );
    renameSync(shorter, file);
  }
  appendFileSync(file, `${JSON.stringify(run)}\n`);
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    return [];
  }
}

function parsed(line: string): PastRun[] {
  try {
    const { success, data } = pastRun.safeParse(JSON.parse(line));
    return success ? [data] : [];
  } catch {
    return [];
  }
}
