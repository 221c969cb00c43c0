import { z } from '../zod';
import type { NewUser, UserChanges } from './users';

/** What is read of a request's body; throws a ZodError. What isn't named here is ignored. */
export interface Fields {
  registration: (body: unknown) => Omit<NewUser, 'passwordHash'> & { password: string };
  update: (body: unknown) => UserChanges;
  refresh: (body: unknown) => string;
  signIn: (form: unknown) => { username: string; password: string };
  post: (body: unknown) => PostFields;
}

export interface PostFields {
  title: string;
  content: string;
}

const registration = z.object({
  username: z.string().regex(/^[\w.-]{3,50}$/, 'should have 3 to 50 letters, digits, dots, hyphens and underscores'),
  email: z.email(),
  password: z.string().min(8).max(200),
});
const update = z.object({ email: z.email().optional() });
const refresh = z.object({ refresh_token: z.string().min(1) });
const signIn = z.object({
  grant_type: z.literal('password').optional(),
  username: z.string().min(1),
  password: z.string().min(1),
});
const post = z.object({ title: z.string().min(1).max(200), content: z.string().min(1).max(10_000) });

export function createFields(): Fields {
  return {
    registration: (body) => ({ ...registration.parse(body), role: 'user' }),
    update: (body) => update.parse(body),
    refresh: (body) => refresh.parse(body).refresh_token,
    signIn: (form) => signIn.parse(form),
    post: (body) => post.parse(body),
  };
}
