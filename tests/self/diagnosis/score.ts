import { builtIn, diagnose, SAID, type Diagnosis } from '../../../diagnosis';
import type { Fault } from '../../../local-deployment';
import { diagnosed } from './first';
import { namesIt, namesItAmongOthers } from './expected';
import { storedRun } from './stored';

/** How often the likeliest cause is right. */
export interface Score {
  faults: number;
  /** It is the fault's. */
  named: number;
  /** It names the fault's among others that look the same. */
  namedAmongOthers: number;
  wrong: string[];
  /** A scenario failed, and nothing is known. */
  none: string[];
  /** No scenario fails: the run itself says in one line what is wrong, before its first scenario or in the end. */
  toldByTheRun: string[];
}

/** By which a diagnosis is judged: what scenarios say themselves has one id for all causes. */
export function keyOf({ id, cause }: Diagnosis): string {
  return id === SAID ? `${SAID}: ${cause}` : id;
}

export function isRight(diagnosis: Diagnosis, { name }: Fault): boolean {
  const key = keyOf(diagnosis);
  return [namesIt, namesItAmongOthers].some((right) => right[key]?.includes(name));
}

export function scoreOf(all: ReadonlyMap<Fault, readonly Diagnosis[]> = diagnosed()): Score {
  const score: Score = { faults: all.size, named: 0, namedAmongOthers: 0, wrong: [], none: [], toldByTheRun: [] };
  for (const [fault, [first]] of all) {
    if (fault.refusedOver !== undefined || fault.told !== undefined) score.toldByTheRun.push(fault.name);
    else if (first === undefined) score.none.push(fault.name);
    else if (!isRight(first, fault)) score.wrong.push(fault.name);
    else if (namesIt[keyOf(first)]?.includes(fault.name)) score.named += 1;
    else score.namedAmongOthers += 1;
  }
  return score;
}

/** How it goes where a scenario is run alone, as in a retry, so that nobody knows what else fails or passes. */
export interface AloneScore {
  /** Failed scenarios, over all faults. */
  failed: number;
  right: number;
  /** What is asked about the rest only: true, and less than could be known. */
  general: number;
  other: number;
  none: number;
}

export function aloneScore(all: ReadonlyMap<Fault, readonly Diagnosis[]> = diagnosed()): AloneScore {
  const score: AloneScore = { failed: 0, right: 0, general: 0, other: 0, none: 0 };
  for (const fault of all.keys()) {
    for (const row of storedRun(fault).filter(({ verdict }) => verdict === 'FAIL')) {
      const [first] = diagnose([row], builtIn);
      score.failed += 1;
      score[first === undefined ? 'none' : kindOf(first, fault)] += 1;
    }
  }
  return score;
}

function kindOf(first: Diagnosis, fault: Fault): 'right' | 'general' | 'other' {
  if (isRight(first, fault)) return 'right';
  return builtIn.some(({ id, fallback }) => id === first.id && fallback) ? 'general' : 'other';
}
