import { z } from '../zod';
import type { Contract } from '../schema';
import { timestamp, unwrap, type Shape } from '../shapes';
import { valueAt } from '../value';

/** Ids are texts to us, also where an API has numbers. */
const id = z.union([z.string().min(1), z.number().transform(String)]);

export interface Member {
  userId: string;
  login?: string | undefined;
  email?: string | undefined;
}

/** What is recorded of an exercise. */
export interface ProgressEntry {
  exerciseId: string;
  attempts: number;
  /** Null where it was tried, and not solved. */
  completedAt: string | number | null;
}

/** What the answers of a progress API must have. */
export interface ProgressShapes {
  /** That a session is this user's; or anybody's. */
  session: (userId?: string) => Shape<{ userId: string }>;
  /** A profile with these values; with an email in any case where one is needed. */
  member: (expected?: Omit<Partial<Member>, 'email'>, needs?: 'an email') => Shape<Member>;
  /** A list of exercises, in which the marked one is. */
  exercises: Shape<{ ids: string[] }>;
  exercise: (exerciseId: string) => Shape<{ id: string }>;
  entries: Shape<ProgressEntry[]>;
}

export function progressShapesOf(contract: Contract): ProgressShapes {
  const { envelope, session, me, exercises, progress } = contract.progress;
  const body = (json: unknown): unknown => unwrap(json, envelope);
  const time = timestamp(contract.timestamps);
  const exercise = (value: unknown): { id: string } | { problems: string[] } => {
    const found = id.safeParse(valueAt(value, exercises.id));
    const lacking = exercises.texts.filter((path) => !isText(valueAt(value, path)));
    if (found.success && lacking.length === 0) return { id: found.data };
    return { problems: [...(found.success ? [] : [exercises.id]), ...lacking].map((path) => `${path} is no text`) };
  };
  const listed = (json: unknown, paths: readonly string[]): unknown[] | undefined =>
    paths.map((path) => valueAt(body(json), path)).find((value) => Array.isArray(value));

  return {
    session: (userId) => ({
      name: userId === undefined ? 'whose session it is' : `user ${userId}`,
      parse: (json) => ofUser(valueAt(body(json), session.verify.userId), session.verify.userId, userId),
    }),
    member: (expected = {}, needs) => ({
      name: `the profile of who signed in${needs === undefined ? '' : `, with ${needs}`}`,
      parse(json) {
        const values = valuesOf(me.fields, body(json));
        const user = ofUser(values.userId, me.fields.userId, expected.userId);
        const problems = [
          ...('problems' in user ? user.problems : []),
          ...(needs === undefined && me.optional.includes('email') && (values.email ?? undefined) === undefined
            ? []
            : emailProblems(values.email, me.fields.email)),
          ...(me.optional.includes('login') && (values.login ?? undefined) === undefined
            ? []
            : textProblems(values.login, me.fields.login)),
          ...(expected.login !== undefined && isText(values.login) && values.login !== expected.login
            ? [`${me.fields.login} is "${values.login}", not "${expected.login}", who has signed in`]
            : []),
        ];
        if ('problems' in user || problems.length > 0) return { problems };
        return { value: { ...user.value, login: textOf(values.login), email: textOf(values.email) } };
      },
    }),
    exercises: {
      name: `a list of exercises with "${exercises.marked}"`,
      parse(json) {
        const items = listed(json, exercises.items);
        if (items === undefined) return { problems: [noList(exercises.items)] };
        const read = items.map(exercise);
        const problems = read.flatMap((each, index) =>
          'problems' in each ? each.problems.map((problem) => `[${index}].${problem}`) : [],
        );
        const ids = read.flatMap((each) => ('id' in each ? [each.id] : []));
        const twice = ids.find((each, index) => ids.indexOf(each) !== index);
        return problems.length === 0 && twice === undefined && ids.includes(exercises.marked)
          ? { value: { ids } }
          : {
              problems: [
                ...problems.slice(0, 5),
                ...(twice === undefined ? [] : [`"${twice}" is there twice`]),
                ...(ids.includes(exercises.marked)
                  ? []
                  : [
                      `"${exercises.marked}" is not there: name one that scenarios may record by progress.exercises.marked in the contract`,
                    ]),
              ],
            };
      },
    },
    exercise: (exerciseId) => ({
      name: `exercise "${exerciseId}"`,
      parse(json) {
        const read = exercise(body(json));
        if ('problems' in read) return read;
        return read.id === exerciseId
          ? { value: read }
          : { problems: [`${exercises.id} is "${read.id}", not "${exerciseId}"`] };
      },
    }),
    entries: {
      name: 'a list of progress entries',
      parse(json) {
        const items = listed(json, progress.items);
        if (items === undefined) return { problems: [noList(progress.items)] };
        const schema = z.object({ exerciseId: id, attempts: z.int().min(0), completedAt: time.nullable() });
        const read = items.map((item) => schema.safeParse(valuesOf(progress.fields, item)));
        const problems = read.flatMap(({ error }, index) =>
          (error?.issues ?? []).map(
            ({ path: [field], message }) =>
              `[${index}].${fieldNamed(progress.fields, field)}: ${message.replace('Invalid input: ', '')}`,
          ),
        );
        return problems.length > 0
          ? { problems: problems.slice(0, 5) }
          : { value: read.flatMap(({ data }) => (data === undefined ? [] : [data])) };
      },
    },
  };
}

function ofUser(
  found: unknown,
  path: string,
  expected: string | undefined,
): { value: { userId: string } } | { problems: string[] } {
  const user = id.safeParse(found);
  if (!user.success) return { problems: [`${path} is missing, or neither a text nor a number`] };
  return expected === undefined || user.data === expected
    ? { value: { userId: user.data } }
    : { problems: [`${path} is "${user.data}", not "${expected}", who has signed in`] };
}

function valuesOf<F extends string>(fields: Readonly<Record<F, string>>, body: unknown): Record<F, unknown> {
  const entries = Object.entries<string>(fields).map(([field, path]) => [field, valueAt(body, path)]);
  return Object.fromEntries(entries) as Record<F, unknown>;
}

function fieldNamed(fields: Readonly<Record<string, string>>, field: PropertyKey | undefined): string {
  return fields[String(field)] ?? String(field);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function textOf(value: unknown): string | undefined {
  return isText(value) ? value : undefined;
}

function textProblems(value: unknown, path: string): string[] {
  return isText(value) ? [] : [`${path} is ${value === undefined ? 'missing' : 'no text'}`];
}

function emailProblems(value: unknown, path: string): string[] {
  if (z.email().safeParse(value).success) return [];
  return [`${path} is ${value === undefined ? 'missing' : value === null ? 'null' : 'no email address'}`];
}

function noList(paths: readonly string[]): string {
  return `no list at ${paths.join(' or ')}`;
}
