import type { RefusalAnswer } from '../functions/shared/responses';
import type { HttpEvent } from '../lambda/http-events';
import type { DeploymentTemplate } from '../template/types';
import { inGroup } from './fault';
import { around, changed } from './parts';
import { aroundHandler } from './progress-parts';

/** What may be done from a page that is not ours, and how often somebody may try to sign in. */
export const progressProtectionFaults = inGroup('frontend', [
  {
    name: 'csrf-proof-not-asked-for',
    defect: 'A cookie alone is enough to change something.',
    cause: 'The frontend sends the proof, and no function looks at it.',
    fails: ['PR8'],
    mutate: ({ progress: { parts } }) => {
      parts.auth.isOwnPage = () => () => true;
      parts.progress.isOwnPage = () => () => true;
    },
  },
  {
    name: 'missing-proofs-are-the-same',
    defect: 'Where there is neither a CSRF cookie nor its header, the proof is taken for given.',
    cause: 'Two values that are not there are equal.',
    fails: ['PR8'],
    mutate: ({ progress: { parts } }) => {
      const cookieOf = ({ cookies = [] }: HttpEvent): string | undefined =>
        cookies.find((cookie) => cookie.startsWith('csrf='))?.slice('csrf='.length);
      for (const own of [parts.auth, parts.progress]) {
        own.isOwnPage = () => (event) => cookieOf(event) === event.headers['x-csrf-token'];
      }
    },
  },
  {
    name: 'removal-without-a-proof',
    defect: 'Any page can remove what whoever visits it has solved.',
    cause: 'The proof is asked for where something is posted.',
    fails: ['PR8'],
    mutate: ({ progress: { parts } }) => {
      parts.progress.isOwnPage = around(
        parts.progress.isOwnPage,
        (isOwnPage, event) => event.routeKey.startsWith('DELETE ') || isOwnPage(event),
      );
    },
  },
  {
    name: 'csrf-proof-not-compared',
    defect: 'Any value passes as the proof that a page of the frontend asks.',
    cause: 'Whether the header is there is all that is looked at.',
    fails: ['PR8'],
    mutate: ({ progress: { parts } }) => {
      for (const own of [parts.auth, parts.progress]) {
        own.isOwnPage = () => (event) => event.headers['x-csrf-token'] !== undefined;
      }
    },
  },
  {
    name: 'sign-out-without-a-proof',
    defect: 'Any page can sign out whoever visits it.',
    cause: 'The sign-out was left out of what needs a proof, as it seemed to do no harm.',
    fails: ['PR8'],
    mutate: ({ progress: { parts } }) => {
      parts.auth.isOwnPage = () => () => true;
    },
  },
  {
    name: 'csrf-proof-asked-for-too-late',
    defect: 'What lacks its proof is refused, and recorded all the same.',
    cause: 'The check is a step of the answer, where the framework calls it.',
    fails: ['PR8'],
    mutate: ({ progress: { parts, functions } }) => {
      const proven = ({ headers, cookies = [] }: HttpEvent): boolean =>
        headers['authorization'] !== undefined || cookies.includes(`csrf=${headers['x-csrf-token'] ?? ''}`);
      const refusal = { error: { code: 'CSRF', message: 'The proof is missing', requestId: 'none' } };
      parts.progress.isOwnPage = () => () => true;
      aroundHandler(functions.progress, async (handle, event) => {
        const result = await handle(event);
        if (result.statusCode === 401 || event.routeKey.startsWith('GET ') || proven(event)) return result;
        return { ...result, statusCode: 403, body: JSON.stringify(refusal) };
      });
    },
  },
  {
    name: 'sign-ins-without-a-limit',
    defect: 'Nobody is ever told to sign in less often.',
    cause: 'The bucket was widened for a load test of the sign-in, and stayed so.',
    fails: ['PR9'],
    mutate: ({ progress: { functions } }) => {
      functions.auth.environment['SIGN_IN_BURST'] = '1000000';
    },
  },
  {
    name: 'sign-ins-limited-by-connection',
    defect: 'Who signs in too often is limited for each connection, and has any number of them.',
    cause: 'The client is known by its address and port, as the library for the limit has it.',
    fails: ['PR9'],
    mutate: ({ progress: { parts } }) => {
      let requests = 0;
      parts.auth.limiter = changed(parts.auth.limiter, (limiter) => ({
        take: (client, nowMs) => limiter.take(`${client} ${(requests += 1)}`, nowMs),
      }));
    },
  },
  {
    name: 'limited-sign-in-without-retry-after',
    defect: 'Who signs in too often is not told when to come again.',
    cause: 'The code that turns errors into answers has no place for headers.',
    fails: ['PR9'],
    mutate: (template) => {
      changeLimited(template, () => ({ headers: {} }));
    },
  },
  {
    name: 'limited-sign-in-with-another-code',
    defect: 'Who signs in too often is refused with another code than the promised one.',
    cause: "The code is that of the library for the limit, and not the API's.",
    fails: ['PR9'],
    mutate: (template) => {
      changeLimited(template, () => ({ code: 'TOO_MANY_REQUESTS' }));
    },
  },
  {
    name: 'limited-sign-in-as-unavailable',
    defect: 'Who signs in too often is told that the service is unavailable.',
    cause: 'That is the default status of the library for the limit.',
    fails: ['PR9'],
    mutate: (template) => {
      changeLimited(template, () => ({ status: 503 }));
    },
  },
]);

/** Changes what a refusal for the rate says. */
function changeLimited({ progress: { parts } }: DeploymentTemplate, change: () => Partial<RefusalAnswer>): void {
  parts.auth.refusal = around(parts.auth.refusal, (write, refused, requestId) => {
    // An error's message is no property that a spread would copy.
    const { status, code, message, headers } = refused;
    return write({ status, code, message, headers, ...(status === 429 && change()) }, requestId);
  });
}
