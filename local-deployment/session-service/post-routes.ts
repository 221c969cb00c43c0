import type { Hono, HonoRequest } from 'hono';
import type { Assembled } from './parts';
import type { Post, Posts } from './posts';
import { callerOf, fieldsOf } from './reading';
import { Refusal } from './refusal';
import type { User } from './users';

/** What users write; each for himself. */
export function addPostRoutes(application: Hono, assembled: Assembled): void {
  const { fields, pool, posts, presentation } = assembled;

  application.post('/posts', async (context) => {
    const { user } = await callerOf(context.req, assembled);
    const post = await posts.create(pool, user, await fieldsOf(context.req, assembled, fields.post));
    return context.json(presentation.post(post, user), 201);
  });

  application.get('/posts', async (context) => {
    const { user } = await callerOf(context.req, assembled);
    const own = await posts.listOf(pool, user);
    return context.json({ items: own.map((post) => presentation.post(post, user)) });
  });

  application.get('/posts/:id', async (context) => {
    const { user, post } = await touched(context.req, 'read');
    return context.json(presentation.post(post, user));
  });

  application.put('/posts/:id', async (context) => {
    const { user, post } = await touched(context.req, 'change');
    const changed = await posts.change(pool, post, await fieldsOf(context.req, assembled, fields.post));
    return context.json(presentation.post(changed, user));
  });

  application.delete('/posts/:id', async (context) => {
    const { post } = await touched(context.req, 'remove');
    await posts.remove(pool, post);
    return context.body(null, 204);
  });

  /** Whether it is somebody else's or nobody's, nobody is told. */
  async function touched(
    request: HonoRequest<'/posts/:id'>,
    purpose: Parameters<Posts['mayTouch']>[0],
  ): Promise<{ user: User; post: Post }> {
    const { user } = await callerOf(request, assembled);
    const post = await posts.find(pool, request.param('id'));
    if (!post || !posts.mayTouch(purpose, post, user)) throw new Refusal(404, 'Post not found');
    return { user, post };
  }
}
