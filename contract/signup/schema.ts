import type { z as Z } from 'zod';
import { z } from '../zod';
import { bodyPath, jsonPath, name, refusal, urlPath } from '../parts';
import { naming } from '../template';

const texts = z.record(z.string(), z.string());

/** A POST; every text in it may name these values as `{token}`. */
const request = (known: readonly string[]) =>
  naming(
    z.strictObject({
      path: urlPath,
      query: texts.optional(),
      headers: texts.optional(),
      body: z.unknown().optional(),
      /** What it answers when it succeeds. */
      status: z.int().min(200).max(299),
    }),
    known,
  );

const everything = ['email', 'token', 'session', 'credential', 'options'];

/** What probably is behind a failure, and what to try next. All that is given has to fit; of several the last one is told. */
const cause = z.strictObject({
  step: z.enum(['SU1', 'SU2', 'SU3', 'SU4', 'SU5', 'SU6', 'SU7', 'SU8']).optional(),
  status: z.int().optional(),
  /** What the answer says somewhere; letters and digits count, in upper or lower case. */
  says: name.optional(),
  cause: name,
  next: name,
});

export const signupSchema = z.strictObject({
  begin: request(['email', 'token']),
  verify: request(everything),
  /** Where begin's answer has the creation options, first match that has a challenge; `.` is the body itself. */
  options: z.array(bodyPath).min(1),
  /** Where an answer has what names its session, for `{session}`; first match. */
  session: z.array(jsonPath),
  /** Where verify's answer has its parts; `status: null` where none says that all is well. */
  registered: z.strictObject({
    status: jsonPath.nullable(),
    ok: z.union([name, z.boolean()]),
    userId: jsonPath,
    recoveryCodes: jsonPath,
  }),
  /** What writes the user's row: the mint command, or which of the two requests. */
  userRow: z.enum(['mint', 'begin', 'verify']),
  /** How long the find command may lag behind a write. */
  visibleWithinSeconds: z.number().min(0).max(900),
  /** Whether a challenge may be answered again after a refusal. */
  challengeSurvivesRefusal: z.boolean(),
  /** How the passkey signs in; null where the deployment offers no such thing. */
  signIn: z
    .strictObject({
      begin: request(['email']),
      verify: request(['email', 'session', 'credential']),
      userId: jsonPath,
    })
    .nullable(),
  errors: z.strictObject({
    expiredLink: refusal,
    foreignLink: refusal,
    tamperedLink: refusal,
    spentLink: refusal,
    foreignChallenge: refusal,
    usedChallenge: refusal,
    wrongOrigin: refusal,
    wrongRpId: refusal,
    unverifiedUser: refusal,
    withoutBegin: refusal,
    knownCredential: refusal,
    usedAssertion: refusal,
  }),
  causes: z.record(name, cause),
});

export type SignupContract = Z.infer<typeof signupSchema>;
export type RequestTemplate = Z.infer<ReturnType<typeof request>>;
