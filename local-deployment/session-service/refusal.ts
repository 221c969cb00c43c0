import type { z } from 'zod';

/** What a request is answered that is not carried out. */
export class Refusal extends Error {
  constructor(
    readonly status: 401 | 403 | 404 | 409 | 422,
    readonly detail: string | readonly Invalid[],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(typeof detail === 'string' ? detail : 'The request is not valid');
  }
}

/** What is wrong about a field, in the shape that FastAPI gives it. */
export interface Invalid {
  /** `['body', 'title']` */
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

/** How refusals are made that many requests have in common. */
export interface Refusals {
  /** With the challenge of RFC 9110 §11.6.1. */
  unauthorized: (detail: string) => Refusal;
  /** Of a sign-in; it doesn't tell a wrong password from an unknown name. */
  wrongCredentials: (user: 'known' | 'unknown') => Refusal;
  forbidden: () => Refusal;
  /** The input is there for those who would show it. */
  invalid: (issues: readonly z.core.$ZodIssue[], input: unknown) => Refusal;
}

const challenge = { 'WWW-Authenticate': 'Bearer' };

export function createRefusals(): Refusals {
  return {
    unauthorized: (detail) => new Refusal(401, detail, challenge),
    wrongCredentials: () => new Refusal(401, 'Incorrect username or password', challenge),
    forbidden: () => new Refusal(403, 'Not enough permissions'),
    invalid: (issues) => new Refusal(422, issues.map(invalid)),
  };
}

/** Without the value, which may be a secret. */
function invalid({ path, message, code }: z.core.$ZodIssue): Invalid {
  const at = path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  return { loc: ['body', ...at], msg: message, type: code };
}
