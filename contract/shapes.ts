import { z } from 'zod';
import type { Contract } from './schema';

/** What a success body must have. `parse` gives the values under our names, or one line for each that is wrong. */
export interface Shape<T> {
  name: string;
  parse(json: unknown): { value: T } | { problems: string[] };
}

export interface Profile {
  userId: string;
  email?: string | undefined;
  role?: string | undefined;
  displayName?: string | null | undefined;
  createdAt?: string | number | undefined;
}

export interface CreatedKey {
  id: string;
  /** A placeholder: the secret itself never leaves the client. */
  secret: string;
  scopes?: string[] | undefined;
  createdAt?: string | number | undefined;
}

export interface Shapes {
  profile: Shape<Profile>;
  /** What an update of the display name answers with, at least. */
  updatedName: Shape<{ displayName: string }>;
  createdKey: Shape<CreatedKey>;
}

export function shapesOf(contract: Contract): Shapes {
  const { profile, apiKeys } = contract;
  const time = timestamp(contract.timestamps);
  return {
    profile: shape(
      'a profile',
      contract,
      profile.fields,
      z.object({
        userId: z.string().min(1),
        email: optional(z.email(), profile.optional.includes('email')),
        role: optional(z.string().min(1), profile.optional.includes('role')),
        displayName: optional(z.string().nullable(), profile.optional.includes('displayName')),
        createdAt: optional(time, profile.optional.includes('createdAt')),
      }),
    ),
    updatedName: shape(
      'the new display name',
      contract,
      { displayName: profile.fields.displayName },
      z.object({ displayName: z.string() }),
    ),
    createdKey: shape(
      'a created API key',
      contract,
      apiKeys.fields,
      z.object({
        id: z.union([z.string().min(1), z.number().transform(String)]),
        secret: z.string().min(1),
        scopes: optional(z.array(z.string().min(1)).min(1), apiKeys.optional.includes('scopes')),
        createdAt: optional(time, apiKeys.optional.includes('createdAt')),
      }),
    ),
  };
}

function shape<T>(
  name: string,
  contract: Contract,
  fields: Readonly<Record<string, string>>,
  schema: z.ZodType<T>,
): Shape<T> {
  return {
    name,
    parse(json) {
      const body = unwrap(json, contract.envelope);
      if (body === undefined) return { problems: [`no "${contract.envelope.field}" around the body`] };
      const values = Object.fromEntries(Object.entries(fields).map(([field, path]) => [field, valueAt(body, path)]));
      const parsed = schema.safeParse(values);
      if (parsed.success) return { value: parsed.data };
      return {
        problems: parsed.error.issues.map(
          ({ path: [field], message }) => `${fields[String(field)] ?? String(field)} ${wording(message)}`,
        ),
      };
    },
  };
}

/** Zod's message as part of a sentence about a field. */
function wording(message: string): string {
  if (message.endsWith('received undefined')) return 'is missing';
  if (/^Too (small|big): expected number/.test(message)) return 'is no time in this unit';
  if (message.startsWith('Too small')) return 'is empty';
  return `is no ${message.replace(/^Invalid (input: expected )?/, '').replace(', received', ' but')}`;
}

/** A field that must be there keeps its own message ("expected string, received undefined"). */
function optional<T>(schema: z.ZodType<T>, may: boolean): z.ZodType<T | undefined> {
  return may ? schema.optional() : schema.transform((value): T | undefined => value);
}

function timestamp(format: Contract['timestamps']): z.ZodType<string | number> {
  const earliest = Date.UTC(2000, 0, 1);
  switch (format) {
    case 'iso-8601':
      return z.iso.datetime({ offset: true });
    case 'epoch-seconds':
      return z
        .number()
        .min(earliest / 1000)
        .max(earliest);
    case 'epoch-milliseconds':
      return z.number().min(earliest);
  }
}

/** A success body without its envelope; undefined when the contract demands an envelope and there is none. */
export function unwrap(json: unknown, { field, use }: Contract['envelope']): unknown {
  if (use === 'never') return json;
  const wrapped = valueAt(json, field);
  if (wrapped !== undefined && wrapped !== null) return wrapped;
  return use === 'always' ? undefined : json;
}

/** The value at a path of property names joined by dots; `.` is the value itself. */
export function valueAt(json: unknown, path: string): unknown {
  if (path === '.') return json;
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? Reflect.get(value, name)
          : undefined,
      json,
    );
}

/** A body with one value at such a path: `{ a: { b: value } }` for `a.b`. */
export function bodyWith(path: string, value: unknown): unknown {
  return path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
}
