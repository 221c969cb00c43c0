import type { TestCase } from '@playwright/test/reporter';
import { scenarioIds } from '../../contract';
import type { Span } from '../../fixtures/client/exchange';
import { spansIn } from '../outline';

/** A request in the picture; `at` is milliseconds since the first one of the run. */
export interface Bar extends Span {
  /** Requests that overlap are in different lanes. */
  lane: number;
  /** Far slower than the others: the first that arrived at its function, as a cold start is, or another one. */
  slow: 'first' | 'later' | undefined;
}

/** All requests of a scenario. */
export interface Group {
  id: string;
  bars: Bar[];
  lanes: number;
}

type TestLike = Pick<TestCase, 'tags'> & { results: readonly Pick<TestCase['results'][number], 'attachments'>[] };

/** What stands out: so many times the usual time until the first byte, and at least so much longer. */
const SLOW_FACTOR = 3;
const SLOW_MORE_MS = 300;

/** What waits for longer does not wait for an answer, but for a token to expire, or for somebody who retries. */
const LONGEST_PAUSE_MS = 20_000;

/** The run's requests by scenario, in the catalogue's order. */
export function timelineOf(tests: readonly TestLike[]): Group[] {
  const spans = tests.flatMap(({ tags, results }) => results.flatMap(spansIn).map((span) => ({ tags, span })));
  const all = spans.map(({ span }) => span).sort((a, b) => a.at - b.at);
  const at = withoutPauses(all);
  const usual = median(all.map(({ firstByte }) => firstByte));
  const arrived = all.filter(({ arrived }) => arrived).reverse();
  // Of those of a kind, the map keeps the one that is set last.
  const firsts = new Set(new Map(arrived.map((span) => [kindOf(span), span])).values());
  const slow = (span: Span): Bar['slow'] => {
    if (span.firstByte < usual * SLOW_FACTOR || span.firstByte < usual + SLOW_MORE_MS) return undefined;
    return firsts.has(span) ? 'first' : 'later';
  };
  return scenarioIds.flatMap((id) => {
    const own = spans.filter(({ tags }) => tags.includes(`@${id}`)).map(({ span }) => span);
    if (own.length === 0) return [];
    const bars = inLanes(own.sort((a, b) => a.at - b.at)).map(({ span, lane }) => ({
      ...{ ...span, at: at(span), lane, slow: slow(span) },
    }));
    return [{ id, bars, lanes: Math.max(...bars.map(({ lane }) => lane)) + 1 }];
  });
}

/** When a request began, of the time in which there were any: between a run and its retry there may be hours. */
function withoutPauses(all: readonly Span[]): (span: Span) => number {
  const starts = new Map<Span, number>();
  let end = all[0]?.at ?? 0;
  let cut = end;
  for (const span of all) {
    if (span.at - end > LONGEST_PAUSE_MS) cut += span.at - end - LONGEST_PAUSE_MS;
    starts.set(span, span.at - cut);
    end = Math.max(end, span.at + span.duration);
  }
  return (span) => starts.get(span) ?? 0;
}

/** One function answers, whoever asks. */
function kindOf({ request }: Span): string {
  return request.replace(/ as .*$/, '');
}

function inLanes(spans: readonly Span[]): { span: Span; lane: number }[] {
  const ends: number[] = [];
  return spans.map((span) => {
    const free = ends.findIndex((end) => end <= span.at);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = span.at + span.duration;
    return { span, lane };
  });
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
