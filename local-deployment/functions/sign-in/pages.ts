import type { Environment } from '../../lambda/runtime';
import { required } from '../shared/environment';

/** Where in the frontend a sign-in leads to. */
export interface Pages {
  /** The page that is asked for, where it is one of the frontend; otherwise its first one. */
  landing(asked: string | undefined): URL;
  refused(reason: string): URL;
}

export function createPages(environment: Environment): Pages {
  const frontend = required(environment, 'FRONTEND_URL');
  return {
    landing(asked = '/') {
      const page = URL.canParse(asked, frontend) ? new URL(asked, frontend) : undefined;
      return page?.origin === new URL(frontend).origin ? page : new URL('/', frontend);
    },
    refused: (reason) => new URL(`/login?${new URLSearchParams({ error: reason }).toString()}`, frontend),
  };
}
