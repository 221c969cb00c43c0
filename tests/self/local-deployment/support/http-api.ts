import { test as base } from '@playwright/test';
import { passThroughEdge } from '../../../../local-deployment/gateway/edge';
import type { HttpApiRoute } from '../../../../local-deployment/http-api/definition';
import { createHttpApi, type DeployedHttpApi } from '../../../../local-deployment/http-api/gateway';
import { listen } from '../../../../local-deployment/http/listen';
import type { HttpEvent } from '../../../../local-deployment/lambda/http-events';

export const frontend = 'https://app.example.test';

export const cors = {
  origins: [frontend],
  methods: ['GET', 'POST'],
  headers: ['content-type'],
  credentials: true,
  maxAgeSeconds: 60,
};

export const route = (method: string, path: string, name = 'echo', authorizer = false): HttpApiRoute => ({
  ...{ method, path, function: name, authorizer },
});

type Code = (event: HttpEvent) => unknown;

/** What the function is asked, as JSON. */
const echo: Code = (event) => event;

export const test = base.extend<{
  /** Serves an API with these routes, whose functions do this; resolves to its origin. */
  serve: (routes: HttpApiRoute[], code?: Code, api?: Partial<DeployedHttpApi>) => Promise<string>;
}>({
  serve: async ({}, use) => {
    const closing: (() => Promise<void>)[] = [];
    await use(async (routes, code = echo, api = {}) => {
      const invoke = (event: HttpEvent): Promise<unknown> => Promise.resolve(event).then(code);
      const integrations = {
        echo: { function: { invoke }, invocableFrom: ['*'] },
        closed: { function: { invoke }, invocableFrom: ['$default/GET/other'] },
      };
      const answer = createHttpApi({ routes, cors, front: (asked, next) => next(asked), integrations, ...api });
      const edge = { latencyMs: 0, headerName: (name: string) => name, closesConnections: false };
      const listening = await listen((message, response) => {
        void passThroughEdge(edge, message, response, () => answer(message));
      });
      closing.push(() => listening.close());
      return listening.origin;
    });
    for (const close of closing) await close();
  },
});

export { expect } from '@playwright/test';
