import type { Exercise } from '../functions/exercises/catalogue';
import type { HttpEvent } from '../lambda/http-events';
import { inGroup } from './fault';
import { around } from './parts';
import { aroundHandler } from './progress-parts';

/** What anybody may see. */
export const progressExerciseFaults = inGroup('progress', [
  {
    name: 'exercises-behind-the-authorizer',
    defect: 'The list of exercises wants a token, though anybody may see it.',
    cause: 'The authorizer was made the default of all routes, and one was to be excepted.',
    fails: ['PR1', 'PR7'],
    mutate: ({ progress }) => {
      for (const route of progress.routes) if (route.path === '/exercises') route.authorizer = true;
    },
  },
  {
    name: 'exercise-behind-a-session',
    defect: 'The list of exercises is public, and a single one wants a session.',
    cause: 'The middleware that asks for a session is mounted at a prefix.',
    fails: ['PR1'],
    mutate: ({ progress }) => {
      aroundHandler(progress.functions.exercises, (handle, event) =>
        event.routeKey === 'GET /exercises/{id}' && isAnonymous(event)
          ? Promise.resolve({ statusCode: 401, body: JSON.stringify({ message: 'Unauthorized' }) })
          : handle(event),
      );
    },
  },
  {
    name: 'unknown-exercise-answered',
    defect: 'An exercise that is not there is answered with 200 and nothing in it.',
    cause: 'Nobody looks whether anything was found.',
    fails: ['PR1'],
    mutate: ({ progress: { parts } }) => {
      parts.exercises.find = () => (all, id) => all.find((exercise) => exercise.id === id) ?? ({} as Exercise);
    },
  },
  {
    name: 'always-the-first-exercise',
    defect: 'Whatever exercise is asked for, the first one is answered.',
    cause: 'The parameter has another name in the route than in the code, and every exercise matches nothing.',
    fails: ['PR1'],
    mutate: ({ progress: { parts } }) => {
      parts.exercises.find = around(parts.exercises.find, (find, all) => find(all, all[0]?.id ?? ''));
    },
  },
  {
    name: 'exercises-without-title',
    defect: 'The exercises have no title.',
    cause: 'Titles went into a table of translations, which the list does not ask.',
    fails: ['PR1'],
    mutate: ({ progress: { parts } }) => {
      parts.exercises.catalogue = around(parts.exercises.catalogue, (catalogue) =>
        catalogue().map(({ id, difficulty }) => ({ id, difficulty }) as Exercise),
      );
    },
  },
  {
    name: 'exercises-of-an-earlier-release',
    defect: 'The newest exercise is not in the list.',
    cause: 'The list is bundled with the function, and that was built before it.',
    fails: ['PR1'],
    mutate: ({ progress: { parts } }) => {
      parts.exercises.catalogue = around(parts.exercises.catalogue, (catalogue) => catalogue().slice(0, -1));
    },
  },
]);

function isAnonymous({ headers, cookies }: HttpEvent): boolean {
  return headers['authorization'] === undefined && cookies === undefined;
}
