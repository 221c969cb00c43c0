import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ScenarioId } from '../../contract';
import type { Verdict } from '../outcomes';

/** Relative to the project's folder, in which Playwright is started; for CI to keep from job to job. */
export const HISTORY = '.smoke/history.jsonl';

/** One run, as a line of the history: JSON, without anything that a deployment has answered. */
export interface PastRun {
  /** ISO 8601. */
  at: string;
  /** The API's URL; `loopback` for whatever is there. */
  target: string;
  /** The commit that was checked out, or that CI names. */
  commit?: string;
  scenarios: Partial<Record<ScenarioId, { verdict: Verdict; durationMs: number }>>;
}

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
    const run = JSON.parse(line) as PastRun | null;
    return typeof run?.target === 'string' && typeof run.scenarios === 'object' ? [run] : [];
  } catch {
    return [];
  }
}
