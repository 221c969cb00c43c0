import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that has ended, with those that it had started. */
export interface Ran {
  exitCode: number | null;
  ms: number;
  /** The most that they had in memory at once, in MB, shared pages once; undefined where the system doesn't tell (Linux does). */
  peakMb: number | undefined;
  output: string;
}

const SAMPLE_MS = 250;

/** Runs a program from its start to its end, and measures. */
export function run(
  [program, ...parameters]: readonly [string, ...string[]],
  { cwd, variables }: { cwd: string; variables: Readonly<Record<string, string | undefined>> },
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(program, parameters, { cwd, env: variables, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    let peakMb: number | undefined;
    const sampling = setInterval(() => {
      const mb = memoryOf(child.pid ?? 0);
      if (mb !== undefined) peakMb = Math.max(peakMb ?? 0, mb);
    }, SAMPLE_MS);
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearInterval(sampling);
      resolve({ exitCode, ms: performance.now() - began, peakMb, output });
    });
  });
}

/** Of a process and all below it: proportional set size, so that what they share counts once. */
function memoryOf(pid: number): number | undefined {
  try {
    const kilobytes = Number(/^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    return kilobytes / 1024 + children.reduce((sum, child) => sum + (memoryOf(Number(child)) ?? 0), 0);
  } catch {
    return undefined;
  }
}
