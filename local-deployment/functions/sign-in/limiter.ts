import type { Environment } from '../../lambda/runtime';
import { requiredNumber } from '../shared/environment';
import type { Grant } from '../shared/grant';

export interface Limiter {
  take(client: string, nowMs: number): Grant;
}

/** A token bucket for each client, in the memory of this instance of the function. */
export function createLimiter(environment: Environment): Limiter {
  const burst = requiredNumber(environment, 'SIGN_IN_BURST');
  const perSecond = requiredNumber(environment, 'SIGN_IN_REFILL_PER_SECOND');
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return {
    take(client, nowMs) {
      const { tokens, atMs } = buckets.get(client) ?? { tokens: burst, atMs: nowMs };
      const available = Math.min(burst, tokens + ((nowMs - atMs) * perSecond) / 1000);
      const granted = available >= 1;
      buckets.set(client, { tokens: granted ? available - 1 : available, atMs: nowMs });
      return granted
        ? { granted }
        : { granted, retryAfterSeconds: Math.max(1, Math.ceil((1 - available) / perSecond)) };
    },
  };
}
