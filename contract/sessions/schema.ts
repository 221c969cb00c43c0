import type { z as Z } from 'zod';
import { z } from '../zod';
import { bodyPath, jsonPath, name, urlPath } from '../parts';
import { naming } from '../template';

const texts = z.record(z.string(), z.string());
const success = z.int().min(200).max(299);
const method = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** What a request sends: JSON, a form, headers; every text may name these values as `{username}`. */
const request = (known: readonly string[]) =>
  naming(
    z
      .strictObject({ body: z.unknown().optional(), form: texts.optional(), headers: texts.optional() })
      .refine(({ body, form }) => body === undefined || form === undefined, 'has both a body and a form'),
    known,
  );

/** How a refusal looks: one of these statuses, and what its text has in it, in upper or lower case; `says: null` accepts any. */
const denial = z.strictObject({ statuses: z.array(z.int().min(400).max(599)).min(1), says: name.nullable() });

const pattern = z.string().refine(compiles, 'is no regular expression');

const numbered = name.includes('{n}', 'must have {n} in it: the accounts are numbered');

const account = ['username', 'email', 'password'];
const post = ['title', 'content'];

export const sessionsSchema = z.strictObject({
  /** The kind of gateway before it. */
  gateway: z.enum(['rest-api', 'http-api', 'none']),
  /** Whether success bodies are wrapped, as in `{ "data": … }`. */
  envelope: z.strictObject({ field: name, use: z.enum(['optional', 'always', 'never']) }),

  health: z.strictObject({
    path: urlPath,
    status: success,
    /** What its body says when all is well, by where it says so. */
    says: z.record(jsonPath, z.unknown()),
    /** How long a fresh deployment may take until it says so. */
    readyWithinSeconds: z.number().min(0).max(600),
  }),

  /** The accounts that the suite registers where they are missing, and keeps: they can't be deleted. */
  accounts: z.strictObject({
    most: z.int().min(2).max(4),
    username: naming(numbered, ['n']),
    email: naming(numbered, ['n']),
  }),

  register: z.strictObject({
    path: urlPath,
    request: request(account),
    status: success,
    /** Whether it answers with the profile. */
    profile: z.boolean(),
    /** What is sent as well, and must make nobody an admin. */
    elevating: z.record(z.string(), z.unknown()),
  }),

  token: z.strictObject({
    path: urlPath,
    request: request(account),
    status: success,
    accessToken: jsonPath,
    refreshToken: z.discriminatedUnion('in', [
      z.strictObject({ in: z.literal('body'), at: jsonPath }),
      z.strictObject({ in: z.literal('cookie'), name }),
    ]),
    /** Where the type of the token is said (RFC 6749 §5.1); null where it isn't. */
    tokenType: jsonPath.nullable(),
  }),

  /** How an access token is presented, and what it says. */
  access: z.strictObject({
    header: name,
    value: naming(name.includes('{token}', 'must have {token} in it'), ['token']),
    /** What nobody can read can't be forged either. */
    format: z.enum(['jwt', 'opaque']),
    /** The claim that tells tokens of before a sign-out from those after it; null where there is none. */
    versionClaim: name.nullable(),
  }),

  me: z.strictObject({
    path: urlPath,
    fields: z.strictObject({ userId: jsonPath, username: jsonPath, role: jsonPath }),
    roles: z.strictObject({ user: z.unknown(), admin: z.unknown() }),
  }),

  /** How a user changes his own profile; null where nobody can. */
  update: z
    .strictObject({
      method,
      path: urlPath,
      request: request(['username', 'email']),
      /** What is sent as well, one after the other, and must make nobody an admin. */
      elevating: z.array(z.record(z.string(), z.unknown())).min(1),
      /** What takes it back, should it have. */
      lowering: z.record(z.string(), z.unknown()),
    })
    .nullable(),

  refresh: z.strictObject({
    path: urlPath,
    request: request(['refreshToken', 'accessToken']),
    status: success,
    /** What happens to a family of tokens when one that was used comes again (RFC 9700 §4.14.2). */
    reuse: z.enum(['ends the family', 'is refused']),
    /** For how long a used one may still be taken, for clients whose answer got lost. */
    graceSeconds: z.number().min(0).max(60),
  }),

  logout: z.strictObject({
    path: urlPath,
    request: request(['refreshToken', 'accessToken']),
    statuses: z.array(success).min(1),
    /** What becomes of the same user's other sessions; `none`: nobody has two at once. */
    otherSessions: z.enum(['end', 'live', 'none']),
  }),

  /** What only admins may ask for. */
  admin: z.strictObject({ method, path: urlPath, status: success }),

  posts: z.strictObject({
    path: urlPath,
    itemPath: urlPath,
    request: request(post),
    createdStatus: success,
    update: z.strictObject({ method, request: request(post), status: success }),
    removedStatus: success,
    /** Where the list is, first match; `.` is the body itself. */
    items: z.array(bodyPath).min(1),
    fields: z.strictObject({ id: jsonPath, title: jsonPath, content: jsonPath }),
    /** Bodies that are refused, each with the field that the refusal names. */
    invalid: z.array(z.strictObject({ body: naming(z.unknown(), post), field: name })).min(1),
    /** How long it may take until everybody sees what was written. */
    visibleWithinSeconds: z.number().min(0).max(60),
  }),

  /** Where a refusal says why; null where it says nothing. */
  reasonAt: jsonPath.nullable(),
  /** What WWW-Authenticate begins with where a password was refused (RFC 9110 §11.6.1); null where it may lack. */
  challenge: name.nullable(),
  errors: z.strictObject({
    wrongPassword: denial,
    takenName: denial,
    noToken: denial,
    forgedToken: denial,
    expiredToken: denial,
    signedOut: denial,
    usedRefreshToken: denial,
    forbidden: denial,
    noSuchPost: denial,
    foreignPost: denial,
    invalidBody: denial,
  }),

  /** Which pages may ask; null where browsers have no part in it. */
  cors: z
    .strictObject({
      /** Empty: `SMOKE_TEST_ORIGIN` alone. */
      origins: z.array(z.url()),
      /** Those that once were admitted, or are while it is developed, and must be gone. */
      stale: z.array(z.url()),
      statuses: z.array(z.int()).min(1),
      headers: z.array(name),
    })
    .nullable(),

  /** What no answer may have. */
  secrets: z.strictObject({
    /** Names of fields, whatever they hold but yes or no; `*` stands for any characters, or none. */
    names: z.array(name),
    /** What values look like, by what they are: regular expressions. */
    values: z.record(name, pattern),
  }),

  /** Keys that examples and templates have, and that no deployment may sign with. */
  defaultKeys: z.array(name),
});

export type SessionsContract = Z.infer<typeof sessionsSchema>;
export type Denial = Z.infer<typeof denial>;
export type SessionsRequest = Z.infer<ReturnType<typeof request>>;

function compiles(source: string): boolean {
  try {
    return new RegExp(source).source !== '';
  } catch {
    return false;
  }
}
