/** Seconds until a request may come again, or undefined when this one may pass. */
export type RequestLimit = (nowMs: number) => number | undefined;

const windowMs = 10_000;

/** So many requests in any window of ten seconds, as Clerk's Backend API has it; 0 is no limit. */
export function createRequestLimit(requestsPerTenSeconds: number): RequestLimit {
  let windowStartMs = 0;
  let count = 0;
  return (nowMs) => {
    if (requestsPerTenSeconds === 0) return undefined;
    if (nowMs - windowStartMs >= windowMs) {
      windowStartMs = nowMs;
      count = 0;
    }
    count += 1;
    return count > requestsPerTenSeconds ? Math.ceil((windowStartMs + windowMs - nowMs) / 1000) : undefined;
  };
}
