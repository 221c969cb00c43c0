import type { FullConfig } from '@playwright/test';
import { suiteNames, type SuiteName } from '../contract';
import type { Needs, RunSettings } from '../fixtures/settings';

/** The suites that a run has, as far as Playwright tells; and what it can't do without. */
export interface Selected {
  suites: SuiteName[];
  needs: Needs;
}

/** Who names suites (`--project`) wants to see them run; in a run of all, what there are no settings for is skipped. */
export function selectedOf({
  filteredProjects,
  projects,
}: Pick<FullConfig, 'filteredProjects' | 'projects'>): Selected {
  const names = filteredProjects.map(({ name }) => name);
  const suites = suiteNames.filter((name) => names.includes(name));
  const chosen = filteredProjects.length < projects.length;
  return {
    suites,
    needs: {
      identities: suites.includes('smoke'),
      signup: chosen && suites.includes('signup'),
      realtime: chosen && suites.includes('realtime'),
      progress: chosen && suites.includes('progress'),
      sessions: chosen && suites.includes('sessions'),
    },
  };
}

/** For suites that need none: no session is opened, and nobody's token judged. */
export function withoutIdentities(run: RunSettings): RunSettings {
  return { ...run, tokens: {}, minting: undefined };
}

const fixtures: Record<SuiteName, () => Promise<unknown>> = {
  smoke: () => import('../fixtures'),
  signup: () => import('../fixtures/signup'),
  realtime: () => import('../fixtures/realtime'),
  progress: () => import('../fixtures/progress'),
  sessions: () => import('../fixtures/sessions'),
};

/** Loads, while answers are waited for, what Playwright loads with the suites' tests when the start-up is over. */
export function preload(suites: readonly SuiteName[]): void {
  // Whatever is wrong with it, Playwright tells.
  for (const suite of suites) fixtures[suite]().catch(() => undefined);
}
