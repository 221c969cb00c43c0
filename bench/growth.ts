import { join } from 'node:path';
import { rowOf, type Row } from './compare';
import { smoke, smokeWith } from './contenders/smoke';
import type { Contender } from './contenders/contender';
import { measure } from './measure';
import { openingTime } from './report';

export interface Growth {
  /** At 50 ms; `latencyMs` of each row. */
  routes: (Row & { routes: number })[];
  /** At 100 ms. */
  workers: Row[];
  shards: Row[];
  /** How long a browser takes to show the report of the most routes, in milliseconds. */
  reportOpensInMs: number | undefined;
}

const ROUTES = [5, 50, 200, 1000] as const;
const WORKERS = [1, 2, 4, 8] as const;
const SHARDS = [1, 2, 4] as const;
const ROUTES_LATENCY_MS = 50;
const LATENCY_MS = 100;

/** How the smoke suite's time grows with routes, workers, and shards, each of which is a run of its own at the same time. */
export async function grow(repetitions: number, say: (line: string) => void): Promise<Growth> {
  let reportOpensInMs: number | undefined;
  const several = async (
    name: string,
    contenders: readonly Contender[],
    latencyMs: number,
    routes = 0,
  ): Promise<Row> => {
    const measured = [];
    for (let repetition = 1; repetition <= repetitions; repetition += 1) {
      const one = await measure(contenders, {
        ...{ latencyMs, routes },
        async look({ folder }) {
          if (routes === ROUTES.at(-1)) reportOpensInMs = await openingTime(join(folder, 'report'));
        },
      });
      say(`${repetition}/${repetitions}  ${name}: ${(one.ms / 1000).toFixed(2)} s`);
      measured.push(one);
    }
    return rowOf(name, latencyMs, measured);
  };
  const growth: Omit<Growth, 'reportOpensInMs'> = { routes: [], workers: [], shards: [] };
  for (const routes of ROUTES) {
    growth.routes.push({ ...(await several(`${routes} routes`, [smoke], ROUTES_LATENCY_MS, routes)), routes });
  }
  for (const workers of WORKERS) {
    const name = workers === 1 ? '1 worker' : `${workers} workers`;
    growth.workers.push(await several(name, [smokeWith(name, `--workers=${workers}`)], LATENCY_MS));
  }
  for (const shards of SHARDS) {
    const name = shards === 1 ? '1 shard' : `${shards} shards`;
    const each = Array.from({ length: shards }, (_, index) => smokeWith(name, `--shard=${index + 1}/${shards}`));
    growth.shards.push(await several(name, each, LATENCY_MS));
  }
  return { ...growth, reportOpensInMs };
}
