import type { Comparison } from './compare';
import type { Growth } from './growth';

/** What a figure is to be at most. Both have the unit that `unit` names. */
export interface Bound {
  what: string;
  figure: number | undefined;
  most: number;
  unit: string;
  /** What it would be with bare Playwright: as many tests and requests, and nothing judged. */
  bare?: number;
}

export function boundsOf({ rows, chain, names }: Comparison, growth: Growth, startMs: number): Bound[] {
  const seconds = (name: keyof typeof names, latencyMs: number): number =>
    (rows.find((row) => row.contender === names[name] && row.latencyMs === latencyMs)?.ms.median ?? Number.NaN) / 1000;
  const most = growth.routes.at(-1);
  const chainSeconds = (chain.length * 100) / 1000;
  const own = 'api-smoke';
  const overChain = (name: keyof typeof names): number => (seconds(name, 100) - seconds('empty', 100)) / chainSeconds;
  const overEmpty = (name: keyof typeof names): number => seconds(name, 0) - seconds('empty', 0);
  return [
    {
      what: `${own} at 100 ms, of the sequential script's time`,
      figure: seconds('smoke', 100) / seconds('script', 100),
      ...{ most: 0.6, unit: '×', bare: seconds('bare', 100) / seconds('script', 100) },
    },
    {
      what: `${own} at 100 ms without an empty run's time, of the longest chain's (${chain.length} × 100 ms)`,
      figure: overChain('smoke'),
      ...{ most: 1.5, unit: '×', bare: overChain('bare') },
    },
    {
      what: `${own} at 0 ms over an empty run`,
      figure: overEmpty('smoke'),
      ...{ most: 0.5, unit: 's', bare: overEmpty('bare') },
    },
    {
      what: `${most?.routes ?? 0} routes at 50 ms, with the rest of the suite`,
      figure: (most?.ms.median ?? Number.NaN) / 1000,
      ...{ most: 40, unit: 's' },
    },
    { what: 'memory with them', figure: most?.peakMb, most: 700, unit: 'MB' },
    {
      what: 'their report opens in a browser',
      figure: growth.reportOpensInMs === undefined ? undefined : growth.reportOpensInMs / 1000,
      ...{ most: 3, unit: 's' },
    },
    { what: 'start of the embedded deployment', figure: startMs / 1000, most: 0.5, unit: 's' },
  ];
}

export function isMet({ figure, most }: Bound): boolean {
  return figure !== undefined && figure <= most;
}
