import { functionLog } from '../commands';
import type { Entry } from '../entry';

const scenarios = ['AC14', 'PR9'] as const;

/** Rate limits, as the burst meets them. */
export const limits: readonly Entry[] = [
  {
    id: 'no-rate-limit',
    cause:
      'nobody is refused for the rate: the limit is off or far too wide, counts by connection, or lets pass when it cannot reach its table',
    next: [
      "look for errors of the limiter in the function's log (AccessDenied on its table), then at the size of the bucket and what it counts by",
      'or the burst is too small: rateLimit.requests in the contract',
    ],
    command: functionLog,
    where: { scenarios, says: /none of \d+ requests was refused/, got: /^\S+ × [23]\d\d$/ },
  },
  {
    id: 'empty-bucket-crashes',
    cause:
      'a request over the limit ends in a 500: the failed condition of the write is taken for an error of the table',
    next: ['catch ConditionalCheckFailedException, and answer 429'],
    command: functionLog,
    where: { scenarios, got: /× [23]\d\d, \S+ × 500/ },
  },
  {
    id: 'limited-with-another-status',
    cause:
      'a request over the limit is told that the service is unavailable (503), the default of the library for the limit',
    next: ['set the status 429 there'],
    where: { scenarios, got: /× 503/ },
  },
  {
    id: 'limited-with-another-code',
    cause:
      'a request over the limit is refused with another code than the promised one, as the library for the limit has it',
    next: ['set the code there; or errors.rateLimited in the contract'],
    where: { scenarios, got: /× 429/, says: /code is "/ },
  },
  {
    id: 'no-retry-after',
    cause: 'a refusal for the rate does not say when to come again: what turns errors into answers drops headers',
    next: ['hand on Retry-After (seconds) where errors become answers'],
    where: { scenarios, says: /there is no Retry-After/ },
  },
  {
    id: 'retry-after-of-another-unit',
    cause: 'Retry-After is far too large: milliseconds, or a point in time, where seconds from now are meant',
    next: ['divide by 1000, or take the difference to now; see rateLimit.maxRetryAfterSeconds in the contract'],
    where: { scenarios, says: /mistake of units/ },
  },
  {
    id: 'retry-after-unreadable',
    cause: 'Retry-After is neither seconds nor an HTTP date, so that no client can read it',
    next: ['send the number alone, without a unit'],
    where: { scenarios, says: /neither seconds nor an HTTP date/ },
  },
];
