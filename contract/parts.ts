import { z } from './zod';

// What several parts of the contract are made of.

export const name = z.string().min(1);

/** Where a value is found in a JSON body: property names joined by dots (`error.code`). */
export const jsonPath = z.string().regex(/^[^.]+(\.[^.]+)*$/, 'must be property names joined by dots');

/** The same, where the body itself may be meant, by `.`. */
export const bodyPath = z.union([z.literal('.'), jsonPath]);

/** An absolute path below the API's URL; `{id}` stands for an id. */
export const urlPath = z.string().startsWith('/');

/** How a refusal looks. `code: null` accepts any body: a gateway's default answers carry no code. */
export const refusal = z.strictObject({ status: z.int().min(400).max(599), code: name.nullable() });
