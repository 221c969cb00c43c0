import { readFileSync, writeFileSync } from 'node:fs';
import type { Diagnosis } from '../../../diagnosis';
import type { Fault } from '../../../local-deployment';
import { keyOf } from './score';

const path = new URL('./golden.txt', import.meta.url);

/** A line for each fault: the causes that its run is diagnosed with, the likeliest one first. */
export function goldenOf(all: ReadonlyMap<Fault, readonly Diagnosis[]>): string {
  return [...all].map(([{ name }, found]) => `${name}: ${found.map(keyOf).join(' | ')}\n`).join('');
}

export function readGolden(): string {
  return readFileSync(path, 'utf8');
}

/** The likeliest cause of each fault's run, as it is stored. */
export function goldenFirst(fault: string): string | undefined {
  const line = readGolden()
    .split('\n')
    .find((one) => one.startsWith(`${fault}: `));
  return line?.slice(fault.length + 2).split(' | ')[0];
}

export function writeGolden(text: string): void {
  writeFileSync(path, text);
}
