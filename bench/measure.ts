import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contender } from './contenders/contender';
import { deploy, mostAtOnce, moreRoutes, type Seen } from './deployment';
import { run, type Ran } from './process';

export interface Measured {
  ms: number;
  peakMb: number | undefined;
  requests: number;
  mostAtOnce: number;
}

export interface Conditions {
  latencyMs: number;
  /** Beside the API's own. */
  routes?: number;
  /** Called before the folder of the run goes. */
  look?: (found: { folder: string; seen: readonly Seen[] }) => Promise<void> | void;
}

const contract = fileURLToPath(new URL('./contract.ts', import.meta.url));

/** Runs contenders at once against one fresh deployment, from the first one's start to the last one's end. Throws where one finds a fault. */
export async function measure(contenders: readonly Contender[], conditions: Conditions): Promise<Measured> {
  const target = await deploy(conditions.latencyMs, conditions.routes);
  const parent = mkdtempSync(join(tmpdir(), 'api-smoke-bench-'));
  try {
    const began = performance.now();
    const runs = await Promise.all(
      contenders.map((contender, index) => {
        const folder = join(parent, String(index));
        mkdirSync(folder);
        return runIn(folder, contender, target.settings, conditions);
      }),
    );
    const ms = performance.now() - began;
    await conditions.look?.({ folder: join(parent, '0'), seen: target.seen });
    const memory = runs.map(({ peakMb }) => peakMb);
    return {
      ms: runs.length === 1 ? (runs[0]?.ms ?? ms) : ms,
      peakMb: memory.includes(undefined) ? undefined : memory.reduce<number>((sum, mb = 0) => sum + mb, 0),
      requests: target.seen.length,
      mostAtOnce: mostAtOnce(target.seen),
    };
  } finally {
    await target.stop();
    rmSync(parent, { recursive: true, force: true });
  }
}

async function runIn(
  folder: string,
  contender: Contender,
  settings: Readonly<Record<string, string>>,
  { routes = 0 }: Conditions,
): Promise<Ran> {
  writeFileSync(join(folder, 'empty.env'), '');
  const registry = join(folder, 'registry.json.mjs');
  if (routes > 0) {
    writeFileSync(registry, `export const ROUTE_REGISTRY = ${JSON.stringify(moreRoutes(routes))};\n`);
  }
  contender.prepare?.(folder, settings);
  const ran = await run(contender.command(folder), {
    cwd: folder,
    variables: {
      PATH: process.env.PATH,
      SystemRoot: process.env.SystemRoot,
      TEMP: process.env.TEMP,
      SMOKE_ENV_FILE: join(folder, 'empty.env'),
      SMOKE_TEST_CONTRACT: contract,
      PLAYWRIGHT_HTML_OUTPUT_DIR: join(folder, 'report'),
      BENCH_FOLDER: folder,
      ...(routes > 0 ? { SMOKE_TEST_ROUTE_REGISTRY: registry } : {}),
      ...settings,
      ...contender.variables,
    },
  });
  if (ran.exitCode !== 0) throw new Error(`${contender.name} ended with ${ran.exitCode ?? 'a signal'}:\n${ran.output}`);
  return ran;
}
