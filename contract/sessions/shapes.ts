import { isDeepStrictEqual } from 'node:util';
import { z } from '../zod';
import type { Contract } from '../schema';
import { unwrap, type Shape } from '../shapes';
import { valueAt } from '../value';

/** Ids are texts to us, also where an API has numbers. */
const id = z.union([z.string().min(1), z.number().transform(String)]);

export interface Account {
  userId: string;
  username: string;
}

export interface Post {
  id: string;
  title: string;
  content: string;
}

interface Tokens {
  accessToken: string;
  refreshToken: string | undefined;
}

/** What the answers of an API with its own accounts must have. */
export interface SessionsShapes {
  health: Shape<object>;
  /** The profile of this account; with this role. */
  account: (username: string, role?: 'user' | 'admin') => Shape<Account>;
  /** The same of who has just been registered; undefined where a registration doesn't answer with it. */
  newAccount: (username: string) => Shape<Account> | undefined;
  /** An access token; and a refresh token, where the body has it. */
  tokens: Shape<Tokens>;
  /** The same, and the type that clients present it by. */
  pair: Shape<Tokens>;
  /** A post; with these texts. */
  post: (expected?: Partial<Post>) => Shape<Post>;
  posts: Shape<Post[]>;
}

export function sessionsShapesOf({ sessions }: Pick<Contract, 'sessions'>): SessionsShapes {
  const { envelope, health, register, me, token, access, posts } = sessions;
  const body = (json: unknown): unknown => unwrap(json, envelope);
  const post = (value: unknown, expected: Partial<Post>): { value: Post } | { problems: string[] } => {
    const { fields } = posts;
    const read = z.object({ id, title: z.string(), content: z.string() }).safeParse({
      id: valueAt(value, fields.id),
      title: valueAt(value, fields.title),
      content: valueAt(value, fields.content),
    });
    if (!read.success)
      return { problems: read.error.issues.map(({ path: [field] }) => `${named(fields, field)} is no text`) };
    const problems = (['id', 'title', 'content'] as const).flatMap((field) =>
      expected[field] === undefined || expected[field] === read.data[field]
        ? []
        : [`${fields[field]} is "${read.data[field]}", not "${expected[field]}"`],
    );
    return problems.length > 0 ? { problems } : { value: read.data };
  };

  const account: SessionsShapes['account'] = (username, role) => ({
    name: `the profile of ${username}${role === undefined ? '' : `, with the role of ${role === 'admin' ? 'an admin' : 'a user'}`}`,
    parse(json) {
      const values = body(json);
      const user = id.safeParse(valueAt(values, me.fields.userId));
      const name = valueAt(values, me.fields.username);
      const found = valueAt(values, me.fields.role);
      const wanted = role === undefined ? found : me.roles[role];
      const problems = [
        ...(user.success ? [] : [`${me.fields.userId} is missing, or neither a text nor a number`]),
        ...(name === username ? [] : [`${me.fields.username} is ${shown(name)}, not "${username}"`]),
        ...(isDeepStrictEqual(found, wanted) ? [] : [`${me.fields.role} is ${shown(found)}, not ${shown(wanted)}`]),
      ];
      return user.success && problems.length === 0 ? { value: { userId: user.data, username } } : { problems };
    },
  });

  const tokens: SessionsShapes['tokens'] = {
    name: 'two tokens',
    parse(json) {
      const accessToken = valueAt(body(json), token.accessToken);
      const { refreshToken: from } = token;
      const refreshToken = from.in === 'body' ? valueAt(body(json), from.at) : undefined;
      const problems = [
        ...(isText(accessToken) ? [] : [`${token.accessToken} is no text`]),
        ...(from.in === 'cookie' || isText(refreshToken) ? [] : [`${from.at} is no text`]),
      ];
      if (!isText(accessToken) || problems.length > 0) return { problems };
      return { value: { accessToken, refreshToken: isText(refreshToken) ? refreshToken : undefined } };
    },
  };

  return {
    account,
    newAccount: (username) => (register.profile ? account(username, 'user') : undefined),
    health: {
      name: 'a healthy service and its database',
      parse(json) {
        const problems = Object.entries(health.says).flatMap(([path, wanted]) => {
          const found = valueAt(body(json), path);
          return isDeepStrictEqual(found, wanted) ? [] : [`${path} is ${shown(found)}, not ${shown(wanted)}`];
        });
        return problems.length > 0 ? { problems } : { value: {} };
      },
    },
    tokens,
    pair: {
      name: 'a pair of tokens',
      parse(json) {
        const parsed = tokens.parse(json);
        if (token.tokenType === null) return parsed;
        const type = valueAt(body(json), token.tokenType);
        const [scheme = ''] = access.value.split(' ');
        // RFC 6749 §5.1: its value is case insensitive.
        if (typeof type === 'string' && type.toLowerCase() === scheme.toLowerCase()) return parsed;
        const problem = `${token.tokenType} is ${shown(type)}, not "${scheme.toLowerCase()}"`;
        return { problems: [...('problems' in parsed ? parsed.problems : []), problem] };
      },
    },
    post: (expected = {}) => ({
      name: expected.title === undefined ? 'a post' : 'the post as it was sent',
      parse: (json) => post(body(json), expected),
    }),
    posts: {
      name: 'a list of posts',
      parse(json) {
        const items = posts.items.map((path) => valueAt(body(json), path)).find((value) => Array.isArray(value));
        if (!Array.isArray(items)) return { problems: [`no list at ${posts.items.join(' or ')}`] };
        const read = items.map((item) => post(item, {}));
        const problems = read.flatMap((each, index) =>
          'problems' in each ? each.problems.map((problem) => `[${index}].${problem}`) : [],
        );
        return problems.length > 0
          ? { problems: problems.slice(0, 5) }
          : { value: read.flatMap((each) => ('value' in each ? [each.value] : [])) };
      },
    },
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}

function named(fields: Readonly<Record<string, string>>, field: PropertyKey | undefined): string {
  return fields[String(field)] ?? String(field);
}
