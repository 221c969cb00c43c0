import type { DeploymentTemplate } from '../template/types';

export type FaultGroup =
  | 'issuer'
  | 'wiring'
  | 'permissions'
  | 'tokens'
  | 'keys'
  | 'profile'
  | 'cors'
  | 'limits'
  | 'errors'
  | 'signup'
  | 'secret'
  | 'handshake'
  | 'conversation'
  | 'oauth'
  | 'session'
  | 'progress'
  | 'frontend'
  | 'sessions';

/** A defect as deployments have it, put where it really comes about. */
export interface Fault {
  /** In kebab-case. */
  name: string;
  group: FaultGroup;
  /** What is wrong: one sentence. */
  defect: string;
  /** How it comes about in real deployments: one sentence. */
  cause: string;
  /** The scenarios that must fail, in order; all others must pass. */
  fails: readonly string[];
  /** The variable that the run must name when it ends before its first scenario, because nothing could pass. */
  refusedOver?: string;
  /** What the run must say in the end, and fail over, where no scenario does. */
  told?: string;
  mutate(template: DeploymentTemplate): void;
}

export function inGroup(group: FaultGroup, faults: readonly Omit<Fault, 'group'>[]): readonly Fault[] {
  return faults.map((fault) => ({ group, ...fault }));
}
