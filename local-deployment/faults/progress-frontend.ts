import { inGroup } from './fault';
import type { DeploymentTemplate } from '../template/types';
import { corsOf } from './progress-parts';

/** Which pages are admitted. */
export const progressFrontendFaults = inGroup('frontend', [
  {
    name: 'any-origin-with-credentials',
    defect: 'All answers admit any origin by a wildcard and allow credentials, which browsers refuse together.',
    cause: "The CDN's own policy for these headers overrides the gateway's.",
    fails: ['PR7'],
    mutate: ({ progress }) => {
      const { front } = progress;
      progress.front = async (request, gateway) => {
        const answer = await front(request, gateway);
        const admitted = { 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true' };
        return { ...answer, headers: { ...answer.headers, ...admitted } };
      };
    },
  },
  {
    name: 'any-origin-reflected',
    defect: 'Whatever origin asks is admitted, with credentials.',
    cause: 'A wildcard is not allowed beside credentials, and one for each scheme is.',
    fails: ['PR7'],
    mutate: (template) => {
      corsOf(template).origins = ['http://*', 'https://*'];
    },
  },
  {
    name: 'origins-compared-by-their-beginning',
    defect: 'An origin is admitted that begins like the one of the frontend.',
    cause: 'The allowed origin is compared by its beginning, for the sake of ports.',
    fails: ['PR7'],
    mutate: (template) => {
      admitAlso(template, (origin) => corsOf(template).origins.some((allowed) => origin.startsWith(allowed)));
    },
  },
  {
    name: 'origin-null-admitted',
    defect: 'Pages without an origin of their own are admitted, with credentials.',
    cause: 'The origin null was added for a page that was opened from a file.',
    fails: ['PR7'],
    mutate: (template) => {
      admitAlso(template, (origin) => origin === 'null');
    },
  },
  {
    name: 'frontend-without-credentials',
    defect: 'The frontend is admitted without its cookies.',
    cause: 'The switch for credentials is off unless somebody turns it on.',
    fails: ['PR7'],
    mutate: (template) => {
      corsOf(template).credentials = false;
    },
  },
  {
    name: 'frontend-of-another-environment-admitted',
    defect: 'The pages of another environment are admitted, and those of this one are not.',
    cause: 'The allowed origin was taken from the settings of production.',
    fails: ['PR7'],
    mutate: (template) => {
      corsOf(template).origins = ['https://app.example.com'];
    },
  },
  {
    name: 'frontend-without-a-method',
    defect: 'The frontend may not send DELETE.',
    cause: 'The allowed methods are written by hand, and DELETE came later.',
    fails: ['PR7'],
    mutate: (template) => {
      const cors = corsOf(template);
      cors.methods = cors.methods.filter((method) => method !== 'DELETE');
    },
  },
  {
    name: 'frontend-without-the-csrf-header',
    defect: 'The frontend may not send the header that proves who asks.',
    cause: 'The proof was added to the code on both sides, and not to the headers that the gateway allows.',
    fails: ['PR7'],
    mutate: (template) => {
      const cors = corsOf(template);
      cors.headers = cors.headers.filter((header) => header !== 'x-csrf-token');
    },
  },
  {
    name: 'preflight-answered-by-the-function',
    defect: 'The preflights of one path reach its function, which does not know them.',
    cause: 'ANY was chosen for its method, and the gateway answers only what no route takes.',
    fails: ['PR7'],
    mutate: ({ progress: { routes } }) => {
      routes.push({ method: 'ANY', path: '/progress/{id}', function: 'progress', authorizer: false });
    },
  },
  {
    name: 'preflight-with-a-token',
    defect: 'The preflights of one path want a token, which browsers never send with them.',
    cause: 'A route for all methods was given the authorizer of the API.',
    fails: ['PR7'],
    mutate: ({ progress: { routes } }) => {
      routes.push({ method: 'OPTIONS', path: '/users/me', function: 'account', authorizer: true });
    },
  },
  {
    name: 'cors-for-preflights-only',
    defect: 'Preflights admit the frontend, and the answers that follow do not.',
    cause: 'The CDN hands on Origin with OPTIONS alone, so that its cache has fewer entries.',
    fails: ['PR7'],
    mutate: ({ progress }) => {
      const { front } = progress;
      progress.front = (request, gateway) =>
        front(request, (seen) => gateway(seen.method === 'OPTIONS' ? seen : { ...seen, origin: undefined }));
    },
  },
]);

/** Whatever the gateway says of it. */
function admitAlso({ progress }: DeploymentTemplate, isAdmitted: (origin: string) => boolean): void {
  const { front } = progress;
  progress.front = async (request, gateway) => {
    const answer = await front(request, gateway);
    const { origin } = request;
    if (origin === undefined || !isAdmitted(origin)) return answer;
    const admitted = { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' };
    return { ...answer, headers: { ...answer.headers, ...admitted } };
  };
}
