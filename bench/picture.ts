import { LATENCIES_MS, type Comparison } from './compare';

const [WIDTH, LEFT, RIGHT, TOP, BAR, GAP] = [900, 330, 90, 30, 12, 26];
const FONT = 'font-family="ui-sans-serif, system-ui, sans-serif" font-size="11" fill="#424a53"';
const COLORS = ['#3f9c5a', '#8a6d3b', '#c8743e', '#a05aa8', '#9aa4ae', '#4a7fc1', '#6b7680'];

/** The contenders' times as bars (SVG), for each latency: the median, and a line from the least to the most. */
export function picture({ rows }: Comparison): string {
  const contenders = [...new Set(rows.map(({ contender }) => contender))];
  const longest = Math.max(...rows.map(({ ms }) => ms.most));
  const x = (ms: number): number => LEFT + (ms / longest) * (WIDTH - LEFT - RIGHT);
  const group = contenders.length * (BAR + 4) + GAP;
  const bars = LATENCIES_MS.flatMap((latencyMs, nth) =>
    contenders.flatMap((contender, index) => {
      const row = rows.find((each) => each.contender === contender && each.latencyMs === latencyMs);
      if (row === undefined) return [];
      const y = TOP + nth * group + index * (BAR + 4);
      const { median, least, most } = row.ms;
      const middle = y + BAR / 2;
      return [
        text(LEFT - 6, y + BAR - 2, index === 0 ? `${latencyMs} ms   ${contender}` : contender, 'end'),
        `<rect x="${LEFT}" y="${y}" width="${round(x(median) - LEFT)}" height="${BAR}" rx="1" fill="${COLORS[index] ?? '#000000'}"/>`,
        `<line x1="${round(x(least))}" y1="${middle}" x2="${round(x(most))}" y2="${middle}" stroke="#1f2328" stroke-width="1.5"/>`,
        text(x(most) + 6, y + BAR - 2, `${(median / 1000).toFixed(2)} s`, 'start'),
      ];
    }),
  );
  const height = TOP + LATENCIES_MS.length * group;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(LEFT, 16, 'the whole process, by the time that is added to each request: median, least to most', 'start'),
    ...bars,
    '</svg>',
    '',
  ].join('\n');
}

function text(x: number, y: number, said: string, anchor: 'start' | 'end'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" ${FONT}>${said}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
