import { builtIn, diagnose, type Diagnosis } from '../../../diagnosis';
import { faults, type Fault } from '../../../local-deployment/faults';
import { storedRun } from './stored';

/** What the run of each fault is diagnosed as, the likeliest cause first; a run that ends before its first scenario has no failures. */
export function diagnosed(): Map<Fault, Diagnosis[]> {
  return new Map(faults.map((fault) => [fault, diagnose(storedRun(fault), builtIn)]));
}
