import { z } from 'zod';
import { bodyPath, jsonPath, name, refusal, urlPath } from '../parts';
import { suggest } from '../suggest';
import { namesIn, templateNames } from './template';

const texts = z.record(z.string(), z.string());

/** A POST; every text in it may name values as `{token}`. */
const request = z
  .strictObject({
    path: urlPath,
    query: texts.optional(),
    headers: texts.optional(),
    body: z.unknown().optional(),
  })
  .superRefine((template, context) => {
    const known: readonly string[] = templateNames;
    for (const unknown of namesIn(template).filter((each) => !known.includes(each))) {
      const near = suggest(unknown, known);
      const hint = near === undefined ? '' : `did you mean {${near}}? `;
      context.addIssue(`{${unknown}} is nothing to fill in: ${hint}valid are {${known.join('}, {')}}`);
    }
  });

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
  begin: request,
  verify: request,
  /** Where begin's answer has the creation options, first match that has a challenge; `.` is the body itself. */
  options: z.array(bodyPath).min(1),
  /** Where an answer has what names its session, for `{session}`; first match. */
  session: z.array(jsonPath),
  /** What verify answers. */
  registered: z.strictObject({ status: jsonPath, ok: name, userId: jsonPath, recoveryCodes: jsonPath }),
  /** Which of the two requests writes the user's row. */
  userRow: z.enum(['begin', 'verify']),
  /** Whether a challenge may be answered again after a refusal. */
  challengeSurvivesRefusal: z.boolean(),
  /** How the passkey signs in; null where the deployment offers no such thing. */
  signIn: z.strictObject({ begin: request, verify: request, userId: jsonPath }).nullable(),
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

export type SignupContract = z.infer<typeof signupSchema>;
export type RequestTemplate = z.infer<typeof request>;
