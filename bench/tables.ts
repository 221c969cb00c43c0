import { isMet, type Bound } from './bounds';
import { LATENCIES_MS, type Comparison, type Row } from './compare';
import type { Growth } from './growth';
import type { Spread } from './statistics';

/** The results as Markdown. */
export function tables(
  machine: readonly string[],
  { rows, chain, lacks, names }: Comparison,
  growth: Growth,
  bounds: readonly Bound[],
): string {
  const contenders = [...new Set(rows.map(({ contender }) => contender))];
  const empty = rows.find((row) => row.contender === names.empty && row.latencyMs === 0)?.ms.median ?? Number.NaN;
  const times = contenders.map((contender) => [
    contender,
    ...LATENCIES_MS.map((latencyMs) =>
      spread(rows.find((row) => row.contender === contender && row.latencyMs === latencyMs)),
    ),
    ...counts(rows.find((row) => row.contender === contender && row.latencyMs === 100)),
  ]);
  const computed = LATENCIES_MS.map((latencyMs) => ((empty + chain.length * latencyMs) / 1000).toFixed(2));
  const latencies = LATENCIES_MS.map((latencyMs) => `${latencyMs} ms`);
  const grown = [...growth.routes, ...growth.workers, ...growth.shards];
  return [
    ...machine.map((line) => `- ${line}`),
    '',
    '## The same scenarios, by whom',
    '',
    "Seconds of the whole process: median (least to most). Each row's memory, requests and most requests at once are those at 100 ms.",
    '',
    ...table(
      ['', ...latencies, 'MB', 'requests', 'at once'],
      [...times, ['the floor as computed: empty run + longest chain × latency', ...computed, '', '', '']],
    ),
    '',
    `The longest chain, as a run shows it, of requests of which each began when the one before was over: ${chain.length} (${chain.startUp} before the workers start, ${chain.tests} in ${chain.longest}, ${chain.tearDown} after the last).`,
    '',
    "What they can't say, or don't do:",
    '',
    ...lacks
      .filter(({ lacks: each }) => each.length > 0)
      .map(({ contender, lacks: each }) => `- ${contender}: ${each.join('; ')}.`),
    '',
    '## How it grows',
    '',
    'The whole smoke suite: routes at 50 ms, workers and shards at 100 ms. Shards run at the same time, on this machine; their MB are the sum of what each had at most.',
    '',
    ...table(
      ['', 's', 'MB', 'requests', 'at once'],
      grown.map((row) => [row.contender, spread(row), ...counts(row)]),
    ),
    '',
    '## Bounds',
    '',
    'The last column is the figure of as many tests and requests in Playwright, which the gateway refuses, and of which nothing is judged.',
    '',
    ...table(
      ['', 'figure', 'at most', '', 'bare Playwright'],
      bounds.map((bound) => [
        bound.what,
        bound.figure === undefined ? 'not measured' : `${bound.figure.toFixed(2)} ${bound.unit}`,
        `${bound.most} ${bound.unit}`,
        isMet(bound) ? 'met' : '**not met**',
        bound.bare === undefined ? '' : `${bound.bare.toFixed(2)} ${bound.unit}`,
      ]),
    ),
    '',
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function spread(row: { ms: Spread } | undefined): string {
  if (row === undefined) return '';
  const seconds = (ms: number): string => (ms / 1000).toFixed(2);
  const { median, least, most, count } = row.ms;
  return count === 1 ? seconds(median) : `${seconds(median)} (${seconds(least)} to ${seconds(most)})`;
}

function counts(row: Row | undefined): string[] {
  return row === undefined
    ? ['', '', '']
    : [row.peakMb?.toFixed(0) ?? '', String(row.requests), String(row.mostAtOnce)];
}
