import { authorizers, functionLog, routes } from '../commands';
import type { Entry } from '../entry';

const scenarios = ['AC10', 'PR7', 'SE11'] as const;
const answered = /^20/;
/** What admits others does not matter where the own origin is not admitted. */
const admitted = /does not admit/;

/** What a browser needs of the API: preflights, and answers that admit the frontend and nobody else. */
export const cors: readonly Entry[] = [
  {
    id: 'preflight-behind-the-authorizer',
    cause:
      'preflights of {requests} want credentials, which browsers never send with them: the authorizer is the default of all methods, OPTIONS included',
    next: ['take the authorizer off OPTIONS (authorizationType NONE), and deploy the stage'],
    command: authorizers,
    where: { scenarios, request: /^OPTIONS/, status: /^40[13]/, errorType: /^(Unauthorized|AccessDenied|$)/ },
  },
  {
    id: 'preflight-reaches-the-function',
    cause:
      'preflights of {requests} reach the function or framework, which has no OPTIONS: the route takes all methods, or CORS is set up behind the router',
    next: ['route named methods in place of ANY, or put the CORS middleware before the router'],
    command: routes,
    where: { scenarios, request: /^OPTIONS/, status: /^(404|405|5)/ },
  },
  {
    id: 'answers-lack-cors',
    cause:
      'preflights admit the frontend, and the answers that follow do not: the functions, or a cache before them, set no CORS headers',
    next: [
      'set access-control-allow-origin and -credentials on answers as well, and Vary: Origin where something caches',
    ],
    command: functionLog,
    where: { scenarios, request: /^(?!OPTIONS)/, says: admitted, status: /^2/ },
    unseen: { scenarios, request: /^OPTIONS/, says: admitted },
  },
  {
    id: 'wildcard-origin',
    cause: 'any origin is admitted by *, which browsers refuse where credentials go with a request',
    next: ["name the frontend's origin in the settings of CORS (gateway, framework, or the CDN's own headers policy)"],
    where: { scenarios, says: /access-control-allow-origin is \*, which does not admit/ },
  },
  {
    id: 'another-origin-admitted',
    cause: "the frontend's origin is not admitted: the settings of CORS have another environment's, or an old one",
    next: ['compare the allowed origins of the deployment with SMOKE_TEST_ORIGIN'],
    where: { scenarios, request: /^OPTIONS/, status: answered, says: admitted },
  },
  {
    id: 'method-not-allowed-for-browsers',
    cause:
      'preflights of {requests} do not allow {1}: the allowed methods are written by hand, and this one came later',
    next: ["add it to the methods of the path's CORS settings, and deploy the stage"],
    command: routes,
    where: { scenarios, status: answered, says: /allow-methods lacks ([A-Z, ]+)/ },
  },
  {
    id: 'header-not-allowed-for-browsers',
    cause: 'preflights do not allow the header {1}: it is not in the list, and a wildcard does not cover Authorization',
    next: ['name it among the allowed headers (a * is not enough for Authorization, nor with credentials)'],
    where: { scenarios, status: answered, says: /allow-headers lacks ([\w, -]+)/ },
  },
  {
    id: 'no-credentials-for-browsers',
    cause: 'the frontend is admitted without its cookies: access-control-allow-credentials is not true',
    next: ['switch on credentials in the settings of CORS'],
    where: { scenarios, says: /allow-credentials is not true/ },
  },
  {
    id: 'any-origin-reflected',
    cause: 'whatever origin asks is admitted, with credentials: the origin is answered as it came',
    next: ["compare it with the frontend's origins, all of it"],
    where: { scenarios, says: /a page of https:\/\/smoke-test\.example is admitted as well/ },
  },
  {
    id: 'origins-compared-by-their-beginning',
    cause: "an origin is admitted that begins like the frontend's",
    next: ['compare origins as a whole, not by their beginning or by an open pattern'],
    where: { scenarios, says: /a page of \S+\.smoke-test\.example is admitted as well/ },
  },
  {
    id: 'origins-compared-by-their-end',
    cause: "an origin is admitted that ends like the frontend's",
    next: ['compare origins as a whole, not by their end; a part of a domain begins with a dot'],
    where: { scenarios, says: /a page of https?:\/\/smoke-test\.?(?!example)\S+ is admitted as well/ },
  },
  {
    id: 'origin-null-admitted',
    cause: 'pages without an origin (null) are admitted: a sandboxed frame of any site is one',
    next: ['take null out of the allowed origins'],
    where: { scenarios, says: /a page of null is admitted as well/ },
  },
  {
    id: 'stale-origin-admitted',
    cause: 'an origin of development ({1}) is admitted in this environment',
    next: ["take it out of the allowed origins, or out of the contract's stale ones if it is meant"],
    where: { scenarios, says: /a page of (\S+) is admitted as well/ },
  },
];
