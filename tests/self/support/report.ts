import { z } from 'zod';
import { everythingIn } from './archive';

/** A test in an HTML report. */
export interface Shown {
  title: string;
  tags: string[];
  outcome: string;
  /** The status of each attempt. */
  attempts: string[];
  /** The kinds of what is said of its last attempt. */
  annotations: string[];
  /** The titles of its steps, of all attempts, each before those within it. */
  steps: string[];
  /** What of its attachments is shown inline, by their names. */
  attachments: Record<string, string>;
}

interface Step {
  title: string;
  steps: Step[];
}

const step: z.ZodType<Step> = z.object({
  title: z.string(),
  get steps() {
    return z.array(step);
  },
});

const titlesOf = ({ title, steps }: Step): string[] => [title, ...steps.flatMap(titlesOf)];

const files = z.object({
  fileId: z.string(),
  tests: z.array(
    z.object({
      title: z.string(),
      tags: z.array(z.string()),
      outcome: z.string(),
      results: z.array(
        z.object({
          status: z.string(),
          annotations: z.array(z.object({ type: z.string() })),
          attachments: z.array(z.object({ name: z.string(), body: z.string().optional() })),
          steps: z.array(step),
        }),
      ),
    }),
  ),
});

/** The tests that the HTML report in a folder shows, by its own data. */
export function shownIn(folder: string): Shown[] {
  return everythingIn(folder).flatMap((text) => {
    if (!text.startsWith('{"fileId"')) return [];
    return files.parse(JSON.parse(text)).tests.map(({ results, ...test }) => ({
      ...test,
      attempts: results.map(({ status }) => status),
      annotations: results.at(-1)?.annotations.map(({ type }) => type) ?? [],
      steps: results.flatMap(({ steps }) => steps.flatMap(titlesOf)),
      attachments: Object.fromEntries(
        results.flatMap(({ attachments }) => attachments).map(({ name, body = '' }) => [name, body]),
      ),
    }));
  });
}
