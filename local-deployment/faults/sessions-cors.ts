import type { CorsPolicy } from '../session-service/cors';
import type { DeploymentTemplate } from '../template/types';
import { inGroup } from './fault';
import { changed } from './parts';
import { aroundRoute, withStatus } from './sessions-parts';

const fails = ['SE11'];

/** Which pages browsers let ask the session service. */
export const sessionCorsFaults = inGroup('sessions', [
  {
    name: 'stale-origin-admitted',
    defect: 'The origin that the frontend has while it is developed is admitted.',
    cause: 'The list was copied from the development settings, and the entry that mattered was added to it.',
    fails,
    mutate: ({ sessions: { environment } }) => {
      environment['CORS_ORIGINS'] = `${environment['CORS_ORIGINS'] ?? ''},http://localhost:5173`;
    },
  },
  {
    name: 'own-origin-not-admitted',
    defect: 'The frontend of the session service is not admitted.',
    cause: 'It has got a new domain, and the list still has the old one.',
    fails,
    mutate: ({ sessions: { environment } }) => {
      environment['CORS_ORIGINS'] = 'https://old.example.test';
    },
  },
  {
    name: 'origin-that-ends-alike-admitted',
    defect: 'An origin is admitted that ends like the right one.',
    cause: 'The host is compared by its end, so as to admit all of its parts.',
    fails,
    mutate: (template) => {
      const [own = ''] = (template.sessions.environment['CORS_ORIGINS'] ?? '').split(',');
      const { host } = new URL(own);
      change(template, { origin: (origin) => (origin.endsWith(host) ? origin : null) });
    },
  },
  {
    name: 'session-origin-reflected',
    defect: 'Every origin is admitted with credentials, as its own name is answered.',
    cause: 'The list was replaced by a pattern that matches all.',
    fails,
    mutate: (template) => {
      change(template, { origin: (origin) => origin });
    },
  },
  {
    name: 'any-origin-without-credentials',
    defect: 'Every origin is admitted as *, which browsers send no credentials to.',
    cause: 'The variable was missing, and the default is everybody.',
    fails,
    mutate: (template) => {
      change(template, { origin: '*', credentials: false });
    },
  },
  {
    name: 'session-credentials-not-allowed',
    defect: 'The frontend is admitted, and its credentials are not.',
    cause: 'The option was lost when the middleware was replaced.',
    fails,
    mutate: (template) => {
      change(template, { credentials: false });
    },
  },
  {
    name: 'session-preflight-refused',
    defect: 'Preflights are answered with 405.',
    cause: 'The middleware is added behind the router, which has no OPTIONS.',
    fails,
    mutate: (template) => {
      aroundRoute(template, 'OPTIONS *', (answer) => withStatus(new Response(null, answer), 405));
    },
  },
  {
    name: 'authorization-not-allowed',
    defect: 'Preflights do not allow the header authorization.',
    cause: 'Sign-ins used to have cookies, and the list of headers is of that time.',
    fails,
    mutate: (template) => {
      change(template, { allowHeaders: ['content-type'] });
    },
  },
  {
    name: 'session-cors-on-preflights-only',
    defect: 'Preflights admit the frontend, and the answers themselves do not.',
    cause: 'The preflights were written by hand, as the browser complained of them first.',
    fails,
    mutate: ({ sessions }) => {
      const { front } = sessions;
      sessions.front = async (request, service) => {
        const answer = await front(request, service);
        if (request.method !== 'OPTIONS') answer.headers.delete('access-control-allow-origin');
        return answer;
      };
    },
  },
]);

function change({ sessions: { parts } }: DeploymentTemplate, policy: Partial<CorsPolicy>): void {
  parts.cors = changed(parts.cors, () => policy);
}
