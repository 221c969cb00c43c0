import type { z } from 'zod';
import { suggest } from './suggest';
import { valueAt } from './value';

/** What is filled in where a text names it: `{token}`, or a part of it, `{credential.response}`. */
export type TemplateValues = Readonly<Record<string, unknown>>;

const WHOLE = /^\{([\w.]+)\}$/;
const WITHIN = /\{([\w.]+)\}/g;

/** Puts values in place of what a template names: a text that is a name alone becomes the value itself, of whatever type. */
export function fill(template: unknown, values: TemplateValues): unknown {
  if (Array.isArray(template)) return template.map((each) => fill(each, values));
  if (typeof template === 'object' && template !== null) {
    return Object.fromEntries(Object.entries(template).map(([name, each]) => [name, fill(each, values)]));
  }
  if (typeof template !== 'string') return template;
  const whole = WHOLE.exec(template)?.[1];
  return whole === undefined ? fillText(template, values) : valueAt(values, whole);
}

/** @param encode what is done to each value, as in a path */
export function fillText(template: string, values: TemplateValues, encode = (text: string): string => text): string {
  return template.replace(WITHIN, (_, name: string) => {
    const value = valueAt(values, name);
    if (value === undefined) return '';
    return encode(typeof value === 'string' ? value : JSON.stringify(value));
  });
}

/** The roots of all names in a template. */
export function namesIn(template: unknown): string[] {
  if (typeof template === 'object' && template !== null) return Object.values(template).flatMap(namesIn);
  if (typeof template !== 'string') return [];
  return [...template.matchAll(WITHIN)].map(([, name = '']) => name.split('.')[0] ?? '');
}

/** A template that may name these values only. */
export function naming<T extends z.ZodType>(schema: T, known: readonly string[]): T {
  return schema.superRefine((template, context) => {
    for (const unknown of namesIn(template).filter((each) => !known.includes(each))) {
      const near = suggest(unknown, known);
      const hint = near === undefined ? '' : `did you mean {${near}}? `;
      context.addIssue(`{${unknown}} is nothing to fill in here: ${hint}valid are {${known.join('}, {')}}`);
    }
  });
}
