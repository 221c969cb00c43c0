import type { Part } from '../functions/shared/api-function';

export interface RealtimeUser {
  id: string;
  email: string;
  password: string;
}

/** What the service asks beside its environment. */
export interface Backends {
  readonly store: { readonly secret: string | undefined };
  readonly users: readonly RealtimeUser[];
}

export type RealtimePart<T> = Part<T, Backends>;
