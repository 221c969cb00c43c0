import type { z as Z } from 'zod';
import { z } from './zod';
import { diagnosis } from './diagnoses';
import { bodyPath, jsonPath, name, refusal, urlPath } from './parts';
import { progressSchema } from './progress/schema';
import { realtimeSchema } from './realtime/schema';
import { sessionsSchema } from './sessions/schema';
import { signupSchema } from './signup/schema';

const seconds = z.number().min(0).max(3600);
const success = z.int().min(200).max(299);

const method = z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** Milliseconds until the first byte of an answer; null: nobody minds. */
const budget = z.strictObject({
  warnMs: z.number().positive().nullable().optional(),
  failMs: z.number().positive().nullable().optional(),
});

const probe = z.strictObject({
  /** Values of path parameters, by name, where the common one does not do. */
  parameters: z.record(z.string(), z.string()).optional(),
  query: z.record(z.string(), z.string()).optional(),
  /** A body that fails the validation of this route. */
  body: z.unknown().optional(),
  /** Probed only with credentials whose holder has none of these roles, so that the integration refuses. */
  unlessRole: z.array(name).min(1).optional(),
  /** Whether success is welcome: the route changes nothing, whatever it answers. */
  harmless: z.boolean().optional(),
  /** Never probed with credentials: the gateway's refusal is the (weaker) proof that the route is deployed. */
  unauthenticated: z.boolean().optional(),
});

export const contractSchema = z.strictObject({
  /** The kind of gateway, which decides how its own answers are told from the integration's. */
  gateway: z.enum(['rest-api', 'http-api', 'none']),

  /** Whether success bodies are wrapped, as in `{ "data": … }`. */
  envelope: z.strictObject({ field: name, use: z.enum(['optional', 'always', 'never']) }),

  /** How points in time are written. */
  timestamps: z.enum(['iso-8601', 'epoch-seconds', 'epoch-milliseconds']),

  /** Where a token may say its holder's role, and what an admin's says. */
  tokens: z.strictObject({ roleClaims: z.array(jsonPath), adminRole: name }),

  /** Where an error body has its parts; parts listed as optional may be missing. */
  errorShape: z.strictObject({
    code: jsonPath,
    message: jsonPath,
    requestId: jsonPath,
    optional: z.array(z.enum(['message', 'requestId'])),
  }),

  /** How each refusal looks. */
  errors: z.strictObject({
    noCredentials: refusal,
    malformedToken: refusal,
    foreignSignature: refusal,
    unsignedToken: refusal,
    alteredToken: refusal,
    expiredToken: refusal,
    unknownKey: refusal,
    revokedKey: refusal,
    insufficientScope: refusal,
    forbiddenRoleChange: refusal,
    rateLimited: refusal,
  }),

  profile: z.strictObject({
    path: urlPath,
    fields: z.strictObject({
      userId: jsonPath,
      email: jsonPath,
      role: jsonPath,
      displayName: jsonPath,
      createdAt: jsonPath,
    }),
    /** Fields that a profile may lack. */
    optional: z.array(z.enum(['email', 'role', 'displayName', 'createdAt'])),
    /** Values that remove a display name, tried in this order. */
    noDisplayName: z.array(z.string().nullable()).min(1),
    /** Whether the profile's userId is the token's `sub`. */
    userIdIsSubject: z.boolean(),
    /** The role that AC12 tries to give itself. */
    forbiddenRole: name,
    updatedStatus: success,
    /** How long a read may lag behind an update. */
    visibleWithinSeconds: seconds,
  }),

  apiKeys: z.strictObject({
    path: urlPath,
    itemPath: urlPath,
    /** The header that carries a key. */
    header: name,
    scopes: z.strictObject({ full: z.array(name).min(1), captureOnly: z.array(name).min(1) }),
    /** The field of the creation's body that takes a name; null where there is none. */
    nameField: name.nullable(),
    /** What else the creation's body must have. */
    createWith: z.record(z.string(), z.unknown()),
    fields: z.strictObject({
      id: jsonPath,
      secret: jsonPath,
      scopes: jsonPath,
      createdAt: jsonPath,
      /** Whose a key is, where the list tells. */
      userId: jsonPath,
    }),
    /** Fields that the creation's answer may lack. */
    optional: z.array(z.enum(['scopes', 'createdAt'])),
    list: z.strictObject({
      /** Where the entries are, first match; `.` is the body itself (without its envelope). */
      items: z.array(bodyPath).min(1),
      /** Where the next page's cursor is, first match, with or without the envelope. */
      nextCursor: z.array(jsonPath),
      cursorParameter: name,
    }),
    createdStatus: success,
    deletedStatus: success,
    /** How long the index that keys are looked up in may lag behind a deletion: AC7 waits for it. */
    lookupLagSeconds: seconds,
    /** How long the list may lag behind a creation or deletion. */
    listedWithinSeconds: seconds,
    /** How long a new key may take until it is recognised. */
    usableWithinSeconds: seconds,
    /** Within which time a key that was in use is refused after its deletion; unset: not checked. */
    revocationDeadlineSeconds: seconds.optional(),
  }),

  /** What the rate-limited identity sends, and how many at once: one more than its bucket holds. */
  rateLimit: z.strictObject({
    method,
    path: urlPath,
    body: z.unknown().optional(),
    requests: z.int().min(2).max(100),
    /** How to remove what one such request creates: `{id}` is taken from the answer's `id` field. */
    removal: z.strictObject({ path: urlPath, id: jsonPath }).optional(),
    /** A longer Retry-After than this is taken for a mistake of units. */
    maxRetryAfterSeconds: z.int().positive(),
  }),

  cors: z.strictObject({ statuses: z.array(z.int()).min(1), headers: z.array(name) }),

  probes: z.strictObject({
    /** The value of every path parameter: an id that can't exist. */
    parameter: name,
    /** A body that no route accepts. */
    body: z.unknown(),
    /** What a single route needs instead, by `METHOD /path`. */
    routes: z.record(z.string().regex(/^[A-Z]+ \//, 'must be "METHOD /path"'), probe),
  }),

  /** Sign-up by a bootstrap link and a passkey. */
  signup: signupSchema,

  /** A service with sockets, and the secret that its tokens are signed with. */
  realtime: realtimeSchema,

  /** Sign-in by GitHub, exercises, and who has solved them. */
  progress: progressSchema,

  /** The API with its own accounts, tokens and posts. */
  sessions: sessionsSchema,

  /** How long answers may take; of a route, what it says itself. Bursts, and requests beside others, take longer. */
  latency: budget.extend({ routes: z.record(z.string().regex(/^[A-Z]+ \//, 'must be "METHOD /path"'), budget) }),

  /** Likely causes of failures, beside the built-in ones. */
  diagnoses: z.array(diagnosis),

  registry: z.strictObject({
    /** The names that a registry's entries may use for each part, first match. */
    fields: z.strictObject({ path: z.array(name).min(1), methods: z.array(name).min(1), auth: z.array(name).min(1) }),
    /** Which credentials each auth type admits. */
    authTypes: z.record(z.string(), z.array(z.enum(['jwt', 'apiKey', 'admin', 'anonymous'])).min(1)),
  }),
});

export type Contract = Z.infer<typeof contractSchema>;
export type Refusal = Z.infer<typeof refusal>;
export type Probe = Z.infer<typeof probe>;
export type Method = Z.infer<typeof method>;
export type Credential = Contract['registry']['authTypes'][string][number];
