import { deploy, gatewayResponses, invokePermission, routes, stageLimits } from '../commands';
import type { Entry } from '../entry';

const unknownRoute = /^(MissingAuthenticationToken|IncompleteSignature)Exception$/;

/** The gateway: routes and stage, its own answers, its permission to invoke functions. */
export const gateway: readonly Entry[] = [
  {
    id: 'route-not-deployed',
    cause:
      'the gateway knows no {requests} at this stage: the route was not deployed, or the stage not deployed again after it was added',
    next: [
      'look whether the method is declared; if it is, deploy the stage, and look why the pipeline did not',
      'or SMOKE_TEST_API_URL names another stage or base path',
    ],
    command: deploy,
    where: { errorType: unknownRoute },
    seen: { errorType: unknownRoute, request: /^(?!OPTIONS)/ },
  },
  {
    id: 'preflight-not-deployed',
    cause: 'the gateway knows no {requests}: CORS was not switched on for this path, or the stage not deployed since',
    next: ['add the preflight to the path (for all paths, by the default of the framework), and deploy the stage'],
    command: routes,
    where: { errorType: unknownRoute, request: /^OPTIONS/ },
    passed: ['AC9'],
  },
  {
    id: 'gateway-responses-not-declared',
    cause:
      "the gateway's own errors have its default bodies: the gateway responses are not declared for this API, or not deployed",
    next: ['declare UNAUTHORIZED, ACCESS_DENIED and DEFAULT_4XX/5XX with status and template, and deploy the stage'],
    command: gatewayResponses,
    where: {
      origin: 'gateway',
      status: /^4/,
      code: /^$/,
      says: /is undefined, not "/,
      scenarios: ['AC2', 'AC3', 'AC4', 'AC7', 'AC8'],
    },
  },
  {
    id: 'gateway-response-without-request-id',
    cause: "the template of the gateway's own errors has no request id",
    next: ['add "$context.requestId" to the template of each gateway response, and deploy the stage'],
    command: gatewayResponses,
    where: { origin: 'gateway', says: /request_?id is (undefined|""|null)/i, saysNot: /is undefined, not "/ },
  },
  {
    id: 'gateway-response-is-no-json',
    cause:
      "the template of the gateway's own errors makes no JSON: a text without quotes, as $context.error.message prints it",
    next: ['use $context.error.messageString, which has its quotes, and deploy the stage'],
    command: gatewayResponses,
    where: { origin: 'gateway', status: /^4/, says: /the body is no JSON/ },
  },
  {
    id: 'codes-flattened',
    cause:
      "the gateway answers every refused credential with one code: the template of ACCESS_DENIED has it written out, in place of the authorizer's",
    next: [
      'print $context.authorizer.<key> in the template of ACCESS_DENIED, and have the authorizer set it',
      'or, where one code is meant, set errors.expiredToken, revokedKey and unknownKey in the contract',
    ],
    command: gatewayResponses,
    where: {
      origin: 'gateway',
      errorType: /^AccessDenied/,
      status: /^401/,
      scenarios: ['AC4', 'AC7', 'AC8'],
      code: /^(UNAUTHORIZED|FORBIDDEN|ACCESS_DENIED)$/,
    },
    passed: ['AC1'],
  },
  {
    id: 'denied-with-the-default-status',
    cause:
      'a refused credential gets 403, which ACCESS_DENIED has by default: its gateway response sets a body and no status',
    next: ['set the status of the gateway response ACCESS_DENIED to 401, and deploy the stage'],
    command: gatewayResponses,
    where: { origin: 'gateway', errorType: /^AccessDenied/, status: /^403/, scenarios: ['AC4', 'AC7', 'AC8'] },
    passed: ['AC1'],
  },
  {
    id: 'gateway-throttles',
    cause: "the gateway throttles: the stage's or the account's rate, or a usage plan's quota is used up",
    next: ["look at the stage's throttling, the usage plan's quota, and at who else uses the API at this time"],
    command: stageLimits,
    where: { origin: 'gateway', status: /^429/ },
  },
  {
    id: 'forbidden-by-the-gateway',
    cause: 'a firewall rule (WAF), a missing usage-plan key or a wrong stage forbids {requests}',
    next: ["look at the web ACL of the stage and its sampled requests, and at SMOKE_TEST_API_URL's stage"],
    command: stageLimits,
    where: { errorType: /^Forbidden/ },
  },
  {
    id: 'function-not-invocable',
    cause:
      'the gateway may not invoke the function behind {requests}: its permission names another function, method or API',
    next: [
      "compare the source ARN of the function's permission with the API's id, stage, method and path",
      'grant it for all methods of the path (…/*/*/path), not for the one that it had at first',
    ],
    command: invokePermission,
    where: { origin: 'gateway', errorType: /^InternalServerError/, status: /^500/ },
  },
  {
    id: 'function-fails-behind-an-http-api',
    cause:
      'the function behind {requests} crashes (at its start: a missing environment variable), or the gateway may not invoke it for this method',
    next: [
      "look at the function's log: a line at this time means that it crashed, none that it was never invoked",
      "then at its environment, or at the source ARN of its permission (it names the route's method)",
    ],
    command: invokePermission,
    where: { origin: 'gateway', errorType: /^$/, status: /^50[023]/ },
  },
];
