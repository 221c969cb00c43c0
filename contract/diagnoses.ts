import type { z as Z } from 'zod';
import { z } from './zod';
import { name } from './parts';
import { scenarioIds } from './scenarios';

const scenarios = z.array(z.enum(scenarioIds)).min(1);

/** What a failure has to be like; everything that is given has to hold. Texts are found in any case, anywhere in the message. */
const symptom = z
  .strictObject({
    /** Of one of these. */
    scenarios: scenarios.optional(),
    /** Scenarios that all have passed, or failed, too. */
    passed: scenarios.optional(),
    failed: scenarios.optional(),
    method: name.optional(),
    /** The beginning of the path. */
    path: z.string().startsWith('/').optional(),
    /** `jwt`, `apiKey:full`, … as in messages. */
    identity: name.optional(),
    status: z.int().min(100).max(599).optional(),
    code: name.optional(),
    layer: z.enum(['gateway', 'integration', 'before the gateway']).optional(),
    /** `x-amzn-errortype`, up to its first colon. */
    errorType: name.optional(),
    says: name.optional(),
  })
  .refine((given) => Object.keys(given).length > 0, 'must say what the failure is like');

/** A likely cause that a deployment adds to the built-in table; it comes before those that explain as much. */
export const diagnosis = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be words in lower case, joined by -'),
  when: symptom,
  cause: name,
  next: z.array(name).max(3),
  /** To paste: `{region}`, `{api}`, `{stage}` and `{request}` (its id) are filled in where the answer tells them. */
  command: name.optional(),
});

export type ContractDiagnosis = Z.infer<typeof diagnosis>;
