import type { DeploymentTemplate } from '../template/types';
import { inGroup } from './fault';
import { changed, changeRefusals } from './parts';

export const limitFaults = inGroup('limits', [
  {
    name: 'rate-limiting-off',
    defect: 'No request is ever refused for its rate.',
    cause: 'The bucket was widened for a load test, and stayed so.',
    fails: ['AC14'],
    mutate: ({ functions }) => {
      functions.profile.environment['BUCKET_CAPACITY'] = '1000000';
    },
  },
  {
    name: 'rate-limiter-fails-open',
    defect: 'The rate limiter lets everything pass, as it cannot reach its table.',
    cause: 'Its permission is missing, and its errors are swallowed so as not to stand in the way.',
    fails: ['AC14'],
    mutate: ({ functions, parts }) => {
      functions.profile.role = functions.profile.role.filter(({ table }) => table !== 'limits');
      parts.profile.bucket = changed(parts.profile.bucket, (bucket) => ({
        take: (userId, nowMs) => bucket.take(userId, nowMs).catch(() => ({ granted: true })),
      }));
    },
  },
  {
    name: 'empty-bucket-crashes',
    defect: 'A request for which the bucket is empty ends in a 500.',
    cause: 'The failed condition of the write is taken for an error of the table.',
    fails: ['AC14'],
    mutate: ({ parts }) => {
      parts.profile.bucket = changed(parts.profile.bucket, (bucket) => ({
        take: async (userId, nowMs) => {
          const grant = await bucket.take(userId, nowMs);
          if (!grant.granted) throw new Error('The conditional request failed');
          return grant;
        },
      }));
    },
  },
  {
    name: 'rate-limit-with-the-wrong-code',
    defect: 'A request over the limit is refused with another code than the promised one.',
    cause: "The library's own code is handed through.",
    fails: ['AC14'],
    mutate: (template) => {
      changeRefusals(template, ({ status, code }) => ({ code: status === 429 ? 'TOO_MANY_REQUESTS' : code }));
    },
  },
  {
    name: 'retry-after-missing',
    defect: 'A refusal for the rate does not say when to come again.',
    cause: 'The error handler makes its answer from status and body, and drops headers.',
    fails: ['AC14'],
    mutate: (template) => {
      changeRetryAfter(template, () => undefined);
    },
  },
  {
    name: 'retry-after-in-milliseconds',
    defect: 'Retry-After is given in milliseconds.',
    cause: 'The bucket reckons in milliseconds, and nobody divided.',
    fails: ['AC14'],
    mutate: (template) => {
      changeRetryAfter(template, (seconds) => String(seconds * 1000));
    },
  },
  {
    name: 'retry-after-as-a-time',
    defect: 'Retry-After is given as seconds since 1970.',
    cause: 'The time at which the bucket refills is handed on in place of the time until then.',
    fails: ['AC14'],
    mutate: (template) => {
      changeRetryAfter(template, (seconds) => String(Math.ceil(Date.now() / 1000) + seconds));
    },
  },
  {
    name: 'retry-after-with-a-unit',
    defect: 'Retry-After is given with a unit, which clients cannot read.',
    cause: 'The text was made for the message and used for the header, too.',
    fails: ['AC14'],
    mutate: (template) => {
      changeRetryAfter(template, (seconds) => `${seconds}s`);
    },
  },
]);

/** Rewrites what refusals give as Retry-After, or leaves it out. */
export function changeRetryAfter(template: DeploymentTemplate, write: (seconds: number) => string | undefined): void {
  changeRefusals(template, ({ headers }) => {
    const { 'Retry-After': seconds, ...others } = headers;
    const written = seconds === undefined ? undefined : write(Number(seconds));
    return { headers: { ...others, ...(written !== undefined && { 'Retry-After': written }) } };
  });
}
