import { z } from '../zod';
import type { HttpEvent } from '../lambda/http-events';
import type { FunctionDefinition } from '../template/types';
import { inGroup } from './fault';
import { aroundHandler } from './progress-parts';

/** Whose progress a request is about, and which requests record any. */
export const progressAccessFaults = inGroup('progress', [
  {
    name: 'progress-for-nobody',
    defect: 'Who has no session is answered with an empty list of progress.',
    cause: 'The first page asks before anybody has signed in, and was not to show an error.',
    fails: ['PR3'],
    mutate: ({ progress }) => {
      aroundHandler(progress.functions.progress, async (handle, event) => {
        const anonymous = event.headers['authorization'] === undefined && event.cookies === undefined;
        const result = await handle(event);
        return event.routeKey === 'GET /progress' && anonymous ? { ...result, statusCode: 200, body: '[]' } : result;
      });
    },
  },
  {
    name: 'attempts-of-nobody-recorded',
    defect: 'Who has no session may record attempts, which belong to nobody.',
    cause: 'Exercises are public, and everything below their path was left open.',
    fails: ['OA5', 'PR3'],
    mutate: ({ progress }) => {
      answerNobody(progress.functions.progress, 'POST ');
    },
  },
  {
    name: 'removal-for-anybody',
    defect: 'Progress is removed without anybody having asked who it is.',
    cause: 'The route was added for tests, and has no guard.',
    fails: ['OA5', 'PR3'],
    mutate: ({ progress }) => {
      answerNobody(progress.functions.progress, 'DELETE ');
    },
  },
  {
    name: 'progress-keyed-by-exercise-alone',
    defect: 'What one user has solved is solved for all.',
    cause: "The table's key is the exercise, and the user is one of its attributes.",
    fails: ['PR6'],
    mutate: ({ progress: { parts } }) => {
      parts.progress.writerOf = () => 'everybody';
      parts.progress.readerOf = () => 'everybody';
    },
  },
  {
    name: 'unknown-exercise-recorded',
    defect: 'Progress is recorded of exercises that are not there.',
    cause: 'The list of exercises is another function, and nobody asks it.',
    fails: ['PR4'],
    mutate: ({ progress: { parts } }) => {
      parts.progress.checkExercise = () => undefined;
    },
  },
  {
    name: 'malformed-body-crashes',
    defect: 'A body that is no JSON ends in a 500.',
    cause: 'It is parsed outside of what turns errors into answers.',
    fails: ['PR4'],
    mutate: ({ progress: { parts } }) => {
      const { checkBody } = parts.progress;
      parts.progress.checkBody = (body, exerciseId) => {
        JSON.parse(body ?? '');
        checkBody(body, exerciseId);
      };
    },
  },
  {
    name: 'body-without-id-accepted',
    defect: 'A body without an id is recorded.',
    cause: 'The id is taken from the path since there is one, and the schema made it optional.',
    fails: ['PR4'],
    mutate: ({ progress: { parts } }) => {
      const { checkBody } = parts.progress;
      parts.progress.checkBody = (body, exerciseId) => {
        const fields = fieldsIn(body);
        checkBody(fields ? JSON.stringify({ id: exerciseId, ...fields }) : body, exerciseId);
      };
    },
  },
  {
    name: 'progress-of-anybody-shown',
    defect: "A parameter of the request names the user whose progress is shown, and anybody's is.",
    cause: 'It was made for the pages of administrators, whose role is asked by those pages alone.',
    fails: ['PR6'],
    mutate: ({ progress: { parts } }) => {
      const { readerOf } = parts.progress;
      parts.progress.readerOf = (session, event) => event.queryStringParameters?.['userId'] ?? readerOf(session, event);
    },
  },
  {
    name: 'progress-of-anybody-at-its-own-path',
    defect: "Each user's progress has a path of its own, and whoever has a session may ask for it.",
    cause: 'The route was made for teachers, and asks for a session where it should ask for a role.',
    fails: ['PR6'],
    mutate: ({ progress }) => {
      const { parts, routes, functions } = progress;
      const method = 'GET';
      routes.push({ method, path: '/users/{userId}/progress', function: 'progress', authorizer: false });
      const { readerOf } = parts.progress;
      parts.progress.readerOf = (session, event) => event.pathParameters?.['userId'] ?? readerOf(session, event);
      aroundHandler(functions.progress, (handle, event) =>
        handle(event.rawPath.startsWith('/users/') ? { ...event, routeKey: 'GET /progress' } : event),
      );
    },
  },
  {
    name: 'progress-of-anybody-written',
    defect: "The body of a request names the user whose progress is recorded, and anybody's is.",
    cause: 'All fields of the body go into the item, over those of the session.',
    fails: ['PR6'],
    mutate: ({ progress: { parts } }) => {
      const { checkBody, writerOf } = parts.progress;
      parts.progress.checkBody = (body, exerciseId) => {
        const fields = fieldsIn(body);
        checkBody(fields ? JSON.stringify({ ...fields, userId: undefined }) : body, exerciseId);
      };
      parts.progress.writerOf = (session, event) => userIdIn(event) ?? writerOf(session, event);
    },
  },
]);

const jsonObject = z.record(z.string(), z.unknown());

/** Undefined where a body is no JSON object. */
function fieldsIn(body: string | null | undefined): Record<string, unknown> | undefined {
  try {
    return jsonObject.safeParse(JSON.parse(body ?? '')).data;
  } catch {
    return undefined;
  }
}

function userIdIn({ body }: HttpEvent): string | undefined {
  return z.object({ userId: z.string() }).safeParse(fieldsIn(body)).data?.userId;
}

/** Those that begin so answer 200 where they would refuse. */
function answerNobody(definition: FunctionDefinition<HttpEvent>, routes: string): void {
  aroundHandler(definition, async (handle, event) => {
    const result = await handle(event);
    const refused = result.statusCode === 401 && event.routeKey.startsWith(routes);
    return refused ? { ...result, statusCode: 200, body: '{}' } : result;
  });
}
