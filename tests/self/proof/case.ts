import { scenariosOf, suiteNames, type ScenarioId, type SuiteName } from '../../../contract';
import type { Fault, Weather } from '../../../local-deployment';

/** One run of the whole suite: what it runs under, and what has to come of it. */
export interface Case {
  kind: 'fault' | 'weather' | 'fixed';
  name: string;
  /** Those that are run. */
  suites: readonly SuiteName[];
  /** The scenarios that must fail. */
  fails: readonly string[];
  /** The variable that the run must name when it ends before its first scenario. */
  refusedOver?: string | undefined;
  /** What the run must fail over in the end, beside its scenarios. */
  told?: string | undefined;
  repeatEach: number;
  /** Whether a scenario may need its retry, and one must: under a weather that breaks a single request. */
  flaky: boolean;
}

export function casesOf(faults: readonly Fault[], weathers: readonly Weather[]): Case[] {
  return [
    ...faults.map(({ name, group, fails, refusedOver, told }) => ({
      ...{ kind: 'fault' as const, name, suites: [suiteOf(group)], fails, refusedOver, told },
      ...{ repeatEach: 1, flaky: false },
    })),
    ...weathers.map(({ name, flaky, repeatEach = 1 }) => ({
      ...{ kind: 'weather' as const, name, suites: suitesUnder(repeatEach), fails: [], repeatEach },
      flaky: flaky !== undefined,
    })),
  ];
}

/**
 * All; but whoever takes turns at signing in and at one exercise, or at four accounts, as the suites progress and sessions do, takes
 * them one after the other: repeated, nothing else of a weather would be waited for.
 */
function suitesUnder(repeatEach: number): readonly SuiteName[] {
  return repeatEach === 1 ? suiteNames : suiteNames.filter((name) => name !== 'progress' && name !== 'sessions');
}

/**
 * What has to be green again when a defect is gone: the same command without the fault, run after those with one. All faults of
 * a suite have it in common, since a deployment without any is the same for each of them.
 */
export function fixedAfter(cases: readonly Case[]): Case[] {
  const suites = suiteNames.filter((suite) =>
    cases.some(({ kind, suites: own }) => kind === 'fault' && own.includes(suite)),
  );
  return suites.map((suite) => ({
    ...{ kind: 'fixed' as const, name: 'without a fault', suites: [suite], fails: [] },
    ...{ repeatEach: 1, flaky: false },
  }));
}

/** The suite that a group's faults are for; the others need not notice them. */
function suiteOf(group: Fault['group']): SuiteName {
  switch (group) {
    case 'signup':
      return 'signup';
    case 'secret':
    case 'handshake':
    case 'conversation':
      return 'realtime';
    case 'oauth':
    case 'session':
    case 'progress':
    case 'frontend':
      return 'progress';
    case 'sessions':
      return 'sessions';
    default:
      return 'smoke';
  }
}

/** The scenarios of a case's suites. */
export function scenariosIn({ suites }: Case): ScenarioId[] {
  return suites.flatMap(scenariosOf);
}

/** A part that stands for the whole where there is no time for it: of each group the fault that the fewest notice. */
export function sampleOf(faults: readonly Fault[], weathers: readonly Weather[]): Case[] {
  const groups = [...new Set(faults.map(({ group }) => group))];
  const quickest = groups.flatMap((group) => {
    const own = faults.filter((fault) => fault.group === group).sort((a, b) => weightOf(a) - weightOf(b));
    return own.slice(0, 1);
  });
  return casesOf(quickest, weathers.slice(0, 1));
}

/** A fault that ends the run before its first scenario says nothing of any. */
function weightOf({ fails, refusedOver }: Fault): number {
  return refusedOver === undefined ? fails.length : Infinity;
}
