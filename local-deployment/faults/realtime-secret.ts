import { randomBytes } from 'node:crypto';
import type { DeploymentTemplate } from '../template/types';
import { inGroup } from './fault';
import { around, changed } from './parts';

const variable = 'JWT_SECRET_STAGING';
const everySocket = ['WS1', 'WS2', 'WS3', 'WS4', 'WS5', 'WS6'];

/** What the service signs and verifies with, and what of it is known to who tests it. */
export const realtimeSecretFaults = inGroup('secret', [
  {
    name: 'realtime-secret-missing',
    defect: 'The realtime service has no JWT secret.',
    cause: 'The variable is declared in the template, and was never given a value in this environment.',
    fails: ['JC3', 'JC4', ...everySocket],
    mutate: withoutSecret,
  },
  {
    name: 'realtime-secret-of-another-environment',
    defect: "The realtime service of staging signs and verifies with production's secret.",
    cause: 'The settings of one environment were copied to make those of the other.',
    fails: ['JC3', 'WS2', 'WS5'],
    mutate: (template) => {
      useSecret(template, template.realtime.otherSecrets.production);
    },
  },
  {
    name: 'realtime-secret-with-newline',
    defect: 'The JWT secret ends with a newline, which is none of it.',
    cause: 'It was piped into the secret store by a command that ends its output with one.',
    fails: ['JC3', 'WS2', 'WS5'],
    mutate: (template) => {
      useSecret(template, `${secretOf(template)}\n`);
    },
  },
  {
    name: 'realtime-secret-in-quotes',
    defect: 'The JWT secret has quotes around it, which are none of it.',
    cause: 'It was copied from an env file into a form that takes every character as it is.',
    fails: ['JC3', 'WS2', 'WS5'],
    mutate: (template) => {
      useSecret(template, `"${secretOf(template)}"`);
    },
  },
  {
    name: 'realtime-secret-cut-off',
    defect: 'Of the JWT secret, the deployment has the part before its first #.',
    cause: 'What follows # is a comment in the file that it was read from.',
    fails: ['JC3', 'WS2', 'WS5'],
    mutate: (template) => {
      template.settings[variable] = `${secretOf(template)}#${randomBytes(12).toString('base64url')}`;
    },
  },
  {
    name: 'realtime-secret-from-default',
    defect: 'Without a JWT secret, the realtime service signs and verifies with a default that everybody can read.',
    cause: 'The code has a default for development, and nothing that keeps it there.',
    fails: ['JC3', 'WS2', 'WS5'],
    mutate: (template) => {
      withoutSecret(template);
      const { http, sockets } = template.realtime.parts;
      for (const parts of [http, sockets]) parts.secret = around(parts.secret, (read) => read() ?? 'changeme');
    },
  },
  {
    name: 'sockets-without-secret',
    defect: 'What serves the sockets has no JWT secret, and the HTTP application beside it does.',
    cause: 'The secret was added to the settings of one service, and the sockets are served by another.',
    fails: ['JC4', ...everySocket],
    mutate: ({ realtime }) => {
      realtime.socketEnvironment[variable] = '';
    },
  },
  {
    name: 'sockets-with-another-secret',
    defect: 'What serves the sockets verifies with another JWT secret than the HTTP application signs with.',
    cause: "It lacks the environment's own secret, and falls back to the common one.",
    fails: everySocket,
    mutate: ({ realtime }) => {
      realtime.socketEnvironment[variable] = '';
      realtime.socketEnvironment['JWT_SECRET_KEY'] = realtime.otherSecrets.key;
    },
  },
  {
    name: 'health-ready-without-secret',
    defect: 'The realtime service has no JWT secret, and says that it is ready.',
    cause: 'Its health check tells that the process runs, and looks at nothing that it needs.',
    fails: ['JC3', 'JC4', ...everySocket],
    mutate: (template) => {
      withoutSecret(template);
      const { http } = template.realtime.parts;
      http.secretCheck = () => () => 'configured';
    },
  },
  {
    name: 'http-signature-unchecked',
    defect: 'The HTTP application reads JWTs without verifying their signature.',
    cause: 'The verification was left to a gateway that is not there in this environment.',
    fails: ['JC3'],
    mutate: ({ realtime: { parts } }) => {
      parts.http.verifier = changed(parts.http.verifier, ({ checks }) => ({
        checks: { ...checks, signature: 'never' },
      }));
    },
  },
  {
    name: 'secret-known-to-nobody',
    defect: 'The settings of who tests the service have no JWT secret.',
    cause: 'The secret was made in the console of the hosting provider, and written down nowhere else.',
    fails: ['JC1', 'JC2', 'JC3', 'WS2', 'WS5'],
    mutate: ({ settings }) => {
      for (const name of [variable, 'JWT_SECRET_PRODUCTION', 'JWT_SECRET_KEY']) settings[name] = '';
    },
  },
  {
    name: 'secret-too-short',
    defect: 'The JWT secret has 16 characters.',
    cause: 'It was made up by somebody as a password.',
    fails: ['JC2'],
    mutate: (template) => {
      useKnownSecret(template, secretOf(template).slice(0, 16));
    },
  },
  {
    name: 'secret-is-a-placeholder',
    defect: 'The JWT secret is the placeholder of the example settings.',
    cause: 'The example file was copied, and the line that says what to change was overlooked.',
    fails: ['JC2'],
    mutate: (template) => {
      useKnownSecret(template, 'please-change-me-please-change-me-please');
    },
  },
  {
    name: 'secret-shared-with-production',
    defect: 'Staging and production have the same JWT secret.',
    cause: "Production was set up from staging's settings, and its secret was never made anew.",
    fails: ['JC2'],
    mutate: (template) => {
      template.settings['JWT_SECRET_PRODUCTION'] = secretOf(template);
    },
  },
]);

function withoutSecret(template: DeploymentTemplate): void {
  useSecret(template, '');
}

/** In both environments of the service. */
function useSecret({ realtime }: DeploymentTemplate, value: string): void {
  realtime.environment[variable] = value;
  realtime.socketEnvironment[variable] = value;
}

/** The service's, and known as such. */
function useKnownSecret(template: DeploymentTemplate, value: string): void {
  useSecret(template, value);
  template.settings[variable] = value;
}

function secretOf({ realtime }: DeploymentTemplate): string {
  const value = realtime.environment[variable];
  if (typeof value !== 'string') throw new Error(`the template's ${variable} is no literal`);
  return value;
}
