import type { z as Z } from 'zod';
import { z } from '../zod';
import { bodyPath, jsonPath, name, refusal, urlPath } from '../parts';
import { naming } from '../template';

const texts = z.record(z.string(), z.string());
const success = z.int().min(200).max(299);
const redirect = z.int().min(300).max(399);
const TOKEN = '{token}';

/** A body that may name these values as `{exercise}`. */
const body = naming(z.unknown(), ['exercise']);

/** By what a request proves its session. */
const carrier = z.discriminatedUnion('in', [
  z.strictObject({ in: z.literal('cookie'), name }),
  z.strictObject({
    in: z.literal('header'),
    name,
    value: naming(name.includes(TOKEN, `must have ${TOKEN} in it`), ['token']),
  }),
]);

/** Where a client may look for what is another user's, as `{userId}`. */
const foreign = naming(z.strictObject({ path: urlPath, query: texts.optional() }), ['userId', 'exercise']);

export const progressSchema = z.strictObject({
  /** The kind of gateway before it. */
  gateway: z.enum(['rest-api', 'http-api', 'none']),
  /** Whether success bodies are wrapped, as in `{ "data": … }`. */
  envelope: z.strictObject({ field: name, use: z.enum(['optional', 'always', 'never']) }),

  /** The round trip of an authorization code (RFC 6749 §4.1). */
  oauth: z.strictObject({
    start: urlPath,
    /** Below the API's URL: the redirect URI that is registered at the provider. */
    callback: urlPath,
    redirectStatuses: z.array(redirect).min(1),
    /** The provider's authorize page; what stands in for it is named by `SMOKE_PROGRESS_PROVIDER_URL`. */
    provider: z.url(),
    authorizePath: urlPath,
    scopes: z.array(name),
    /** How much of a state chance has to have made (RFC 6749 §10.10). */
    stateLeastBits: z.int().min(32).max(512),
    /** What the provider's form sends when its button is pressed. */
    consent: z.strictObject({
      path: urlPath,
      form: naming(texts, ['login', 'redirect_uri', 'scope', 'state', 'client_id']),
    }),
    /** Where the frontend's page is that a sign-in leads to. */
    landing: urlPath,
    /** How a sign-in that is none ends: by such a status, or on a page of the frontend that gets the reason as a parameter. */
    refused: z
      .strictObject({
        statuses: z.array(z.int().min(400).max(499)),
        page: z.strictObject({ path: urlPath, parameter: name }).nullable(),
      })
      .refine(({ statuses, page }) => statuses.length > 0 || page !== null, 'has neither statuses nor a page'),
    /** Names of parameters by which somebody may try to be sent elsewhere. */
    returnParameters: z.array(name),
  }),

  session: z.strictObject({
    /** Where the callback gives its token: in a cookie, or in the URL that it redirects to. */
    from: z.discriminatedUnion('in', [
      z.strictObject({ in: z.literal('cookie'), name }),
      z.strictObject({ in: z.literal('query'), name }),
      z.strictObject({ in: z.literal('fragment'), name }),
    ]),
    /** Whether a user may have several at once, or a sign-in ends those before it. */
    perUser: z.enum(['many', 'one']),
    /** The first one is used by all scenarios. */
    carriers: z.array(carrier).min(1),
    /** What the cookie may say of other sites (RFC 6265bis §5.6.7). */
    sameSite: z.array(z.enum(['Strict', 'Lax', 'None'])).min(1),
    longestDays: z.number().positive(),
    /**
     * What else a request must have that changes something and has its session in a cookie: the value of another cookie, or of
     * an answer, in a header; or an Origin that is the frontend's. Null where there is no such thing.
     */
    csrf: z
      .discriminatedUnion('by', [
        z.strictObject({ by: z.literal('cookie'), name, header: name }),
        z.strictObject({ by: z.literal('answer'), path: urlPath, at: jsonPath, header: name }),
        z.strictObject({ by: z.literal('origin') }),
      ])
      .nullable(),
    verify: z.strictObject({ path: urlPath, status: success, userId: jsonPath }),
    logout: z.strictObject({ path: urlPath, statuses: z.array(success).min(1) }),
  }),

  me: z.strictObject({
    path: urlPath,
    fields: z.strictObject({ userId: jsonPath, login: jsonPath, email: jsonPath }),
    /** Fields that a profile may lack. */
    optional: z.array(z.enum(['login', 'email'])),
  }),

  exercises: z.strictObject({
    path: urlPath,
    itemPath: urlPath,
    /** Where the list is, first match; `.` is the body itself. */
    items: z.array(bodyPath).min(1),
    id: jsonPath,
    /** What else each one has, as a text. */
    texts: z.array(jsonPath),
    /** The one that scenarios record progress of. */
    marked: name,
  }),

  progress: z.strictObject({
    path: urlPath,
    items: z.array(bodyPath).min(1),
    fields: z.strictObject({ exerciseId: jsonPath, attempts: jsonPath, completedAt: jsonPath }),
    /** How long it may lag behind what is recorded. */
    visibleWithinSeconds: z.number().min(0).max(60),
    /** How an entry is removed; null where the API can't. */
    removal: z.strictObject({ path: urlPath, statuses: z.array(success).min(1) }).nullable(),
    /** Ways to another user's: each is to be refused, or to show nothing of it. */
    foreign: z.array(foreign),
  }),

  /** How it is recorded that an exercise was solved. */
  record: z.strictObject({
    path: urlPath,
    body,
    status: success,
    /** The same body, without its id; null where an id is in the path only. */
    withoutId: body.nullable(),
    /** What a body may have that names another user, `{userId}`; null where there is nothing to try. */
    forOther: naming(z.record(z.string(), z.unknown()), ['userId']).nullable(),
  }),

  /** How each refusal looks. */
  errors: z.strictObject({
    noSession: refusal,
    foreignToken: refusal,
    tamperedToken: refusal,
    expiredToken: refusal,
    signedOut: refusal,
    unknownExercise: refusal,
    invalidBody: refusal,
    csrf: refusal,
    limited: refusal,
  }),

  /** How many requests at once to sign in are too many for one client; null where no limit is promised. */
  limit: z
    .strictObject({
      path: urlPath,
      requests: z.int().min(2).max(200),
      /** A longer Retry-After is taken for a mistake of units. */
      maxRetryAfterSeconds: z.int().positive(),
    })
    .nullable(),

  /** How the frontend is admitted; null where it is of the API's own origin. */
  cors: z.strictObject({ statuses: z.array(z.int()).min(1), headers: z.array(name) }).nullable(),
});

export type ProgressContract = Z.infer<typeof progressSchema>;
export type SessionCarrier = ProgressContract['session']['carriers'][number];
