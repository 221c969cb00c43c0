import type { SignInCookies } from '../functions/sign-in/sign-in-cookies';
import type { DeploymentTemplate } from '../template/types';
import { inGroup } from './fault';
import { aroundHandler } from './progress-parts';

/** What a browser keeps of a session. */
export const progressCookieFaults = inGroup('session', [
  {
    name: 'session-cookie-readable',
    defect: "The session's cookie can be read by every script of the page.",
    cause: 'A page wanted to know whether somebody is signed in, and HttpOnly was taken off.',
    fails: ['OA2'],
    mutate: (template) => {
      changeCookies(template, ({ session }) => ({ session: { ...session, httpOnly: false } }));
    },
  },
  {
    name: 'session-cookie-over-plain-http',
    defect: "The session's cookie is sent over plain http, too.",
    cause: 'Secure was taken off for a development server, in the settings of all.',
    fails: ['OA2'],
    mutate: (template) => {
      changeCookies(template, ({ session }) => ({ session: { ...session, secure: false } }));
    },
  },
  {
    name: 'session-cookie-without-same-site',
    defect: "The session's cookie says nothing of other sites.",
    cause: 'The attribute is younger than the helper that writes the header.',
    fails: ['OA2'],
    mutate: (template) => {
      changeCookies(template, ({ session }) => ({ session: { ...session, sameSite: undefined } }));
    },
  },
  {
    name: 'session-cookie-for-all-sites',
    defect: "The session's cookie is sent along whatever site asks.",
    cause: 'SameSite was set to None until an error of the frontend went away.',
    fails: ['OA2'],
    mutate: (template) => {
      changeCookies(template, ({ session }) => ({ session: { ...session, sameSite: 'None' } }));
    },
  },
  {
    name: 'session-cookie-without-an-end',
    defect: "The session's cookie has no expiry, and is gone with the browser's window.",
    cause: "The lifetime was put into the token, and not into the cookie's attributes.",
    fails: ['OA2'],
    mutate: (template) => {
      changeCookies(template, ({ session }) => ({ session: { ...session, maxAgeSeconds: undefined } }));
    },
  },
  {
    name: 'session-cookie-for-years',
    defect: "The session's cookie lives a thousand times as long as its session.",
    cause: 'Its lifetime was given in milliseconds, and Max-Age takes seconds.',
    fails: ['OA2'],
    mutate: (template) => {
      changeCookies(template, ({ session }) => ({
        session: { ...session, maxAgeSeconds: (session.maxAgeSeconds ?? 0) * 1000 },
      }));
    },
  },
  {
    name: 'csrf-cookie-unreadable',
    defect: 'No page can read the cookie whose value it has to repeat.',
    cause: 'One helper writes all cookies, and makes each of them HttpOnly.',
    fails: ['OA2'],
    mutate: (template) => {
      changeCookies(template, ({ csrf }) => ({ csrf: { ...csrf, httpOnly: true } }));
    },
  },
  {
    name: 'csrf-cookie-not-set',
    defect: 'A sign-in does not set the cookie whose value pages have to repeat.',
    cause: 'It was set by a page of the former frontend.',
    fails: ['OA2'],
    mutate: ({ progress }) => {
      aroundHandler(progress.functions.auth, async (handle, event) => {
        const result = await handle(event);
        const { cookies } = result;
        return cookies ? { ...result, cookies: cookies.filter((cookie) => !cookie.startsWith('csrf=')) } : result;
      });
    },
  },
]);

function changeCookies(
  { progress: { parts } }: DeploymentTemplate,
  change: (cookies: SignInCookies) => Partial<SignInCookies>,
): void {
  const { cookies } = parts.auth;
  parts.auth.cookies = (sessionSeconds) => {
    const original = cookies(sessionSeconds);
    return { ...original, ...change(original) };
  };
}
