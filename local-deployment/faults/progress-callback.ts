import type { DeploymentTemplate } from '../template/types';
import type { Provider } from '../functions/sign-in/provider';
import { inGroup } from './fault';
import { changed } from './parts';
import { aroundHandler, everySession } from './progress-parts';

/** What comes of a callback. */
export const progressCallbackFaults = inGroup('oauth', [
  {
    name: 'state-not-checked',
    defect: 'A callback is accepted with any state, and without one.',
    cause: 'The state is sent along, and its check was left for later.',
    fails: ['OA3'],
    mutate: ({ progress: { parts } }) => {
      parts.auth.states = changed(parts.auth.states, () => ({ isOwn: () => true }));
    },
  },
  {
    name: 'state-of-any-browser-accepted',
    defect: 'A callback is accepted with a state that another browser was given.',
    cause: 'States are kept in a table, where nothing says whose they are.',
    fails: ['OA3'],
    mutate: ({ progress: { parts } }) => {
      parts.auth.states = changed(parts.auth.states, (states) => {
        const issued = new Set<string | undefined>();
        return {
          create() {
            const state = states.create();
            issued.add(state);
            return state;
          },
          isOwn: (brought) => issued.delete(brought),
        };
      });
    },
  },
  {
    name: 'state-checked-where-one-is-kept',
    defect: 'A callback is accepted in a browser that has never begun to sign in.',
    cause: 'The state is compared if there is a cookie for it, so that those who block cookies can sign in.',
    fails: ['OA3'],
    mutate: ({ progress: { parts } }) => {
      parts.auth.states = changed(parts.auth.states, (states) => ({
        isOwn: (brought, kept) => kept === undefined || states.isOwn(brought, kept),
      }));
    },
  },
  {
    name: 'missing-states-are-the-same',
    defect: 'A callback without a state is accepted in a browser that keeps none.',
    cause: 'Two values that are not there are equal.',
    fails: ['OA3'],
    mutate: ({ progress: { parts } }) => {
      parts.auth.states = changed(parts.auth.states, () => ({ isOwn: (brought, kept) => brought === kept }));
    },
  },
  {
    name: 'hidden-emails-are-one-user',
    defect: 'All who hide the email are one and the same user.',
    cause: 'Users are told apart by their email, which is null for them.',
    fails: ['OA6'],
    mutate: ({ progress: { parts } }) => {
      parts.auth.accounts = changed(parts.auth.accounts, (accounts) => {
        const hidden = { id: '0', login: 'nobody' };
        return {
          signedIn: (person, nowMs) =>
            accounts.signedIn(person.login.includes('hidden') ? { ...person, ...hidden } : person, nowMs),
        };
      });
    },
  },
  {
    name: 'provider-error-taken-for-success',
    defect: 'A code that the provider refuses signs somebody in.',
    cause: 'The provider answers 200 with an error in its body, and only the status is looked at.',
    fails: ['OA3'],
    mutate: (template) => {
      // The stand-in takes any token for that of its first user.
      changeProvider(template, (provider) => ({
        exchange: async (code) => (await provider.exchange(code)) ?? 'undefined',
      }));
    },
  },
  {
    name: 'code-remembered',
    defect: 'A code signs in again and again.',
    cause: 'What it was exchanged for is cached, so that reloading the page does no harm.',
    fails: ['OA3'],
    mutate: (template) => {
      changeProvider(template, (provider) => {
        const exchanged = new Map<string, string | undefined>();
        return {
          async exchange(code) {
            const accessToken = exchanged.get(code) ?? (await provider.exchange(code));
            exchanged.set(code, accessToken);
            return accessToken;
          },
        };
      });
    },
  },
  {
    name: 'callback-without-code-crashes',
    defect: 'A callback without a code ends in a 500.',
    cause: 'The handler takes it for granted, and was never tried without.',
    fails: ['OA3'],
    mutate: ({ progress }) => {
      aroundHandler(progress.functions.auth, (handle, event) => {
        const crashes = event.routeKey.endsWith('/callback') && event.queryStringParameters?.['code'] === undefined;
        return crashes ? Promise.reject(new TypeError('code is undefined')) : handle(event);
      });
    },
  },
  {
    name: 'cancel-taken-for-success',
    defect: 'Who presses cancel at the provider is sent to the first page, as if signed in.',
    cause: 'The parameter by which the provider says so is not read.',
    fails: ['OA3'],
    mutate: ({ progress }) => {
      aroundHandler(progress.functions.auth, async (handle, event) => {
        const result = await handle(event);
        if (event.queryStringParameters?.['error'] === undefined) return result;
        return { ...result, headers: { ...result.headers, location: progress.frontend } };
      });
    },
  },
  {
    name: 'user-written-before-the-state-is-checked',
    defect: 'A callback that is refused for its state has written its user all the same.',
    cause: 'The check was added last, before the session is made.',
    fails: ['OA3'],
    mutate: ({ progress: { parts } }) => {
      parts.auth.admit = async (checkState, signIn) => {
        const account = await signIn();
        checkState();
        return account;
      };
    },
  },
  {
    name: 'private-email-not-asked-for',
    defect: 'Who hides the email signs in without one.',
    cause: 'The second request to the provider was forgotten, as every developer shows the address.',
    fails: ['OA6'],
    mutate: ({ progress: { parts } }) => {
      parts.auth.emailOf = ({ email }) => Promise.resolve(email);
    },
  },
  {
    name: 'private-email-unread',
    defect: "Who hides the email can't sign in.",
    cause: "The provider's list of addresses is read as if it were one.",
    fails: ['OA6'],
    mutate: (template) => {
      changeProvider(template, () => ({ primaryEmail: () => Promise.resolve(null) }));
    },
  },
  {
    name: 'redirect-to-any-host',
    defect: 'A sign-in ends at any URL that its link names.',
    cause: 'The page to return to is taken as it comes, for the sake of previews at other hosts.',
    fails: ['OA2'],
    mutate: ({ progress: { parts } }) => {
      parts.auth.pages = changed(parts.auth.pages, (pages) => ({
        landing: (asked) => (asked !== undefined && URL.canParse(asked) ? new URL(asked) : pages.landing(asked)),
      }));
    },
  },
  {
    name: 'token-in-the-url',
    defect: 'The session is handed to the frontend in its URL, too.',
    cause: 'The page once had no other way to it, and the parameter has stayed.',
    fails: ['OA2'],
    mutate: ({ progress: { parts } }) => {
      parts.auth.land = (page, token) => {
        const url = new URL(page);
        url.searchParams.set('token', token);
        return url;
      };
    },
  },
  {
    name: 'frontend-of-another-environment',
    defect: 'Sign-ins end on the pages of another environment.',
    cause: "The frontend's address was taken from the settings of production.",
    fails: ['OA2', 'OA3'],
    mutate: ({ progress }) => {
      progress.functions.auth.environment['FRONTEND_URL'] = 'https://app.example.com';
    },
  },
  {
    name: 'session-not-stored',
    defect: 'A sign-in ends with a session that is stored nowhere.',
    cause: 'Nobody waits for the write, and the function is frozen as soon as it has answered.',
    fails: everySession,
    mutate: ({ progress: { parts } }) => {
      parts.auth.sessions = changed(parts.auth.sessions, () => ({ add: () => Promise.resolve() }));
    },
  },
  {
    name: 'cookies-under-the-name-of-another-format',
    defect: 'No cookie is ever set.',
    cause: 'The function answers with the multi-value headers of a REST API, which an HTTP API leaves out.',
    fails: everySession,
    mutate: ({ progress }) => {
      aroundHandler(progress.functions.auth, async (handle, event) => {
        const { cookies = [], ...result } = await handle(event);
        return { ...result, multiValueHeaders: { 'Set-Cookie': cookies } };
      });
    },
  },
  {
    name: 'cookies-read-from-the-header',
    defect: 'The cookies of requests are not found.',
    cause: 'They are looked for in the headers, where a REST API has them, and an HTTP API has not.',
    fails: everySession,
    mutate: ({ progress: { functions } }) => {
      for (const definition of Object.values(functions)) {
        aroundHandler(definition, (handle, { cookies, ...event }) =>
          handle({ ...event, ...(event.headers['cookie'] !== undefined && cookies && { cookies }) }),
        );
      }
    },
  },
]);

function changeProvider(
  { progress: { parts } }: DeploymentTemplate,
  change: (provider: Provider) => Partial<Provider>,
): void {
  parts.auth.provider = changed(parts.auth.provider, change);
}
