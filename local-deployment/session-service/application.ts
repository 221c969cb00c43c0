import { Hono } from 'hono';
import type { Context } from 'hono';
import { cors } from 'hono/cors';
import { addAccountRoutes } from './account-routes';
import type { Assembled } from './parts';
import { addPostRoutes } from './post-routes';
import { Refusal } from './refusal';
import { addSessionRoutes } from './session-routes';

/** The routes of the service, with CORS on all of them. */
export function createApplication(assembled: Assembled): Hono {
  const application = new Hono();
  application.use(cors(assembled.cors));
  application.onError((error, context) => (error instanceof Refusal ? refused(context, error) : crashed(context)));
  application.notFound((context) => context.json({ detail: 'Not Found' }, 404));

  application.get('/health', async (context) => {
    const { health } = assembled;
    const { status, body } = health.answer(await health.connected());
    return context.json(body, status);
  });
  addAccountRoutes(application, assembled);
  addSessionRoutes(application, assembled);
  addPostRoutes(application, assembled);
  return application;
}

function refused(context: Context, { status, detail, headers }: Refusal): Response {
  return context.json({ detail }, status, headers);
}

function crashed(context: Context): Response {
  return context.json({ detail: 'Internal Server Error' }, 500);
}
