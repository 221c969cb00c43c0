import { test as base } from '@playwright/test';
import { startDeployment } from '../../../../local-deployment';
import type { Deployment, DeploymentOptions, DeploymentTemplate } from '../../../../local-deployment';

export interface Sent {
  token?: string;
  key?: string;
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
}

export interface Got {
  status: number;
  headers: Headers;
  text: string;
  json: unknown;
}

interface Fixtures {
  /** Starts a deployment of the test's own, stopped when the test ends. */
  deploy: (
    options?: Partial<DeploymentOptions>,
    mutate?: (template: DeploymentTemplate) => void,
  ) => Promise<Deployment>;
}

interface WorkerFixtures {
  /** With the gateway responses of the default template; for tests that change nothing. */
  customised: Deployment;
  /** With the gateway's own responses, and functions that break in the ways that the tests name. */
  uncustomised: Deployment;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  deploy: async ({}, use) => {
    const started: Deployment[] = [];
    await use(async (options, mutate) => {
      const deployment = await startDeployment(options, mutate);
      started.push(deployment);
      return deployment;
    });
    for (const deployment of started.reverse()) await deployment.stop();
  },
  customised: [
    async ({}, use) => {
      const deployment = await startDeployment();
      await use(deployment);
      await deployment.stop();
    },
    { scope: 'worker' },
  ],
  uncustomised: [
    async ({}, use) => {
      const deployment = await startDeployment({}, breakInManyWays);
      await use(deployment);
      await deployment.stop();
    },
    { scope: 'worker' },
  ],
});

export { expect } from '@playwright/test';

/** `send(deployment, 'GET /users/me', { token })` */
export async function send(deployment: Pick<Deployment, 'url'>, request: string, sent: Sent = {}): Promise<Got> {
  const [method = 'GET', path = '/'] = request.split(' ');
  const response = await fetch(`${deployment.url}${path}`, {
    method,
    headers: {
      ...(sent.token !== undefined && { authorization: `Bearer ${sent.token}` }),
      ...(sent.key !== undefined && { 'x-api-key': sent.key }),
      ...sent.headers,
    },
    ...('body' in sent && { body: JSON.stringify(sent.body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

export function mainToken(deployment: Deployment): { token: string } {
  return { token: deployment.identities.main.token };
}

export interface NewKey {
  id: string;
  keyValue: string;
}

/** Creates an API key for everything. */
export async function createKey(deployment: Deployment): Promise<NewKey> {
  const { json } = await send(deployment, 'POST /users/api-keys', {
    ...mainToken(deployment),
    body: { scopes: ['full'] },
  });
  return { id: textAt(json, 'data', 'id'), keyValue: textAt(json, 'data', 'keyValue') };
}

/** The ids of the listed keys. */
export async function listedIds(deployment: Deployment): Promise<string[]> {
  const { json } = await send(deployment, 'GET /users/api-keys', mainToken(deployment));
  const list = valueAt(json, 'data');
  return Array.isArray(list) ? list.map((key: unknown) => textAt(key, 'id')) : [];
}

export function valueAt(json: unknown, ...names: string[]): unknown {
  return names.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    json,
  );
}

function textAt(json: unknown, ...names: string[]): string {
  return String(valueAt(json, ...names));
}

function breakInManyWays(template: DeploymentTemplate): void {
  template.gatewayResponses = {};
  template.integrationTimeoutSeconds = 0.1;
  template.functions['api-keys'].invocableFrom = [];
  template.functions['invite-codes'].code = () => {
    throw new Error('crashed while it was imported');
  };
  template.functions['validate-invite'].code = () => () => new Promise(() => undefined);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
