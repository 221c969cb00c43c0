import { functionLog, gatewayLog, variables } from '../commands';
import type { Entry } from '../entry';

const smoke = ['AC1', 'AC5', 'AC6', 'AC7', 'AC9', 'AC11', 'AC12', 'AC13', 'AC14'] as const;

/** The functions behind the gateway: whether they start, end in time, and answer in the promised form. */
export const functions: readonly Entry[] = [
  {
    id: 'function-crashes',
    cause:
      'the function behind {requests} ends before it answers: it crashes at its start (a missing environment variable, an import), runs into its own time limit, or returns what is no proxy result ({ statusCode, body })',
    next: [
      "its log tells which: Runtime.ImportModuleError or an exception, 'Task timed out', or no error at all (then look at what it returns)",
      'compare the names of its variables with what the code reads',
    ],
    command: gatewayLog,
    where: { origin: 'gateway', status: /^502/, errorType: /^InternalServerError/ },
  },
  {
    id: 'function-too-slow',
    cause:
      'the function behind {requests} takes longer than the gateway waits (29 s): it hangs on a connection, as to a table or host that a security group drops',
    next: [
      "look at the last line of its log before the time limit, then at its subnet's routes, endpoints and security groups",
    ],
    command: gatewayLog,
    where: { origin: 'gateway', status: /^504/ },
  },
  {
    id: 'redirect',
    cause: 'the function behind {requests} answers with a redirect, as frameworks do to add or drop a slash at the end',
    next: [
      'have the framework take both forms of the path (strict or trailing slashes), or correct the path in the route registry',
    ],
    where: { origin: 'integration', status: /^3/, scenarios: [...smoke] },
  },
  {
    id: 'probe-not-refused',
    cause: '{requests} succeeds for who lacks the role: the function does not check it',
    next: ["add the role's check to the handler; what the probe may have created is in the report"],
    command: functionLog,
    where: { scenarios: ['AC9'], expected: /^a refusal/, status: /^2/ },
  },
  {
    id: 'errors-without-request-id',
    cause: "the functions' errors have no request id: the handler of errors does not see the gateway's event",
    next: ['take event.requestContext.requestId into the handler of errors, or the library that makes the answers'],
    where: { says: /request_?id is (undefined|""|null)/i, saysNot: /is undefined, not "|message is|from the gateway/ },
  },
  {
    id: 'errors-without-message',
    cause: "the functions' errors have an empty message: the texts are looked up where they were not deployed",
    next: [
      'look where the messages come from (a catalogue, translations), and whether it is in the package of the function',
    ],
    where: {
      says: /message is (undefined|""|null), not a text/,
      saysNot: /is undefined, not "|request_?id is|from the gateway/i,
    },
  },
  {
    id: 'wrong-content-type',
    cause:
      'successful answers are sent as {1}: the handler sets no content type, and something on the way fills in its own',
    next: ['set content-type: application/json in the handler, or in the library that makes its answers'],
    where: {
      origin: 'integration',
      status: /^2/,
      says: /content-type is (\S+?),? not application\/json/,
      scenarios: [...smoke],
      expected: /^2/,
    },
  },
  {
    id: 'function-error',
    cause:
      'the function behind {requests} fails: an error that it does not catch, of its database, its environment or its code',
    next: [
      "read its log at this time: AccessDenied names the missing permission, ResourceNotFound a wrong table's name",
    ],
    command: gatewayLog,
    where: { status: /^5/, origin: 'integration' },
    fallback: true,
  },
  {
    id: 'service-unavailable',
    cause: 'what serves {requests} is not ready: no instance runs, or what it needs at its start is missing',
    next: ['look whether the deployment has ended, then at its health and its log'],
    command: variables,
    where: { status: /^50[34]/ },
    fallback: true,
  },
];
