import type { z as Z } from 'zod';
import { z } from '../zod';
import { jsonPath, name, refusal, urlPath } from '../parts';
import { suggest } from '../suggest';
import { naming } from '../template';

const seconds = z.number().positive().max(900);
const texts = z.record(z.string(), z.string());
const code = z.int().min(1000).max(4999);
const closeCodes = z.array(code).min(1);

const TOKEN = '{token}';
const lacksToken = `must have ${TOKEN} in it`;
const tokenText = name.includes(TOKEN, lacksToken);

/** Where a handshake has its token. */
const carrier = naming(
  z.discriminatedUnion('in', [
    z.strictObject({ in: z.literal('header'), name, value: tokenText }),
    z.strictObject({ in: z.literal('query'), name, value: tokenText }),
    z.strictObject({ in: z.literal('cookie'), name, value: tokenText }),
    /** The subprotocols that are offered (RFC 6455 §1.9), and the one that the server has to choose. */
    z.strictObject({
      in: z.literal('subprotocol'),
      offer: z.array(name).refine((offer) => offer.some((each) => each.includes(TOKEN)), lacksToken),
      chosen: name,
    }),
  ]),
  ['token'],
);

const field = z.enum(['text', 'number', 'boolean', 'object', 'list', 'time', 'anything']);

const event = z.strictObject({
  name,
  /** What it has, and of which type, by its path. A text is not empty; a time is written as `timestamps` says. */
  fields: z.record(jsonPath, field),
  /** Whether it may be missing, and whether it may come again. */
  optional: z.boolean().optional(),
  repeats: z.boolean().optional(),
  /** The event that it ends: each of those has one of these after it. */
  closes: name.optional(),
});

export const realtimeSchema = z.strictObject({
  /** The kind of gateway before the service's HTTP routes. */
  gateway: z.enum(['rest-api', 'http-api', 'none']),

  /** How the deployment comes by the secret that its tokens are signed with. */
  secret: z.strictObject({
    /** Variables in the order in which it looks for them, `{ENVIRONMENT}` in upper case; `store` is its secret store. */
    sources: naming(z.array(name).min(1), ['ENVIRONMENT']),
    environments: z.array(name).min(1),
    leastBytes: z.int().positive(),
    /** What no secret may contain, whatever the case. */
    placeholders: z.array(name),
    /** How the secret's bytes are made of its text. */
    encoding: z.enum(['utf8', 'base64', 'base64url', 'hex']),
    /** What a deployment says that finds no secret; letters and digits count. */
    missing: z.string().regex(/[\p{L}\p{N}]/u, 'must have letters or digits'),
  }),

  token: z.strictObject({
    algorithm: z.enum(['HS256', 'HS384', 'HS512']),
    lifetimeSeconds: z.int().min(1),
    /** What tokens say of their holders where nobody logs in, without times; null: as those say that a login brings. */
    claims: z.record(z.string(), z.unknown()).nullable(),
    /** The same of another user. */
    otherClaims: z.record(z.string(), z.unknown()).nullable(),
    /** Whether tokens of another issuer, or for another audience, must be refused. */
    checks: z.strictObject({ issuer: z.boolean(), audience: z.boolean() }),
  }),

  login: z.strictObject({
    path: urlPath,
    headers: texts.optional(),
    body: naming(z.unknown(), ['email', 'password']),
    /** How the body is written: as JSON, or as a form, of texts only (OAuth 2.0 password grant, RFC 6749 §4.3.2). */
    as: z.enum(['json', 'form']),
    status: z.int().min(200).max(299),
    /** Where its answer has the token. */
    token: jsonPath,
  }),

  /** What a GET answers that needs a token. */
  http: z.strictObject({
    path: urlPath,
    headers: naming(texts, ['token']),
    status: z.int().min(200).max(299),
    foreignSignature: refusal,
  }),

  health: z.strictObject({
    path: urlPath,
    status: z.int().min(200).max(299),
    /** Where it says whether there is a secret, and what it says then; null where it says nothing of it. */
    secret: z.strictObject({ path: jsonPath, ok: z.union([z.string(), z.boolean()]) }).nullable(),
  }),

  socket: z.strictObject({
    path: urlPath,
    /** What else a handshake has. */
    headers: texts,
    query: texts,
    carriers: z.array(carrier).min(1),
    /** Where a token is of no use. */
    wrongPlaces: z.array(carrier),
    opensWithinSeconds: seconds,
    /** The type of the message that says that a socket is let in; null, or where it does not come: that it is not closed. */
    greeting: name.nullable(),
    /** What counts as a refusal: a status in the handshake, or a close with such a code so soon after the opening. */
    refused: z
      .strictObject({
        statuses: z.array(z.int().min(400).max(599)),
        codes: z.array(code),
        withinSeconds: seconds,
      })
      .refine(({ statuses, codes }) => statuses.length + codes.length > 0, 'has neither statuses nor codes'),
  }),

  events: z
    .strictObject({
      /** Where a message says what it is, and which request it belongs to. */
      type: jsonPath,
      requestId: jsonPath,
      /** Who makes a request's id up; that of the server is the one in the first event. */
      idFrom: z.enum(['client', 'server']),
      request: naming(z.unknown(), ['request', 'message']),
      /** What is sent first on every socket, such as a subscription. */
      before: z.array(z.unknown()),
      message: name,
      /** In the order in which they first come. Messages of other types are passed over. */
      sequence: z.array(event).min(1),
      /** Where the last one has the answer. */
      answer: jsonPath,
      deadlineSeconds: seconds,
      /** Who gets a request's events: the connection that asked, or all connections of its user. */
      deliveredTo: z.enum(['connection', 'user']),
    })
    .refine(
      ({ idFrom, deliveredTo }) => idFrom === 'client' || deliveredTo === 'connection',
      'idFrom "server" and deliveredTo "user" leave it open which request an event belongs to',
    )
    .superRefine(({ sequence }, context) => {
      const names = sequence.map((each) => each.name);
      for (const { name: own, closes } of sequence) {
        if (closes === undefined || names.some((each) => each === closes && each !== own)) continue;
        const near = suggest(closes, names);
        const hint = near === undefined ? '' : `did you mean "${near}"? `;
        context.addIssue(`"${own}" closes "${closes}", which is no other event: ${hint}valid are ${names.join(', ')}`);
      }
    }),

  /** What becomes of an open socket whose token expires. */
  expiry: z.strictObject({
    lifetimeSeconds: z.int().min(1).max(600),
    outcome: z.enum(['closed', 'kept']),
    codes: closeCodes,
    withinSeconds: seconds,
  }),

  /** Within which time a ping, a close or a faulty message is answered. */
  answersWithinSeconds: seconds,

  /** What a client sends to have the server close the connection, and how it does; null where there is no such thing. */
  ending: z.strictObject({ request: z.unknown(), codes: closeCodes }).nullable(),

  /** How faulty messages are answered: by a message with this value at a path (null: any value), or a close with such a code. */
  faulty: z.strictObject({
    path: jsonPath,
    value: name.nullable(),
    codes: closeCodes,
    tooLargeBytes: z.int().positive().max(16_777_216).nullable(),
  }),
});

export type RealtimeContract = Z.infer<typeof realtimeSchema>;
export type Carrier = RealtimeContract['socket']['carriers'][number];
export type EventShape = RealtimeContract['events']['sequence'][number];
