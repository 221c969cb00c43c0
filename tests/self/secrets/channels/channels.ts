/** The ways by which a secret could get out of a run. */
export const channels = [
  'request header',
  'own header',
  'cookie',
  'set-cookie',
  'query',
  'request body',
  'response body',
  'refused connection',
  'time-out',
  'hang-up',
  'failed matcher',
  'thrown error',
  'console.log',
  'attachment',
  'annotation',
  'step title',
  'redirect chain',
  'uncaught exception',
] as const;

export type Channel = (typeof channels)[number];

/** A secret for each channel. */
export type Canaries = Record<Channel, string>;

/** What the run is told by its environment. */
export const CANARIES_VARIABLE = 'API_SMOKE_CANARIES';
export const MECHANISM_VARIABLE = 'API_SMOKE_MECHANISM';
export const NET_VARIABLE = 'API_SMOKE_NET';
export const REFUSING_VARIABLE = 'API_SMOKE_REFUSING';
