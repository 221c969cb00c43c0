import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { longestChain, type Chain } from './chain';
import type { Told } from './chain-reporter';
import { bruno } from './contenders/bruno';
import type { Contender } from './contenders/contender';
import { newman } from './contenders/newman';
import { bare, floor, script, smoke, smokeWith } from './contenders/smoke';
import { measure, type Measured } from './measure';
import { spreadOf, type Spread } from './statistics';

export const LATENCIES_MS = [0, 50, 100, 250] as const;

/** What one contender took against one deployment. Times are milliseconds. */
export interface Row {
  contender: string;
  latencyMs: number;
  ms: Spread;
  peakMb: number | undefined;
  requests: number;
  mostAtOnce: number;
}

export interface Comparison {
  rows: Row[];
  chain: Chain;
  lacks: { contender: string; lacks: readonly string[] }[];
  names: Record<'smoke' | 'script' | 'empty' | 'bare', string>;
}

/** These tests are about the one profile, and exclude one another. */
const EXCLUSIVE = ['PATCH the profile'];

const reporter = fileURLToPath(new URL('./chain-reporter.ts', import.meta.url));

/** What a run of the smoke suite is made of. */
interface Shape {
  chain: Chain;
  tests: number;
  requests: number;
}

/** By what its tests tell and the deployment saw. */
async function shapeOf(latencyMs: number): Promise<Shape> {
  let shape: Shape | undefined;
  const telling = { ...smokeWith('chain', `--reporter=${reporter}`), variables: { BENCH_CHAIN_FILE: 'chain.json' } };
  await measure([telling], {
    latencyMs,
    look({ folder, seen }) {
      const told = JSON.parse(readFileSync(join(folder, 'chain.json'), 'utf8')) as Told;
      shape = { chain: longestChain(told, seen, EXCLUSIVE), tests: told.tests.length, requests: seen.length };
    },
  });
  if (shape === undefined) throw new Error('the run told nothing');
  return shape;
}

/** Every contender against every deployment, turn about, so many times. */
export async function compare(repetitions: number, say: (line: string) => void): Promise<Comparison> {
  // What is asked while the workers start takes longer here than Playwright takes until it starts them.
  const { chain, tests, requests } = await shapeOf(250);
  const shaped = bare({ tests, requests, chain: chain.length });
  const contenders = [smoke, script, newman, bruno, floor(0), floor(chain.length), shaped];
  for (const contender of contenders) contender.fetch?.();
  const measured = new Map<string, Measured[]>();
  const key = ({ name }: Contender, latencyMs: number): string => `${name} ${latencyMs}`;
  for (let repetition = 1; repetition <= repetitions; repetition += 1) {
    for (const latencyMs of LATENCIES_MS) {
      for (const contender of contenders) {
        const one = await measure([contender], { latencyMs });
        say(`${repetition}/${repetitions}  ${latencyMs} ms  ${contender.name}: ${(one.ms / 1000).toFixed(2)} s`);
        measured.set(key(contender, latencyMs), [...(measured.get(key(contender, latencyMs)) ?? []), one]);
      }
    }
  }
  const rows = contenders.flatMap((contender) =>
    LATENCIES_MS.map((latencyMs) => rowOf(contender.name, latencyMs, measured.get(key(contender, latencyMs)) ?? [])),
  );
  return {
    ...{ rows, chain },
    lacks: contenders.slice(0, 4).map(({ name, lacks }) => ({ contender: name, lacks })),
    names: { smoke: smoke.name, script: script.name, empty: floor(0).name, bare: shaped.name },
  };
}

export function rowOf(contender: string, latencyMs: number, measured: readonly Measured[]): Row {
  const memory = measured.flatMap(({ peakMb }) => (peakMb === undefined ? [] : [peakMb]));
  return {
    ...{ contender, latencyMs },
    ms: spreadOf(measured.map(({ ms }) => ms)),
    peakMb: memory.length === 0 ? undefined : Math.max(...memory),
    requests: Math.max(0, ...measured.map(({ requests }) => requests)),
    mostAtOnce: Math.max(0, ...measured.map(({ mostAtOnce }) => mostAtOnce)),
  };
}
