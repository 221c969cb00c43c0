import { gatewayLog } from '../commands';
import type { Entry } from '../entry';

/** What any route may answer otherwise than promised. */
export const answers: readonly Entry[] = [
  {
    id: 'another-status-of-success',
    cause:
      '{requests} succeeds with {statuses}, which is not the promised status: the default of the framework, or of a wrapper around the handler',
    next: ['set the status in the handler; or correct it in the contract, where clients are fine with it'],
    where: { status: /^2/, says: /status is 2\d\d, not 2\d\d|answers have another status/, expected: /^2/ },
  },
  {
    id: 'gateway-error',
    cause: 'the gateway itself refuses {requests}',
    next: ['look at its execution log for this request, and at the type of error in x-amzn-errortype'],
    command: gatewayLog,
    where: { origin: 'gateway' },
    fallback: true,
  },
  {
    id: 'accepted-and-not-refused',
    cause:
      '{requests} is answered with {statuses} where a refusal was promised: the check is missing, switched off, or comes too late',
    next: [
      'look at the guard of the route, and at what it does where it finds nothing',
      "the test's title says what should be refused",
    ],
    where: { status: /^2/, expected: /^[45]\d\d|refusal/ },
    fallback: true,
  },
  {
    id: 'refused-and-not-accepted',
    cause:
      '{requests} refuses a credential that should do: the secret or issuer that it is verified with, the table that it is looked up in, or the roles and scopes that are asked for',
    next: [
      'run the whole suite: which other scenarios fail tells more',
      'look at the log of what refuses, for its reason',
    ],
    where: { status: /^40[13]/, expected: /^(?!4)/ },
    fallback: true,
  },
  {
    id: 'not-found',
    cause: 'there is no {requests}: the route is not deployed, has another path, or what it looks for is not stored',
    next: [
      "compare the path with the deployment's routes (and with the contract); then look whether the write before it was stored",
    ],
    where: { status: /^40[45]/, expected: /^(?!40[45])/ },
    fallback: true,
  },
  {
    id: 'refused-with-another-status',
    cause: '{requests} refuses with {statuses}, or another code, where another refusal was promised',
    next: ['compare the answer in the report with the errors in the contract; correct the handler, or the contract'],
    where: { status: /^4/, expected: /^[45]\d\d/ },
    fallback: true,
  },
  {
    id: 'answer-of-another-form',
    cause: 'the answer of {requests} is not what the contract promises',
    next: ["compare the answer in the report with the contract: a field's name, its type, or what it should be"],
    where: { status: /^[23]/ },
    fallback: true,
  },
];
