/** A JWT with these claims, whose signature nobody checks. Times are seconds since the epoch. */
export function tokenOf(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT', kid: 'test' })}.${part(claims)}.c2lnbmF0dXJl`;
}

/** Seconds since the epoch, so many seconds from a moment (negative: before it). */
export function secondsFrom(now: Date, seconds: number): number {
  return Math.floor(now.getTime() / 1000) + seconds;
}
