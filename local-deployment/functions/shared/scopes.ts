import type { Environment } from '../../lambda/runtime';
import { required } from './environment';
import type { Principal } from './principal';
import { Refusal } from './refusal';

export interface ScopePolicy {
  readonly known: readonly string[];
  /** A JWT has every scope; an API key has those that it was created with. */
  requireFull(principal: Principal): void;
}

export function createScopePolicy(environment: Environment): ScopePolicy {
  const full = required(environment, 'FULL_SCOPE');
  const capture = required(environment, 'CAPTURE_SCOPE');
  return {
    known: [full, capture],
    requireFull(principal) {
      if (principal.credential === 'jwt' || principal.scopes.includes(full)) return;
      throw new Refusal(403, 'SCOPE_INSUFFICIENT', `This operation needs an API key with the scope ${full}`);
    },
  };
}
