export type Grant = { readonly granted: true } | { readonly granted: false; readonly retryAfterSeconds: number };
