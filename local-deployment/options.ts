import type { z as Z } from 'zod';
import { z } from './zod';
import type { Catalogue } from './catalogue';
import { nearest } from './nearest';

/** Each option's valid values and purpose, in the words of its error message and of --help. */
export const optionTexts = z.registry<{ expects: string; help: string }>();

/** Options come as values or, from the environment and the command line, as text. */
const text = (fallback: string, pattern: RegExp, expects: string, help: string) =>
  z
    .string()
    .regex(pattern)
    .default(fallback)
    .register(optionTexts, { expects, help: `${help} (default ${fallback})` });

const whole = (fallback: number, min: number, max: number, help: string) =>
  z
    .preprocess(
      (value) => (typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value),
      between(min, max),
    )
    .default(fallback)
    .register(optionTexts, { expects: `a whole number from ${min} to ${max}`, help: `${help} (default ${fallback})` });

const toggle = (fallback: boolean, help: string) =>
  z
    .preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean())
    .default(fallback)
    .register(optionTexts, { expects: 'true or false', help: `${help} (default ${fallback})` });

/** The name of an entry of a catalogue. */
const entry = (help: string) =>
  z.string().optional().register(optionTexts, { expects: 'a name; any other one lists them', help });

const between = (min: number, max: number) => z.int().min(min).max(max);

const origin = /^(\*|https?:\/\/[^/\s]+)$/;
const scope = /^[!#-[\]-~]+$/;
const field = /^[A-Za-z_]\w*$/;

export const optionsSchema = z.strictObject({
  stage: text('prod', /^\w+$/, 'letters, digits and underscores', 'stage, the first segment of each path'),
  port: whole(0, 0, 65_535, 'port on 127.0.0.1; 0 takes a free one'),
  latencyMs: whole(0, 0, 60_000, 'milliseconds added to each request'),
  unavailableEvery: whole(0, 0, 1_000_000, 'of so many requests the last is answered with 503; 0 for none'),
  indexLagMs: whole(0, 0, 60_000, 'milliseconds that lists are behind their tables'),
  keyLookupLagMs: whole(0, 0, 60_000, "milliseconds that the authorizer's key index is behind its table"),
  authorizerCacheSeconds: whole(0, 0, 3_600, "seconds for which the gateway reuses the authorizer's results"),
  coldStartMs: whole(0, 0, 30_000, "milliseconds added to each function's first invocation"),
  tokenLifetimeSeconds: whole(60, 1, 86_400, 'lifetime of session tokens'),
  signedIn: toggle(false, 'whether the users have active sessions already'),
  sessionCreation: toggle(true, "whether the issuer's Backend API creates sessions"),
  liveKeys: toggle(false, "whether the issuer's keys are those of a production instance"),
  issuerRequestsPerTenSeconds: whole(0, 0, 1_000_000, 'requests that the issuer answers in ten seconds; 0 is no limit'),
  keyCreationsPerHour: whole(10, 0, 1_000_000, 'API keys that a user may create in an hour; 0 is no limit'),
  otherKeys: whole(0, 0, 10_000, 'API keys that the main user has already'),
  envelope: toggle(true, 'wrap success bodies in { data }'),
  emailInProfile: toggle(true, 'give the email in profiles'),
  keyNameRequired: toggle(false, 'want a name for each API key'),
  secretField: text('keyValue', field, 'a field name', "field of a new API key's secret"),
  pageSize: whole(0, 0, 100, 'API keys per page, as { items, nextCursor }; 0 lists them all, bare'),
  fullScope: text('full', scope, 'a scope name without spaces', 'scope of a key that may do anything'),
  captureScope: text('capture', scope, 'a scope name without spaces', 'scope of a key that may only capture'),
  corsOrigin: text(
    'http://localhost:3000',
    origin,
    'an origin such as https://app.example.com, or *',
    'browser origin',
  ),
  fault: entry('a defect to start with'),
  weather: entry('a condition to start under'),
});

export type DeploymentOptions = Z.output<typeof optionsSchema>;

export const optionNames: readonly string[] = Object.keys(optionsSchema.shape);

/** One line per problem; none of them has a stack that a user needs. */
export class OptionsError extends Error {
  readonly code = 'INVALID_OPTIONS';

  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

export interface GivenOption {
  readonly value: unknown;
  /** As the user wrote it: LOCAL_LATENCY_MS, --latency-ms, latencyMs. */
  readonly source: string;
}

/**
 * By option name; what isn't given is as the weather has it, or has its default. Throws an OptionsError with every
 * problem.
 */
export function parseOptions(
  explicit: Readonly<Record<string, GivenOption>>,
  catalogue: Catalogue = { faults: [], weathers: [] },
): DeploymentOptions {
  const given = { ...optionsOfWeather(explicit['weather']?.value, catalogue), ...explicit };
  const values = Object.fromEntries(Object.entries(given).map(([name, { value }]) => [name, value]));
  const parsed = optionsSchema.safeParse(values);
  const unknown = [
    ...unknownName(given['fault'], catalogue.faults),
    ...unknownName(given['weather'], catalogue.weathers),
  ];
  if (parsed.success && unknown.length === 0) return parsed.data;

  const schemas: Record<string, Z.ZodType> = optionsSchema.shape;
  const lines = (parsed.error?.issues ?? []).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => `${given[key]?.source ?? key} is no option. Options: ${optionNames.join(', ')}`);
    }
    const name = String(issue.path[0]);
    const written = `${given[name]?.source ?? name} is ${JSON.stringify(given[name]?.value)}`;
    const schema = schemas[name];
    const expects = schema ? optionTexts.get(schema)?.expects : undefined;
    return [`${written}; expected ${expects ?? issue.message}`];
  });
  throw new OptionsError([...lines, ...unknown]);
}

/** What is no text is a problem of its own. */
function unknownName(option: GivenOption | undefined, entries: readonly { name: string }[]): string[] {
  const names = entries.map(({ name }) => name);
  if (option === undefined || typeof option.value !== 'string' || names.includes(option.value)) return [];
  const near = nearest(option.value, names);
  const hint = near === undefined ? 'expected' : `did you mean ${near}? Expected`;
  return [`${option.source} is ${JSON.stringify(option.value)}; ${hint} one of ${names.join(', ')}`];
}

function optionsOfWeather(name: unknown, { weathers }: Catalogue): Record<string, GivenOption> {
  const options = weathers.find((weather) => weather.name === name)?.options ?? {};
  const source = `weather ${String(name)}`;
  return Object.fromEntries(Object.entries(options).map(([option, value]) => [option, { source, value }]));
}
