import type { z as Z } from 'zod';
import { z } from './zod';
import { defaultContract } from './default';
import { contractSchema, type Contract } from './schema';
import { suggest } from './suggest';

/** A contract's overrides: any part may be left out; lists are replaced as a whole, objects are merged. */
export type ContractOverrides = Overrides<Contract>;

type Overrides<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: Overrides<T[K]> } : T;

/** Types a user's contract; what it leaves out stays as it is by default. */
export function defineContract(overrides: ContractOverrides): ContractOverrides {
  return overrides;
}

/** The whole contract that some overrides make, or one line for each field that is unknown or has a wrong value. */
export function mergeContract(overrides: unknown): { contract: Contract } | { problems: string[] } {
  if (!isPlainObject(overrides)) return { problems: ['the default export must be an object of overrides'] };
  const parsed = contractSchema.safeParse(merge(defaultContract, overrides));
  if (parsed.success) return { contract: parsed.data };
  return { problems: parsed.error.issues.flatMap((issue) => describe(issue)) };
}

/** What is sent is a whole: a body that mixes the default's fields with the user's would be nobody's. */
const wholes: ReadonlySet<string> = new Set([
  ...['body', 'request', 'headers', 'claims', 'otherClaims'],
  ...['form', 'withoutId', 'forOther', 'session.csrf'],
  ...['health.says', 'elevating', 'lowering', 'token.refreshToken'],
]);

function merge(base: unknown, overrides: unknown, name = ''): unknown {
  if (!isPlainObject(base) || !isPlainObject(overrides)) return overrides;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(overrides)) {
    if (value !== undefined) {
      const whole = wholes.has(key) || wholes.has(`${name}.${key}`);
      merged[key] = whole ? value : merge(base[key], value, key);
    }
  }
  return merged;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || value instanceof Promise) return false;
  return !Array.isArray(value);
}

function describe(issue: Z.core.$ZodIssue): string[] {
  const path = issue.path.join('.');
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => `${path}: ${message}`);
  if (issue.code !== 'unrecognized_keys') return [`${path}: ${issue.message.replace(/^Invalid input: /, '')}`];
  const valid = fieldsAt(contractSchema, issue.path);
  return issue.keys.map((key) => {
    const near = suggest(key, valid);
    const field = path === '' ? key : `${path}.${key}`;
    return `${field}: unknown field; ${near === undefined ? '' : `did you mean "${near}"? `}valid are ${valid.join(', ')}`;
  });
}

/** The field names that the schema knows at a path. */
function fieldsAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  const [key, ...rest] = path;
  if (schema instanceof z.ZodOptional) return fieldsAt(schema.unwrap(), path);
  if (schema instanceof z.ZodArray) return fieldsAt(schema.element, rest);
  if (schema instanceof z.ZodRecord) return key === undefined ? [] : fieldsAt(schema.valueType, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  return key === undefined ? Object.keys(schema.shape) : fieldsAt(schema.shape[String(key)], rest);
}
