import type { z as Z } from 'zod';
import { z } from './zod';
import type { Contract } from './schema';
import { valueAt } from './value';

/** Ids are texts to us, also where an API has numbers. */
const id = z.union([z.string().min(1), z.number().transform(String)]);

const newKey = z.object({ id, secret: z.string().min(1) });

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

/** The same, where nothing is promised. */
export type OwnValues = { [Field in keyof Profile]?: Profile[Field] | null | undefined };

export interface NewKey {
  id: string;
  /** A placeholder: the secret itself never leaves the client. */
  secret: string;
}

export interface CreatedKey extends NewKey {
  scopes?: string[] | undefined;
  createdAt?: string | number | undefined;
}

export interface Shapes {
  profile: Shape<Profile>;
  /** What is changed and put back in a profile, without a word about the rest of it. */
  ownValues: Shape<OwnValues>;
  /** What an update of the display name answers with, at least. */
  updatedName: Shape<{ displayName: string }>;
  createdKey: Shape<CreatedKey>;
  /** What it takes to use and remove a created key. */
  newKey: Shape<NewKey>;
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
        userId: id,
        email: optional(z.email(), profile.optional.includes('email')),
        role: optional(z.string().min(1), profile.optional.includes('role')),
        displayName: optional(z.string().nullable(), profile.optional.includes('displayName')),
        createdAt: optional(time, profile.optional.includes('createdAt')),
      }),
    ),
    ownValues: shape(
      'an object',
      contract,
      profile.fields,
      z.object({
        userId: id.nullish(),
        email: z.string().nullish(),
        role: z.string().nullish(),
        displayName: z.string().nullish(),
        createdAt: z.union([z.string(), z.number()]).nullish(),
      }),
    ),
    updatedName: shape(
      'the new display name',
      contract,
      { displayName: profile.fields.displayName },
      z.object({ displayName: z.string() }),
    ),
    newKey: shape('an API key', contract, { id: apiKeys.fields.id, secret: apiKeys.fields.secret }, newKey),
    createdKey: shape(
      'a created API key',
      contract,
      apiKeys.fields,
      newKey.extend({
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
  schema: Z.ZodType<T>,
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
  if (message === 'Invalid input') return 'is missing, or neither a text nor a number';
  if (/^Too (small|big): expected number/.test(message)) return 'is no time in this unit';
  if (message.startsWith('Too small')) return 'is empty';
  return `is no ${message.replace(/^Invalid (input: expected )?/, '').replace(', received', ' but')}`;
}

/** A field that must be there keeps its own message ("expected string, received undefined"). */
function optional<T>(schema: Z.ZodType<T>, may: boolean): Z.ZodType<T | undefined> {
  return may
    ? schema.nullish().transform((value): T | undefined => value ?? undefined)
    : schema.transform((value): T | undefined => value);
}

export function timestamp(format: Contract['timestamps']): Z.ZodType<string | number> {
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

/** A body with one value at such a path: `{ a: { b: value } }` for `a.b`. */
export function bodyWith(path: string, value: unknown): unknown {
  return path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
}
