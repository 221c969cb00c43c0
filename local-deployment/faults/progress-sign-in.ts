import type { States } from '../functions/sign-in/states';
import type { DeploymentTemplate } from '../template/types';
import { inGroup } from './fault';
import { changed } from './parts';
import { aroundHandler, everySession, everySignIn } from './progress-parts';

/** How a sign-in begins, and what of the provider is known. */
export const progressSignInFaults = inGroup('oauth', [
  {
    name: 'state-missing',
    defect: 'A sign-in begins without a state, and none is looked for in the end.',
    cause: 'The tutorial that it was written after leaves it out as optional.',
    fails: ['OA1', 'OA3'],
    mutate: (template) => {
      changeStates(template, () => ({ create: () => '', isOwn: () => true }));
    },
  },
  {
    name: 'state-constant',
    defect: 'The state is the same for everybody.',
    cause: 'It is made when the function starts, and kept in a constant of the module.',
    fails: ['OA1', 'OA3'],
    mutate: (template) => {
      changeStates(template, (states) => {
        const state = states.create();
        return { create: () => state };
      });
    },
  },
  {
    name: 'state-kept-for-a-browser',
    defect: 'A browser has one state for ever.',
    cause: 'The cookie with the state is taken for the one that a sign-in in another tab has just been given.',
    fails: ['OA1'],
    mutate: ({ progress: { functions } }) => {
      aroundHandler(functions.auth, async (handle, event) => {
        const result = await handle(event);
        const kept = (event.cookies ?? []).find((cookie) => cookie.startsWith('oauth_state='));
        const { location } = result.headers ?? {};
        if (event.routeKey !== 'GET /auth/github' || kept === undefined || location === undefined) return result;
        const again = new URL(location);
        again.searchParams.set('state', kept.replace('oauth_state=', '').split('.')[0] ?? '');
        return { ...result, headers: { ...result.headers, location: again.href }, cookies: [] };
      });
    },
  },
  {
    name: 'state-counted',
    defect: 'The state is a number that goes up by one from browser to browser.',
    cause: 'The id of the pending sign-in serves as its state.',
    fails: ['OA1'],
    mutate: (template) => {
      changeStates(template, () => {
        let last = 1_000_000;
        return { create: () => String((last += 1)) };
      });
    },
  },
  {
    name: 'state-too-short',
    defect: 'The state has eight hexadecimal digits.',
    cause: 'It was made by a function for short ids.',
    fails: ['OA1'],
    mutate: (template) => {
      changeStates(template, (states) => ({
        create: () => Buffer.from(states.create(), 'base64url').toString('hex').slice(0, 8),
      }));
    },
  },
  {
    name: 'scope-without-email',
    defect: 'The provider is not asked for leave to read the email.',
    cause: 'The scope for it was dropped when the profile seemed to have the email anyway.',
    // The stand-in shows emails whatever the scope is.
    fails: ['OA1'],
    mutate: ({ progress }) => {
      progress.functions.auth.environment['OAUTH_SCOPE'] = 'read:user';
    },
  },
  {
    name: 'client-id-of-another-environment',
    defect: 'Browsers are sent to the provider with the client id of another environment.',
    cause: 'Each environment has an application of its own, and its settings were copied.',
    fails: ['OA1', ...everySignIn],
    mutate: ({ progress }) => {
      progress.functions.auth.environment['OAUTH_CLIENT_ID'] = 'Iv1.0123456789abcdef';
    },
  },
  {
    name: 'redirect-uri-of-another-environment',
    defect: 'The provider is told a redirect URI of another environment, which it refuses.',
    cause: 'The URI is written out in the settings, and the domain is another one by now.',
    fails: ['OA1', ...everySignIn],
    mutate: ({ progress }) => {
      progress.functions.auth.environment['OAUTH_REDIRECT_URI'] = 'https://api.example.com/auth/github/callback';
    },
  },
  {
    name: 'provider-of-another-environment',
    defect: 'Browsers are sent to another provider than the one that knows the application.',
    cause: "The URL is that of the company's own GitHub, from the settings of an internal tool.",
    fails: ['OA1', ...everySignIn],
    mutate: ({ progress }) => {
      progress.functions.auth.environment['PROVIDER_URL'] = 'https://github.example.com';
    },
  },
  {
    name: 'sign-in-answered-with-the-url',
    defect: 'A sign-in begins with a 200 and the URL in its body, which no browser follows.',
    cause: 'The route was written for a page that fetches it, and is linked to by now.',
    fails: ['OA1', ...everySignIn],
    mutate: ({ progress }) => {
      aroundHandler(progress.functions.auth, async (handle, event) => {
        const result = await handle(event);
        if (event.routeKey !== 'GET /auth/github' || result.statusCode !== 302) return result;
        const { location, ...headers } = { ...result.headers };
        return { ...result, statusCode: 200, headers, body: JSON.stringify({ url: location }) };
      });
    },
  },
  {
    name: 'client-secret-missing',
    defect: 'The provider refuses every code, as the application does not prove who it is.',
    cause: 'The client secret was added to the settings of one environment, and this is another one.',
    fails: everySession,
    mutate: ({ progress }) => {
      delete progress.functions.auth.environment['OAUTH_CLIENT_SECRET'];
    },
  },
  {
    name: 'provider-api-out-of-reach',
    defect: "The function can't reach the provider's API, and nobody is signed in.",
    cause: 'It was moved into a private subnet, and the rule for its way out names one of two hosts.',
    fails: everySession,
    mutate: ({ progress }) => {
      progress.functions.auth.environment['PROVIDER_API_URL'] = 'http://127.0.0.1:9';
    },
  },
  {
    name: 'user-table-write-denied',
    defect: 'The function behind the sign-in may read the table of users, and not write it.',
    cause: 'The role names PutItem, and the code updates.',
    fails: everySession,
    mutate: ({ progress: { functions } }) => {
      functions.auth.role = functions.auth.role.map((statement) =>
        statement.table === 'progress-users' ? { ...statement, actions: ['dynamodb:PutItem'] } : statement,
      );
    },
  },
]);

function changeStates({ progress: { parts } }: DeploymentTemplate, change: (states: States) => Partial<States>): void {
  parts.auth.states = changed(parts.auth.states, change);
}
