import type { DeploymentOptions } from '../options';
import type { DeploymentTemplate } from '../template/types';
import { changeRetryAfter } from './limits';
import { unavailable } from '../gateway/edge';
import { progressWeathers } from './progress-weather';
import { realtimeWeathers } from './realtime-weather';
import { sessionWeathers } from './sessions-weather';

/** A condition as real deployments have it, under which every scenario must stay green. */
export interface Weather {
  /** In kebab-case. */
  name: string;
  /** One sentence. */
  condition: string;
  /** Holds where the user gives nothing else. */
  options?: Partial<DeploymentOptions>;
  mutate?(template: DeploymentTemplate): void;
  /** How often a run repeats each scenario, where a single time is too short for it. */
  repeatEach?: number;
  /** The scenarios that pass on a retry only, and are reported as flaky; 'one': exactly one, whichever it strikes. */
  flaky?: readonly string[] | 'one';
}

/** The first one is for the sample of the proof: it is a quick one. */
export const weathers: readonly Weather[] = [
  {
    name: 'many-keys',
    condition: 'The user has 40 other API keys, listed in pages of 20, oldest first.',
    options: { otherKeys: 40, pageSize: 20 },
  },
  {
    name: 'slow-network',
    condition: 'Every request takes 300 ms longer.',
    options: { latencyMs: 300 },
  },
  {
    name: 'key-list-behind',
    condition: 'The list of API keys is two seconds behind.',
    options: { indexLagMs: 2_000 },
  },
  {
    name: 'key-look-up-behind',
    condition: 'The index in which the authorizer looks up API keys is half a second behind.',
    options: { keyLookupLagMs: 500 },
  },
  {
    name: 'enveloped',
    condition: 'Success bodies are wrapped in { data }.',
    options: { envelope: true },
  },
  {
    name: 'bare',
    condition: 'Success bodies are not wrapped.',
    options: { envelope: false },
  },
  {
    name: 'typed-no-content',
    condition: 'A 204 has a JSON content type, and no body.',
    mutate: (template) => {
      template.defaultContentType = 'application/json';
    },
  },
  {
    name: 'lower-case-headers',
    condition: 'The names of all response headers are in lower case, as HTTP/2 has them.',
    mutate: ({ edge }) => {
      edge.headerName = (name) => name.toLowerCase();
    },
  },
  {
    name: 'connections-closed',
    condition: 'The server closes each connection after its response, without announcing it.',
    mutate: ({ edge }) => {
      edge.closesConnections = true;
    },
  },
  {
    name: 'cold-start',
    condition: "Each function's first request takes three seconds longer.",
    options: { coldStartMs: 3_000 },
  },
  {
    name: 'authorizer-cache',
    condition: "The gateway reuses the authorizer's results for 300 seconds.",
    options: { authorizerCacheSeconds: 300 },
  },
  {
    name: 'any-origin',
    condition: 'Preflights admit any origin.',
    options: { corsOrigin: '*' },
  },
  {
    name: 'retry-after-as-a-date',
    condition: 'Retry-After is an HTTP date.',
    mutate: (template) => {
      changeRetryAfter(template, (seconds) => new Date(Date.now() + seconds * 1000).toUTCString());
    },
  },
  {
    name: 'tokens-that-die',
    condition: 'Tokens live for 30 seconds, and the run takes longer.',
    options: { tokenLifetimeSeconds: 30, latencyMs: 200 },
    repeatEach: 20,
  },
  {
    name: 'no-expired-token',
    condition: 'No expired token is at hand, and the run waits until a fresh one has expired.',
    mutate: ({ settings }) => {
      settings['SMOKE_TEST_EXPIRED_JWT'] = '';
      settings['SMOKE_TEST_EXPIRY_WAIT_SECONDS'] = '45';
    },
  },
  {
    name: 'users-signed-in',
    condition: 'Each user has an active session already.',
    options: { signedIn: true },
  },
  {
    name: 'no-session-creation',
    condition: "The issuer's Backend API creates no sessions, as in production instances.",
    options: { sessionCreation: false },
  },
  {
    name: 'issuer-limits-requests',
    condition: 'The issuer answers five requests in ten seconds, and the others with 429.',
    options: { issuerRequestsPerTenSeconds: 5 },
  },
  {
    name: 'one-unavailable',
    condition: 'One single request for the profile is answered with 503.',
    flaky: 'one',
    mutate: ({ edge }) => {
      let pending = true;
      edge.intercept = ({ method, url, anonymous }) => {
        if (!pending || anonymous || method !== 'GET' || !url.endsWith('/users/me')) return undefined;
        pending = false;
        return unavailable;
      };
    },
  },
  ...realtimeWeathers,
  ...progressWeathers,
  ...sessionWeathers,
];
