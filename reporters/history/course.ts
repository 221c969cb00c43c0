import type { ScenarioId } from '../../contract';
import type { Row, Verdict } from '../outcomes';
import type { PastRun } from './runs';

/** The annotations that tell of the history; no reasons of a row. */
export const HISTORY_NOTES = { course: 'history', news: 'news' } as const;

/** How many runs are looked back at. */
export const LAST_RUNS = 30;

const signs: Record<Verdict, string> = { PASS: '✓', FAIL: '✗', FLAKY: '~', SKIP: '·' };

/** What became of a scenario in the last runs, this one included: a sign for each, how often it flaked, how long it takes. */
export function courseOf(
  { id, verdict, durationMs }: Pick<Row, 'id' | 'verdict' | 'durationMs'>,
  past: readonly PastRun[],
): string {
  const before = pastOf(id, past);
  const all = [...before, { verdict, durationMs }];
  const ran = all.filter((each) => each.verdict !== 'SKIP');
  const flaked = ran.filter((each) => each.verdict === 'FLAKY').length;
  const passed = all.filter((each) => each.verdict === 'PASS').map((each) => each.durationMs);
  return [
    `${all.map((each) => signs[each.verdict]).join('')} in ${counted(all.length)}`,
    ...(flaked === 0 ? [] : [`flaky in ${Math.round((flaked / ran.length) * 100)} %`]),
    ...(passed.length === 0 ? [] : [`usually ${Math.round(median(passed))} ms`]),
  ].join(', ');
}

/** Whether a failure is news; undefined where too few runs are known to tell. */
export function newsOf({ id, verdict }: Pick<Row, 'id' | 'verdict'>, past: readonly PastRun[]): string | undefined {
  if (verdict !== 'FAIL') return undefined;
  const before = pastOf(id, past).filter((each) => each.verdict !== 'SKIP');
  if (before.length === 0) return undefined;
  const failed = before.filter((each) => each.verdict === 'FAIL').length;
  if (failed === 0) return `first failure in ${counted(before.length + 1)}`;
  const since = before.length - before.findLastIndex((each) => each.verdict !== 'FAIL');
  return since > 1
    ? `has failed in each of the last ${counted(since)}`
    : `has failed in ${failed} of the ${before.length} runs before`;
}

function pastOf(id: ScenarioId, past: readonly PastRun[]): { verdict: Verdict; durationMs: number }[] {
  return past.flatMap(({ scenarios }) => scenarios[id] ?? []).slice(1 - LAST_RUNS);
}

function counted(runs: number): string {
  return `${runs} run${runs === 1 ? '' : 's'}`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
