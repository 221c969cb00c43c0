import type { Hono } from 'hono';
import type { Assembled } from './parts';
import { callerOf, fieldsOf } from './reading';
import { Refusal } from './refusal';

/** Registration, one's own profile, and the list for admins. */
export function addAccountRoutes(application: Hono, assembled: Assembled): void {
  const { fields, guard, hashing, pool, presentation, refusals, users } = assembled;

  application.post('/register', async (context) => {
    const { password, ...account } = await fieldsOf(context.req, assembled, fields.registration);
    const user = await users.create(pool, { ...account, passwordHash: await hashing.hash(password) });
    if (!user) throw new Refusal(409, 'Username or email already registered');
    return context.json(presentation.registered(user), 201);
  });

  application.get('/users/me', async (context) => {
    const { user } = await callerOf(context.req, assembled);
    return context.json(presentation.profile(user));
  });

  application.patch('/users/me', async (context) => {
    const { user } = await callerOf(context.req, assembled);
    const changed = await users.update(pool, user.id, await fieldsOf(context.req, assembled, fields.update));
    if (!changed) throw new Refusal(409, 'Email already registered');
    return context.json(presentation.profile(changed));
  });

  application.get('/admin/users', async (context) => {
    const { user } = await callerOf(context.req, assembled);
    if (!guard.mayAdminister(user)) throw refusals.forbidden();
    const all = await users.list(pool);
    return context.json({ items: all.map(presentation.listed) });
  });
}
