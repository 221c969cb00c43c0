import { aroundHandler } from './progress-parts';
import type { Weather } from './weather';

export const progressWeathers: readonly Weather[] = [
  {
    name: 'slow-provider',
    condition: 'The provider that people sign in with takes 300 ms for each request.',
    mutate: ({ progress }) => {
      progress.provider.latencyMs = 300;
    },
  },
  {
    name: 'refused-sign-ins-without-a-page',
    condition: 'A sign-in that comes to nothing is answered with 400, and leads to no page.',
    mutate: ({ progress }) => {
      aroundHandler(progress.functions.auth, async (handle, event) => {
        const result = await handle(event);
        const reason = /[?&]error=(\w+)/.exec(result.headers?.['location'] ?? '')?.[1];
        if (reason === undefined) return result;
        const { cookies = [] } = result;
        const body = { error: { code: reason.toUpperCase(), message: 'Nobody has signed in', requestId: 'none' } };
        return {
          statusCode: 400,
          headers: { 'content-type': 'application/json' },
          cookies,
          body: JSON.stringify(body),
        };
      });
    },
  },
];
