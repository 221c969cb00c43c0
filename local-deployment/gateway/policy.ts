import type { z as Z } from 'zod';
import { z } from '../zod';

const texts = z.union([z.string(), z.array(z.string())]).transform((value) => (Array.isArray(value) ? value : [value]));

const statement = z.object({
  Action: texts.refine((actions) => actions.includes('execute-api:Invoke')),
  Effect: z.enum(['Allow', 'Deny']),
  Resource: texts,
});

/** What the gateway accepts from an authorizer; anything else is an authorizer configuration error. */
export const authorizerResult = z.object({
  principalId: z.string(),
  policyDocument: z.object({ Statement: z.array(statement).min(1) }),
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).default({}),
});

export type ParsedAuthorizerResult = Z.output<typeof authorizerResult>;

export type Verdict = 'allow' | 'explicit-deny' | 'implicit-deny';

export function evaluate(result: ParsedAuthorizerResult, methodArn: string): Verdict {
  const effects = result.policyDocument.Statement.filter(({ Resource }) =>
    Resource.some((pattern) => matches(pattern, methodArn)),
  ).map(({ Effect }) => Effect);
  if (effects.includes('Deny')) return 'explicit-deny';
  return effects.includes('Allow') ? 'allow' : 'implicit-deny';
}

/** `*` and `?` as in the ARNs of policies. */
export function matches(pattern: string, arn: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(arn);
}
