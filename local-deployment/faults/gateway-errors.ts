import type { DeploymentTemplate } from '../template/types';
import { inGroup } from './fault';

/** The refusals of a bad credential: all that the gateway itself answers. */
const refusals = ['AC2', 'AC3', 'AC4', 'AC7', 'AC8'];

export const gatewayWiringFaults = inGroup('wiring', [
  {
    name: 'gateway-responses-not-customised',
    defect: "The gateway's own errors have its default statuses and bodies.",
    cause: 'Gateway responses are resources of their own, and the new stack does not declare them.',
    fails: refusals,
    mutate: (template) => {
      template.gatewayResponses = {};
    },
  },
]);

export const gatewayErrorFaults = inGroup('errors', [
  {
    name: 'codes-flattened-by-the-gateway',
    defect: 'The gateway answers every refused credential with the one code UNAUTHORIZED.',
    cause: "The template of its response has the code written out in place of the authorizer's.",
    fails: ['AC4', 'AC7', 'AC8'],
    mutate: (template) => {
      rewrite(template, (body) => body.replace('$context.authorizer.code', 'UNAUTHORIZED'));
    },
  },
  {
    name: 'denied-with-the-default-status',
    defect: 'A refused credential is answered with 403 where 401 was promised.',
    cause: 'The body of the gateway response was customised, and its status left as it is by default.',
    fails: ['AC4', 'AC7', 'AC8'],
    mutate: ({ gatewayResponses }) => {
      delete gatewayResponses.ACCESS_DENIED?.status;
    },
  },
  {
    name: 'gateway-errors-without-request-id',
    defect: "The gateway's own errors have no requestId.",
    cause: 'The template was written by hand for each response, and this part left out.',
    fails: refusals,
    mutate: (template) => {
      rewrite(template, (body) => body.replace(',"requestId":"$context.requestId"', ''));
    },
  },
  {
    name: 'gateway-errors-are-no-json',
    defect: "The bodies of the gateway's own errors are no JSON.",
    cause: 'The template prints the message without quotes: there is one variable with and one without.',
    fails: refusals,
    mutate: (template) => {
      rewrite(template, (body) => body.replace('$context.error.messageString', '$context.error.message'));
    },
  },
]);

/** Changes the body of every customised gateway response. */
function rewrite({ gatewayResponses }: DeploymentTemplate, change: (body: string) => string): void {
  for (const response of Object.values(gatewayResponses)) {
    if (response.body !== undefined) response.body = change(response.body);
  }
}
