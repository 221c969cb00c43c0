import { preflightOf } from '../template/find';
import { inGroup } from './fault';

export const corsFaults = inGroup('cors', [
  {
    name: 'preflight-missing',
    defect: 'One path has no OPTIONS method.',
    cause: 'CORS was switched on path by path, and the one with a parameter was forgotten.',
    fails: ['AC10'],
    mutate: ({ preflights }) => {
      delete preflights['/users/api-keys/{id}'];
    },
  },
  {
    name: 'preflight-behind-the-authorizer',
    defect: 'One path wants credentials for its preflight, which browsers never send.',
    cause: 'The authorizer was set as the default of all methods, OPTIONS included.',
    fails: ['AC10'],
    mutate: ({ preflights, routes }) => {
      delete preflights['/users/invite-codes'];
      routes.push({
        method: 'OPTIONS',
        path: '/users/invite-codes',
        function: 'invite-codes',
        authorizer: true,
        credentials: 'jwt-or-apikey',
      });
    },
  },
  {
    name: 'preflight-of-another-origin',
    defect: 'Preflights admit the origin of another environment.',
    cause: "The frontend's address was taken from the settings of production.",
    fails: ['AC10'],
    mutate: ({ preflights }) => {
      for (const preflight of Object.values(preflights)) preflight.origins = ['https://app.example.com'];
    },
  },
  {
    name: 'preflight-wildcard-with-credentials',
    defect: 'Preflights admit any origin and allow credentials, which browsers refuse together.',
    cause: 'Both switches were turned on until an error message in the browser went away.',
    fails: ['AC10'],
    mutate: ({ preflights }) => {
      for (const preflight of Object.values(preflights)) {
        preflight.origins = ['*'];
        preflight.allowCredentials = true;
      }
    },
  },
  {
    name: 'preflight-without-a-method',
    defect: 'The preflight of the profile lacks PATCH.',
    cause: 'The allowed methods are written by hand, and PATCH came later.',
    fails: ['AC10'],
    mutate: (template) => {
      const preflight = preflightOf(template, '/users/me');
      preflight.methods = preflight.methods.filter((method) => method !== 'PATCH');
    },
  },
  {
    name: 'preflight-without-a-header',
    defect: 'Preflights do not allow the header that carries API keys.',
    cause: "The header is the project's own, and the framework's default list does not have it.",
    fails: ['AC10'],
    mutate: ({ preflights }) => {
      for (const preflight of Object.values(preflights)) {
        preflight.headers = preflight.headers.filter((header) => header !== 'X-Api-Key');
      }
    },
  },
  {
    name: 'preflight-wildcard-for-headers',
    defect: 'Preflights allow all headers by a wildcard, which does not cover Authorization.',
    cause: 'The wildcard looks as if it meant all; the Fetch standard takes this one header out.',
    fails: ['AC10'],
    mutate: ({ preflights }) => {
      for (const preflight of Object.values(preflights)) preflight.headers = ['*'];
    },
  },
]);
