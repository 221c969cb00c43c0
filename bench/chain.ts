import type { Told } from './chain-reporter';
import type { Seen } from './deployment';

/** How many requests of a run wait for one another, from its beginning to its end. */
export interface Chain {
  /** Before the workers start: what tests wait for. */
  startUp: number;
  /** In the test with the most, or in tests that exclude one another since they are about one thing, taken together. */
  tests: number;
  /** Whose chain that is. */
  longest: string;
  /** After the last test: what is removed then. */
  tearDown: number;
  length: number;
}

interface Interval {
  at: number;
  until: number;
}

/** The most of some requests of which each began when the one before was over. */
export function inARow(requests: readonly Interval[]): number {
  let count = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const { at, until } of [...requests].sort((a, b) => a.until - b.until)) {
    if (at < end) continue;
    count += 1;
    end = until;
  }
  return count;
}

/** @param exclusive the titles of what holds tests that exclude one another */
export function longestChain({ startedAtMs, tests }: Told, seen: readonly Seen[], exclusive: readonly string[]): Chain {
  const spansOf = new Map<string, Interval[]>();
  for (const { path, spans } of tests) {
    const group = exclusive.find((each) => path.includes(each)) ?? path.at(-1) ?? '';
    const intervals = spans.map(({ at, duration }) => ({ at, until: at + duration }));
    spansOf.set(group, [...(spansOf.get(group) ?? []), ...intervals]);
  }
  const groups = [...spansOf].map(([group, spans]) => ({ group, count: inARow(spans) }));
  const [longest] = groups.sort((a, b) => b.count - a.count);
  const spans = tests.flatMap((test) => test.spans);
  const last = Math.max(...spans.map(({ at, duration }) => at + duration));
  const startUp = inARow(seen.filter(({ until }) => until < startedAtMs));
  const tearDown = inARow(seen.filter(({ at }) => at > last));
  const count = longest?.count ?? 0;
  return { startUp, tests: count, longest: longest?.group ?? '', tearDown, length: startUp + count + tearDown };
}
