import type { Bar, Group } from './timeline';

const WIDTH = 1100;
const LEFT = 60;
const RIGHT = 20;
const TOP = 40;
const LANE = 9;
const GAP = 7;
/** A picture of a thousand lanes shows nothing. */
const MOST_LANES = 400;
/** Of the slow ones. */
const MOST_TOLD = 20;
const LINE = 15;
const FONT = 'font-family="ui-sans-serif, system-ui, sans-serif"';
const colors = {
  good: '#3f9c5a',
  refused: '#4a7fc1',
  broken: '#c8382e',
  slow: '#e08a1e',
  grid: '#d8dee4',
  text: '#424a53',
};

/**
 * The run as a picture (SVG): a row for each scenario, a bar for each request from its beginning to its end. What stands out is
 * orange, and numbered; below it says what it was.
 */
export function picture(groups: readonly Group[]): string {
  const endMs = Math.max(1, ...groups.flatMap(({ bars }) => bars.map(({ at, duration }) => at + duration)));
  const x = (ms: number): number => LEFT + (ms / endMs) * (WIDTH - LEFT - RIGHT);
  let y = TOP;
  const rows = groups.map((group) => {
    const top = y;
    const lanes = Math.min(group.lanes, MOST_LANES);
    y += lanes * LANE + GAP;
    return { ...group, bars: group.bars.filter(({ lane }) => lane < lanes), top };
  });
  const slow = rows.flatMap(({ bars, top }) =>
    bars.filter(({ slow }) => slow !== undefined).map((bar) => ({ bar, top })),
  );
  const told = slow.slice(0, MOST_TOLD);
  const end = y;
  const height = end + 10 + told.length * LINE;
  const marks = ticks(endMs);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...legend(),
    ...marks.flatMap((ms) => [
      `<line x1="${round(x(ms))}" y1="${TOP - 6}" x2="${round(x(ms))}" y2="${end}" stroke="${colors.grid}"/>`,
      text(x(ms), TOP - 9, ms >= 1000 || endMs >= 3000 ? `${ms / 1000} s` : `${ms} ms`, 'middle'),
    ]),
    ...rows.flatMap(({ id, bars, top }) => [
      text(LEFT - 8, top + LANE, id, 'end'),
      ...bars.map((bar) => rectangle(bar, x, top)),
    ]),
    ...told.flatMap(({ bar, top }, index) => [
      text(x(bar.at + bar.duration / 2), top + bar.lane * LANE + LANE - 2, String(index + 1), 'middle', '#000000', 9),
      text(LEFT, end + 10 + index * LINE, `${index + 1}  ${explained(bar)}`, 'start'),
    ]),
    '</svg>',
  ];
  return parts.join('\n');
}

function rectangle({ at, duration, lane, status, slow }: Bar, x: (ms: number) => number, top: number): string {
  const from = x(at);
  const width = Math.max(1.5, x(at + duration) - from);
  const color = slow === undefined ? colorOf(status) : colors.slow;
  return `<rect x="${round(from)}" y="${top + lane * LANE}" width="${round(width)}" height="${LANE - 2}" rx="1" fill="${color}"/>`;
}

/** What the number of a slow request stands for. */
function explained({ request, firstByte, slow }: Bar): string {
  return `${request}: ${Math.round(firstByte)} ms${slow === 'first' ? ', the first to arrive there (cold start?)' : ''}`;
}

function colorOf(status: number | undefined): string {
  if (status === undefined || status >= 500) return colors.broken;
  return status >= 400 ? colors.refused : colors.good;
}

function legend(): string[] {
  const entries = [
    ['2xx, 3xx', colors.good],
    ['4xx', colors.refused],
    ['5xx, or no answer', colors.broken],
    ['far slower than the others', colors.slow],
  ] as const;
  return entries.flatMap(([said, color], index) => [
    `<rect x="${LEFT + index * 170}" y="6" width="10" height="8" fill="${color}"/>`,
    text(LEFT + 14 + index * 170, 14, said, 'start'),
  ]);
}

/** At most ten, at round figures. */
function ticks(endMs: number): number[] {
  const steps = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 60_000, 300_000, 600_000];
  const step = steps.find((each) => endMs / each <= 10) ?? endMs;
  return Array.from({ length: Math.floor(endMs / step) + 1 }, (_, index) => index * step);
}

function text(
  x: number,
  y: number,
  said: string,
  anchor: 'start' | 'middle' | 'end',
  color = colors.text,
  size = 11,
): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${color}" font-size="${size}" ${FONT}>${escaped(said)}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
