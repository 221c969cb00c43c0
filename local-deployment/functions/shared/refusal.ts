export type RefusalCode =
  | 'CREDENTIAL_EXISTS'
  | 'CSRF'
  | 'EXPIRED_TOKEN'
  | 'FORBIDDEN'
  | 'INTERNAL_ERROR'
  | 'INVALID_CREDENTIALS'
  | 'INVALID_OR_EXPIRED'
  | 'JWT_NOT_CONFIGURED'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'SCOPE_INSUFFICIENT'
  | 'SESSION_NOT_FOUND'
  | 'UNAUTHORIZED'
  | 'VALIDATION_ERROR'
  | 'VERIFICATION_FAILED';

/** What a function answers when it does not do what was asked. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: RefusalCode,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export function rateLimited(retryAfterSeconds: number, message: string): Refusal {
  return new Refusal(429, 'RATE_LIMITED', message, { 'Retry-After': String(retryAfterSeconds) });
}
