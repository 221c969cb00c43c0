import { allow } from '../functions/authorizer/policy';
import { routeOf } from '../template/find';
import { inGroup } from './fault';

/** Which credentials get through to which route. */
export const admissionFaults = inGroup('tokens', [
  {
    name: 'route-without-authorizer',
    defect: 'The route to the profile has no authorizer, so that its function learns of no identity.',
    cause: 'The authorizer is set method by method, and a new method got none.',
    fails: ['AC1', 'AC3', 'AC4', 'AC5', 'AC6', 'AC7', 'AC8', 'AC9', 'AC11', 'AC12', 'AC14'],
    mutate: (template) => {
      routeOf(template, 'GET /users/me').authorizer = false;
    },
  },
  {
    name: 'list-without-authorizer',
    defect: 'A route beside the profile has no authorizer, so that its function refuses everyone.',
    cause: 'The authorizer is set method by method, and a new method got none.',
    fails: ['AC9'],
    mutate: (template) => {
      routeOf(template, 'GET /users/invite-codes').authorizer = false;
    },
  },
  {
    name: 'anonymous-reach-the-function',
    defect: 'Requests without credentials pass the gateway, and are refused by the function.',
    cause:
      'The authorizer has no identity source and lets through whom it does not know, for the sake of public routes.',
    fails: ['AC3'],
    mutate: ({ authorizer }) => {
      authorizer.identitySources = [];
      const { code } = authorizer.function;
      authorizer.function.code = (environment, aws) => {
        const authorize = code(environment, aws);
        return (event) =>
          presentsCredentials(event.headers) ? authorize(event) : Promise.resolve(allow('', ['*'], {}));
      };
    },
  },
  {
    name: 'anonymous-served-as-a-demo-user',
    defect: "Requests without credentials get a demo user's profile.",
    cause: 'A default identity for local development was deployed along.',
    fails: ['AC3'],
    mutate: ({ authorizer, users }) => {
      authorizer.identitySources = [];
      const { code } = authorizer.function;
      authorizer.function.code = (environment, aws) => {
        const authorize = code(environment, aws);
        const demo = allow(users.admin.userId, ['*'], { credential: 'jwt' });
        return (event) => (presentsCredentials(event.headers) ? authorize(event) : Promise.resolve(demo));
      };
    },
  },
  {
    name: 'tokens-refused-where-both-are-allowed',
    defect: 'Routes for tokens and API keys accept API keys only.',
    cause: 'Their authorizer was written for API keys and never learned of tokens.',
    fails: ['AC1', 'AC4', 'AC5', 'AC6', 'AC7', 'AC9', 'AC11', 'AC12', 'AC13', 'AC14'],
    mutate: ({ routes }) => {
      for (const route of routes) if (route.credentials === 'jwt-or-apikey') route.credentials = 'apikey';
    },
  },
  {
    name: 'keys-refused-where-both-are-allowed',
    defect: 'Routes for tokens and API keys accept tokens only.',
    cause: 'The combined authorizer was replaced by one for tokens during a migration.',
    fails: ['AC5', 'AC6', 'AC7', 'AC8', 'AC9'],
    mutate: ({ routes }) => {
      for (const route of routes) if (route.credentials === 'jwt-or-apikey') route.credentials = 'jwt';
    },
  },
  {
    name: 'keys-refused-on-one-route',
    defect: 'One of the routes for tokens and API keys accepts tokens only.',
    cause: 'Its entry in the registry was copied from a route for tokens.',
    fails: ['AC9'],
    mutate: (template) => {
      routeOf(template, 'GET /users/invite-codes').credentials = 'jwt';
    },
  },
  {
    name: 'policy-cached-for-one-method',
    defect: "The authorizer's policy covers the method asked for only, and from the cache refuses the path's next one.",
    cause: 'Policies were written before caching was switched on, and the path in its key is only half of the remedy.',
    // The first request for the path of the keys is the one for their list, which looks for what was left behind.
    fails: ['AC5', 'AC6', 'AC7', 'AC9', 'AC11', 'AC12', 'AC13'],
    mutate: ({ authorizer, parts }) => {
      authorizer.resultTtlSeconds = 300;
      authorizer.identitySources.push('context.path');
      const { routes } = parts.authorizer;
      parts.authorizer.routes = (environment, aws) => ({
        ...routes(environment, aws),
        resources: (_kind, methodArn) => [methodArn],
      });
    },
  },
]);

function presentsCredentials(headers: Readonly<Record<string, string>>): boolean {
  return Object.keys(headers).some((name) => ['authorization', 'x-api-key'].includes(name.toLowerCase()));
}
