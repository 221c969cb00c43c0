import type { z } from 'zod';
import { Refusal } from './refusal';

export function parseJson(body: string | null): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    throw new Refusal(400, 'VALIDATION_ERROR', 'The body is not JSON');
  }
}

export function validated<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(': '));
  throw new Refusal(400, 'VALIDATION_ERROR', problems.join('; '));
}
