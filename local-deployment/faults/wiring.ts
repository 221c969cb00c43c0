import { preflightOf, routeOf } from '../template/find';
import { inGroup } from './fault';

const credentialed = ['AC1', 'AC2', 'AC4', 'AC5', 'AC6', 'AC7', 'AC8', 'AC9', 'AC11', 'AC12', 'AC13', 'AC14'];
const withProfile = ['AC1', 'AC5', 'AC6', 'AC9', 'AC11', 'AC12', 'AC14'];

export const wiringFaults = inGroup('wiring', [
  {
    name: 'authorizer-not-invocable',
    defect: 'The gateway may not invoke the authorizer.',
    cause:
      'The authorizer was declared by hand, and nobody added the permission that the framework adds for functions.',
    fails: credentialed,
    mutate: ({ authorizer }) => {
      authorizer.function.invocableFrom = [];
    },
  },
  {
    name: 'authorizer-permission-for-a-former-one',
    defect: 'The permission to invoke the authorizer names the source ARN of another authorizer.',
    cause: 'The authorizer was replaced and got a new id, while its permission still spells out the old one.',
    fails: credentialed,
    mutate: ({ authorizer }) => {
      authorizer.id = 'recreated';
    },
  },
  {
    name: 'authorizer-variable-missing',
    defect: 'The authorizer crashes at its start.',
    cause: 'A variable that it reads while it is imported was added to the code and not to its environment.',
    fails: credentialed,
    mutate: ({ authorizer }) => {
      delete authorizer.function.environment['CLERK_SECRET_KEY'];
    },
  },
  {
    name: 'authorizer-of-an-http-api',
    defect: 'The authorizer answers in a format that the gateway does not understand.',
    cause: 'It was written for an HTTP API, whose simple answer a REST API takes for a mistake.',
    fails: credentialed,
    mutate: ({ authorizer }) => {
      authorizer.function.code = () => () => Promise.resolve({ isAuthorized: true, context: {} });
    },
  },
  {
    name: 'issuer-out-of-reach',
    defect: "The authorizer can't fetch the issuer's keys, and runs into its time limit.",
    cause: 'It was moved into a private subnet without a way to the internet.',
    // A token that is none is refused without asking for keys; an API key needs none, but is created with a token.
    fails: credentialed.filter((id) => id !== 'AC8'),
    mutate: ({ authorizer }) => {
      authorizer.function.environment['CLERK_API_URL'] = 'http://127.0.0.1:9';
      authorizer.function.timeoutSeconds = 0.3;
    },
  },
  {
    name: 'function-not-invocable',
    defect: 'The gateway may not invoke the function behind the profile.',
    cause: 'The function was renamed, so that it is a new one, and its permission stayed with the old one.',
    fails: withProfile,
    mutate: ({ functions }) => {
      functions.profile.invocableFrom = [];
    },
  },
  {
    name: 'permission-for-one-method-only',
    defect: 'The gateway may invoke the function behind the profile for GET, and not for PATCH.',
    cause: 'The source ARN of its permission names the one method that it had at first.',
    fails: ['AC6', 'AC9', 'AC11', 'AC12'],
    mutate: ({ functions }) => {
      functions.profile.invocableFrom = ['*/GET/*'];
    },
  },
  {
    name: 'function-variable-missing',
    defect: 'The function behind the API keys crashes at its start.',
    cause: "A variable with a table's name was added to the code and not to its environment.",
    fails: ['AC5', 'AC6', 'AC7', 'AC9', 'AC13'],
    mutate: ({ functions }) => {
      delete functions['api-keys'].environment['API_KEYS_TABLE'];
    },
  },
  {
    name: 'function-without-proxy-result',
    defect: 'A function answers with a bare object, which the gateway can make no response of.',
    cause: 'It was written for direct invocation and put behind a proxy integration later.',
    fails: ['AC9'],
    mutate: ({ functions }) => {
      functions['validate-invite'].code = () => () => Promise.resolve({ valid: true });
    },
  },
  {
    name: 'handler-outlasts-the-gateway',
    defect: 'A handler takes longer than the gateway waits.',
    cause: 'It hangs on a connection to its table that a security group drops without a word.',
    fails: ['AC9'],
    mutate: (template) => {
      template.integrationTimeoutSeconds = 1;
      template.parts['invite-codes'].inviteCodes = () => ({ add: never, list: never });
    },
  },
  {
    name: 'handler-times-out',
    defect: 'A handler takes longer than its own time limit, and is ended.',
    cause: 'The function kept the default limit of a few seconds, which its dependency sometimes needs alone.',
    fails: ['AC9'],
    mutate: ({ functions, parts }) => {
      functions['invite-codes'].timeoutSeconds = 1;
      parts['invite-codes'].inviteCodes = () => ({ add: never, list: never });
    },
  },
  {
    name: 'route-not-deployed',
    defect: 'A path of the registry does not exist at the stage.',
    cause: 'The route was added to the API, and the stage not deployed again.',
    fails: ['AC9', 'AC10'],
    mutate: (template) => {
      template.routes = template.routes.filter(({ path }) => path !== '/users/invite-codes');
      delete template.preflights['/users/invite-codes'];
    },
  },
  {
    name: 'method-not-deployed',
    defect: 'The profile can be read, but its PATCH does not exist at the stage.',
    cause: 'The method was added to a path that was there before, and the deployment kept its old snapshot.',
    fails: ['AC6', 'AC9', 'AC10', 'AC11', 'AC12'],
    mutate: (template) => {
      const route = routeOf(template, 'PATCH /users/me');
      template.routes = template.routes.filter((candidate) => candidate !== route);
      const preflight = preflightOf(template, route.path);
      preflight.methods = preflight.methods.filter((method) => method !== 'PATCH');
    },
  },
  {
    name: 'firewall-blocks-all',
    defect: 'The web ACL in front of the stage blocks every request.',
    cause: 'It was associated before its rules were there, and its default action is to block.',
    fails: [],
    refusedOver: 'SMOKE_TEST_API_URL',
    mutate: ({ firewall }) => {
      firewall.blocks = () => true;
    },
  },
]);

function never(): Promise<never> {
  return new Promise(() => undefined);
}
