import type { Contract, SuiteName } from '../contract';
import { reach, type Door, type Reached } from '../fixtures/client/reach';
import { progressVariables, sessionsVariables, type RunSettings } from '../fixtures/settings';
import type { TearDown } from './tear-down';

/** The first request of a run, under way. */
export interface Reaching {
  url: string;
  reached: Promise<Reached>;
  /** Ends the wait for a deployment that is yet to come. */
  stop: AbortController;
}

/** Asks whether somebody is there, while all the rest is loaded and asked. */
export function startReaching(run: RunSettings, suites: readonly SuiteName[], tearDown: TearDown): Reaching {
  const { url, door } = doorOf(run, suites);
  const stop = new AbortController();
  const reached = reach(url, run.contract, run.waitSeconds, stop.signal, door);
  // Nobody waits for it any more where the start ends over something else.
  tearDown.add(() => {
    stop.abort();
    return Promise.resolve();
  });
  // Whoever waits for it is told.
  reached.catch(() => undefined);
  return { url, reached, stop };
}

/** Where it is asked whether somebody is there: by suites that need no profile, at a route of theirs. */
function doorOf(
  { apiUrl, realtime, progress, sessions, contract }: RunSettings,
  suites: readonly SuiteName[],
): { url: string; door?: Door } {
  const at = (
    url: string | undefined,
    variable: string,
    { gateway, path }: { gateway: Contract['gateway']; path: string },
  ): { url: string; door: Door } => {
    const door = { path, expected: undefined, gateway };
    return url === undefined ? { url: apiUrl, door } : { url, door: { ...door, variable } };
  };
  if (suites.includes('smoke')) return { url: apiUrl };
  if (suites.includes('signup'))
    return { url: apiUrl, door: { path: contract.signup.begin.path, expected: undefined } };
  if (suites.includes('realtime')) {
    const { gateway, health } = contract.realtime;
    return at(realtime.url, 'SMOKE_REALTIME_URL', { gateway, path: health.path });
  }
  if (suites.includes('progress')) {
    const { gateway, exercises } = contract.progress;
    return at(progress.url, progressVariables.url, { gateway, path: exercises.path });
  }
  const { gateway, health } = contract.sessions;
  return at(sessions.url, sessionsVariables.url, { gateway, path: health.path });
}
