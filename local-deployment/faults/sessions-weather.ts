import type { Weather } from './weather';

const refusedHealths = 3;
const signInsUntilLimited = 7;

export const sessionWeathers: readonly Weather[] = [
  {
    name: 'database-wakes-up',
    condition: 'The session service says three times that its database is not there yet.',
    mutate: ({ sessions }) => {
      const { front } = sessions;
      let asked = 0;
      sessions.front = async (request, service) => {
        if (!request.url.endsWith('/health') || asked >= refusedHealths) return front(request, service);
        asked += 1;
        return Response.json({ status: 'unhealthy', database: 'disconnected' }, { status: 503 });
      };
    },
  },
  {
    name: 'limited-sign-ins',
    condition: 'Every seventh sign-in at the session service is to be tried again in a second.',
    mutate: ({ sessions }) => {
      const { front } = sessions;
      let tried = 0;
      sessions.front = async (request, service) => {
        if (request.method !== 'POST' || !request.url.endsWith('/token')) return front(request, service);
        tried += 1;
        if (tried % signInsUntilLimited !== 0) return front(request, service);
        return Response.json({ detail: 'Too many requests' }, { status: 429, headers: { 'Retry-After': '1' } });
      };
    },
  },
];
