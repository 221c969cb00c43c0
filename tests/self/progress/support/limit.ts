/** How many at once, and how many come back in a second. */
const BURST = 6;
const REFILL = 5;

/** A token bucket, for all clients. Tells whether one more is admitted. */
export function createLimit(): (nowMs: number) => boolean {
  let bucket = { tokens: BURST, atMs: 0 };
  return (nowMs) => {
    const tokens = Math.min(BURST, bucket.tokens + ((nowMs - bucket.atMs) / 1000) * REFILL);
    bucket = { tokens: tokens >= 1 ? tokens - 1 : tokens, atMs: nowMs };
    return tokens >= 1;
  };
}
