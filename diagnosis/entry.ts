import type { ScenarioId } from '../contract';
import type { Place } from './place';

/** What a finding has to be like; what is left out may be anything. */
export interface Where {
  scenarios?: readonly ScenarioId[] | undefined;
  /** The test's title. */
  test?: RegExp | undefined;
  /** `PATCH /users/me`. */
  request?: RegExp | undefined;
  identity?: RegExp | undefined;
  expected?: RegExp | undefined;
  got?: RegExp | undefined;
  /** `/^5/` is any of 500 to 599. */
  status?: RegExp | undefined;
  code?: RegExp | undefined;
  origin?: 'gateway' | 'integration' | 'before the gateway' | undefined;
  errorType?: RegExp | undefined;
  /** Anywhere in the message; its first group is `{1}` in the cause. */
  says?: RegExp | undefined;
  /** Nowhere in the message. */
  saysNot?: RegExp | undefined;
}

/** A line of the table: what a run looks like, the cause that it is likely to have, and what to do next. */
export interface Entry {
  /** Stable; the text may change. */
  id: string;
  /** `{requests}` are those that the cause explains, `{tests}` their tests' titles, `{1}` what `says` has found. */
  cause: string;
  next: readonly string[];
  /** What can be asked of AWS, for where the answer came from it. */
  command?: ((place: Place) => string) | undefined;
  where: Where;
  /** What some other failure of the run is like. */
  seen?: Where | undefined;
  /** What no failure of the run is like. */
  unseen?: Where | undefined;
  /** Scenarios that all have failed, too. */
  failed?: readonly ScenarioId[] | undefined;
  /** Scenarios that all have passed. */
  passed?: readonly ScenarioId[] | undefined;
  /** The contract's own: asked before the built-in ones. */
  own?: true | undefined;
  /** Asked only about what nothing else explains. */
  fallback?: true | undefined;
}
