import type { Fault, Weather } from './faults';

/** The defects and conditions that a deployment can be started with. */
export interface Catalogue {
  readonly faults: readonly Fault[];
  readonly weathers: readonly Weather[];
}

/** Loaded by who names something of it: it is a quarter of the deployment's modules. */
export async function catalogueFor(options: {
  readonly fault?: unknown;
  readonly weather?: unknown;
}): Promise<Catalogue> {
  const isNamed = options.fault !== undefined || options.weather !== undefined;
  return isNamed ? import('./faults') : { faults: [], weathers: [] };
}
